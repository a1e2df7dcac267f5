/** What a file begins with. The type a server names is only its word. */
export type Beginning = 'video' | 'json' | 'html' | 'other';

/** Bytes to have before asking. */
export const SNIFF_BYTES = 12;

export function beginningOf(bytes: Uint8Array): Beginning {
  if (isMp4(bytes) || isEbml(bytes)) return 'video';
  const text = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  if (text.startsWith('{') || text.startsWith('[')) return 'json';
  return text.startsWith('<') ? 'html' : 'other';
}

/** ISO 14496-12: a box of any length that is named "ftyp". */
function isMp4(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && String.fromCharCode(...bytes.subarray(4, 8)) === 'ftyp';
}

/** RFC 8794, the header of every WebM file. */
function isEbml(bytes: Uint8Array): boolean {
  return [0x1a, 0x45, 0xdf, 0xa3].every((byte, i) => bytes[i] === byte);
}
