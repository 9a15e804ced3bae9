import { downloadText } from './download';

it.each([
  ['text/csv', [0xef, 0xbb, 0xbf, 0xc3, 0xa9]], // Excel needs the mark to read accents
  ['text/markdown', [0xc3, 0xa9]],
])('writes %s in UTF-8', async (type, bytes) => {
  const made: Blob[] = [];
  URL.createObjectURL = (blob: Blob) => `blob:${made.push(blob)}`;
  downloadText('x', 'é', type);
  expect([...new Uint8Array(await new Response(made[0]).arrayBuffer())]).toEqual(bytes);
});
