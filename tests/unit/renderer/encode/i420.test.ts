import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainConverter, simdConverter, type I420Converter } from '@/utils/renderer/encode/i420/converter';
import type { ChannelOrder } from '@/utils/renderer/encode/i420';

/** BT.709-6 in floating point, limited range: the definition, written as it stands there. */
function reference(pixels: Uint8Array, order: ChannelOrder, width: number, height: number): Float64Array {
  const out = new Float64Array((width * height * 3) / 2);
  const channel = (x: number, y: number, c: number): number =>
    (pixels[(y * width + x) * 4 + (order === 'rgb' ? c : 2 - c)] as number) / 255;
  const luma = (x: number, y: number): number =>
    0.2126 * channel(x, y, 0) + 0.7152 * channel(x, y, 1) + 0.0722 * channel(x, y, 2);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) out[y * width + x] = 16 + 219 * luma(x, y);
  const plane = width * height;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const block = [luma(x, y), luma(x + 1, y), luma(x, y + 1), luma(x + 1, y + 1)];
      const mean = (c: number): number =>
        (channel(x, y, c) + channel(x + 1, y, c) + channel(x, y + 1, c) + channel(x + 1, y + 1, c)) / 4;
      const grey = block.reduce((sum, value) => sum + value, 0) / 4;
      const at = plane + (y / 2) * (width / 2) + x / 2;
      out[at] = 128 + (224 * (mean(2) - grey)) / 1.8556;
      out[at + plane / 4] = 128 + (224 * (mean(0) - grey)) / 1.5748;
    }
  }
  return out;
}

function worst(
  converter: I420Converter,
  pixels: Uint8Array,
  order: ChannelOrder,
  width: number,
  height: number,
): number {
  converter.pixels.set(pixels);
  converter.convert(order);
  const wanted = reference(pixels, order, width, height);
  return converter.planes.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (wanted[i] as number))),
    0,
  );
}

const WIDTH = 24;
const HEIGHT = 6;
const anyOrder = fc.constantFrom<ChannelOrder>('rgb', 'bgr');
const anyPixels = fc.oneof(
  fc.uint8Array({ minLength: WIDTH * HEIGHT * 4, maxLength: WIDTH * HEIGHT * 4 }),
  // One colour all over: the blocks of four equal pixels.
  fc
    .uint8Array({ minLength: 4, maxLength: 4 })
    .map((pixel) => Uint8Array.from({ length: WIDTH * HEIGHT * 4 }, (_, i) => pixel[i % 4] as number)),
);

describe.each([
  ['in plain JavaScript', plainConverter],
  ['with vector instructions', simdConverter],
])('RGB to I420 %s', (_, make) => {
  const converterOf = (width: number, height: number): I420Converter => {
    const converter = make(width, height);
    if (!converter) throw new Error('no vector instructions here');
    return converter;
  };

  it('is within one step of BT.709 limited range, for any picture and channel order', () => {
    const converter = converterOf(WIDTH, HEIGHT);
    fc.assert(
      fc.property(
        anyPixels,
        anyOrder,
        (pixels, order) => worst(converter, pixels, order, WIDTH, HEIGHT) <= 1,
      ),
      { numRuns: 300 },
    );
  });

  it('keeps black, white and every grey without colour, inside the limited range', () => {
    const converter = converterOf(8, 2);
    for (let grey = 0; grey < 256; grey += 1) {
      converter.pixels.fill(grey);
      converter.convert('rgb');
      expect(new Set(converter.planes.subarray(16))).toEqual(new Set([128]));
      expect(converter.planes[0]).toBe(Math.round(16 + (219 * grey) / 255));
    }
  });
});

it('both ways give the same bytes', () => {
  const plain = plainConverter(WIDTH, HEIGHT);
  const simd = simdConverter(WIDTH, HEIGHT);
  fc.assert(
    fc.property(anyPixels, anyOrder, (pixels, order) => {
      plain.pixels.set(pixels);
      plain.convert(order);
      simd?.pixels.set(pixels);
      simd?.convert(order);
      expect(Buffer.compare(plain.planes, simd?.planes ?? new Uint8Array())).toBe(0);
    }),
  );
});
