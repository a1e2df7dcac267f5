/** What a header says: size in pixels, and whether the rest of the file is there. */
export interface Facts {
  width: number;
  height: number;
  whole: boolean;
}

/** Reading past the end gives zeros, never an exception: these bytes are a stranger's. */
const at = (bytes: Uint8Array, offset: number): number => bytes[offset] ?? 0;

export const u16be = (bytes: Uint8Array, o: number): number => at(bytes, o) * 256 + at(bytes, o + 1);
export const u16le = (bytes: Uint8Array, o: number): number => at(bytes, o) + at(bytes, o + 1) * 256;
export const u24le = (bytes: Uint8Array, o: number): number => u16le(bytes, o) + at(bytes, o + 2) * 65536;
export const u32be = (bytes: Uint8Array, o: number): number => u16be(bytes, o) * 65536 + u16be(bytes, o + 2);
export const u32le = (bytes: Uint8Array, o: number): number => u16le(bytes, o) + u16le(bytes, o + 2) * 65536;

/** Latin-1 text of `length` bytes. */
export function ascii(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
