import { decodeText } from './decode';

const TEXT = 'Titre;Début\nPanne du café – « tôt »;2024-03-02';
const bytes = (buffer: Buffer) => Uint8Array.from(buffer);

it.each([
  ['UTF-8', Buffer.from(TEXT, 'utf8')],
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${TEXT}`, 'utf8')],
  ['UTF-16 with its mark, as spreadsheets save it', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
  ['UTF-16, the high byte first', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
  ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le')],
])('reads %s', (_, buffer) => {
  expect(decodeText(bytes(buffer)).replace('\uFEFF', '')).toBe(TEXT);
});

it('reads Latin-1', () => {
  expect(decodeText(bytes(Buffer.from('Début;résolu', 'latin1')))).toBe('Début;résolu');
});

it('reads any bytes as some text', () => {
  expect(decodeText(Uint8Array.from([]))).toBe('');
  expect(typeof decodeText(Uint8Array.from([0xff, 0x00, 0xd8, 0xc3]))).toBe('string');
});
