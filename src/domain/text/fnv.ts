/** Folds a text to 8 hex digits (FNV-1a, 32 bits): the same for the same text, everywhere and always. */
export function fnv(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
