/**
 * RGB to Y'CbCr of BT.709 (ITU-R BT.709-6, section 3) in limited range (Y 16-235, chroma 16-240),
 * as fixed point with 15 bits: every factor fits a signed 16-bit lane, and both ways to convert give the same bytes.
 * Each row of the chroma factors adds up to 0, so that greys stay grey.
 */
export const BITS = 15;

export const LUMA = { red: 5983, green: 20127, blue: 2032 } as const;
export const CB = { red: -3298, green: -11094, blue: 14392 } as const;
export const CR = { red: 14392, green: -13072, blue: -1320 } as const;

/** The offset 16 of luma, and a half to round. */
export const LUMA_BIAS = (16 << BITS) + (1 << (BITS - 1));
/** A chroma sample is the mean of four pixels: their sum is shifted by two bits more. */
export const CHROMA_BITS = BITS + 2;
export const CHROMA_BIAS = (128 << CHROMA_BITS) + (1 << (CHROMA_BITS - 1));

/** Which channel a pixel's first byte holds: canvases give RGBA in some browsers and BGRA in others. */
export type ChannelOrder = 'rgb' | 'bgr';

/** Bytes of an I420 picture; both sides must be even. */
export function i420Size(width: number, height: number): number {
  return (width * height * 3) >> 1;
}
