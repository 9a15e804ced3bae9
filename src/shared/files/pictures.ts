import { MAX_PICTURE } from '../../domain/incident/picture';
import { type Outcome, refuse } from '../../domain/record/outcome';

/** Larger files are not even opened. */
const MAX_FILE = 25 * 1024 * 1024;
/** Longest side in pixels and quality, tried until the picture is small enough: screenshots stay readable first. */
const TRIES: Array<[number, number]> = [
  [1920, 0.85],
  [1920, 0.6],
  [1400, 0.7],
  [1400, 0.5],
  [1000, 0.5],
  [800, 0.4],
];

/** Draws a picture anew as WebP of at most 200 KB; a `data:` address. Refused when it is none, or cannot be made small enough. */
export async function toPicture(file: Blob): Promise<Outcome<string>> {
  if (!file.type.startsWith('image/')) {
    return refuse({ code: 'picture.notOne' });
  }
  if (file.size > MAX_FILE) {
    return refuse({ code: 'picture.tooLarge', values: { limit: MAX_PICTURE / 1024 } });
  }
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return refuse({ code: 'picture.notOne' });
  }
  try {
    for (const [side, quality] of TRIES) {
      const blob = await draw(bitmap, side, quality);
      if (blob && /^image\/(webp|jpeg)$/.test(blob.type) && blob.size <= MAX_PICTURE) {
        return { ok: await dataUrl(blob) };
      }
    }
  } finally {
    bitmap.close();
  }
  return refuse({ code: 'picture.tooLarge', values: { limit: MAX_PICTURE / 1024 } });
}

async function draw(bitmap: ImageBitmap, side: number, quality: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const webp = await toBlob(canvas, 'image/webp', quality);
  return webp?.type === 'image/webp' ? webp : toBlob(canvas, 'image/jpeg', quality); // Safari draws no WebP
}

function toBlob(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((done) => canvas.toBlob(done, type, quality));
}

async function dataUrl(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return `data:${blob.type};base64,${btoa(text)}`;
}

/** As many arguments as every engine takes. */
const CHUNK = 8192;
