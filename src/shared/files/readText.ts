import { decodeText } from '../../domain/text/decode';

/** The text of a file that other tools wrote, in whichever encoding. */
export async function readText(file: File): Promise<string> {
  return decodeText(new Uint8Array(await file.arrayBuffer()));
}
