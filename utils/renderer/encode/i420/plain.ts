import { BITS, CB, CHROMA_BIAS, CHROMA_BITS, CR, LUMA, LUMA_BIAS, type ChannelOrder } from './coefficients';

const { red: Y_R, green: Y_G, blue: Y_B } = LUMA;
const { red: U_R, green: U_G, blue: U_B } = CB;
const { red: V_R, green: V_G, blue: V_B } = CR;

/**
 * Converts a picture of `width` x `height`, both even, into `out` (`i420Size` bytes), in plain JavaScript.
 * `pixels` is one little-endian 32-bit word a pixel; alpha is not looked at. A block of four equal pixels, which is
 * what most of a drawn frame is made of, is computed once.
 */
export function toI420(
  pixels: Uint32Array,
  order: ChannelOrder,
  width: number,
  height: number,
  out: Uint8Array,
): void {
  const redShift = order === 'rgb' ? 0 : 16;
  const blueShift = 16 - redShift;
  const uPlane = width * height;
  const vPlane = uPlane + (uPlane >> 2);
  let chroma = 0;
  for (let y = 0; y < height; y += 2) {
    let top = y * width;
    let bottom = top + width;
    const end = bottom;
    while (top < end) {
      const a = pixels[top] as number;
      const b = pixels[top + 1] as number;
      const c = pixels[bottom] as number;
      const d = pixels[bottom + 1] as number;
      let red = (a >>> redShift) & 255;
      let green = (a >>> 8) & 255;
      let blue = (a >>> blueShift) & 255;
      const luma = (Y_R * red + Y_G * green + Y_B * blue + LUMA_BIAS) >> BITS;
      out[top] = luma;
      if (a === b && a === c && a === d) {
        out[top + 1] = luma;
        out[bottom] = luma;
        out[bottom + 1] = luma;
        red <<= 2;
        green <<= 2;
        blue <<= 2;
      } else {
        const bRed = (b >>> redShift) & 255;
        const bGreen = (b >>> 8) & 255;
        const bBlue = (b >>> blueShift) & 255;
        const cRed = (c >>> redShift) & 255;
        const cGreen = (c >>> 8) & 255;
        const cBlue = (c >>> blueShift) & 255;
        const dRed = (d >>> redShift) & 255;
        const dGreen = (d >>> 8) & 255;
        const dBlue = (d >>> blueShift) & 255;
        out[top + 1] = (Y_R * bRed + Y_G * bGreen + Y_B * bBlue + LUMA_BIAS) >> BITS;
        out[bottom] = (Y_R * cRed + Y_G * cGreen + Y_B * cBlue + LUMA_BIAS) >> BITS;
        out[bottom + 1] = (Y_R * dRed + Y_G * dGreen + Y_B * dBlue + LUMA_BIAS) >> BITS;
        red += bRed + cRed + dRed;
        green += bGreen + cGreen + dGreen;
        blue += bBlue + cBlue + dBlue;
      }
      out[uPlane + chroma] = (U_R * red + U_G * green + U_B * blue + CHROMA_BIAS) >> CHROMA_BITS;
      out[vPlane + chroma] = (V_R * red + V_G * green + V_B * blue + CHROMA_BIAS) >> CHROMA_BITS;
      top += 2;
      bottom += 2;
      chroma += 1;
    }
  }
}
