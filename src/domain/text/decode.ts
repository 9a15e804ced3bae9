/** Of the first bytes, how many zeros at even and at odd places make it two bytes a letter. */
const MOSTLY = 0.3;

/**
 * The text of a file as spreadsheets and other tools save it: UTF-8, UTF-16 with its mark or recognised by its zeros, else Windows-1252, which is
 * Latin-1 with a few letters more. Never throws.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  return new TextDecoder(encoding).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  if (first === 0xfe && second === 0xff) {
    return 'utf-16be';
  }
  const start = bytes.subarray(0, 1_000);
  const zeros = (odd: number) => start.filter((byte, index) => byte === 0 && index % 2 === odd).length;
  if (zeros(1) > start.length * MOSTLY) {
    return 'utf-16le';
  }
  if (zeros(0) > start.length * MOSTLY) {
    return 'utf-16be';
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
