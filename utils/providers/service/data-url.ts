import type { PictureFile } from './ports';

/** Bytes at a time: an argument list has an end. */
const STEP = 0x8000;

/** The picture's bytes in base64. */
export async function base64Of({ blob }: Pick<PictureFile, 'blob'>): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP) {
    text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  }
  return btoa(text);
}

/** The picture as an address of its own. */
export async function dataUrlOf(picture: PictureFile): Promise<string> {
  return `data:${picture.mime};base64,${await base64Of(picture)}`;
}
