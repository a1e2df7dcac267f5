import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_IMAGE_BYTES, readImageHeader } from '@/utils/source';
import { avif, bmp, bytesOf, gif, jpeg, png, webp } from './image-bytes';

const FORMATS = {
  'image/png': png,
  'image/jpeg': jpeg,
  'image/gif': gif,
  'image/webp': webp.lossy,
  'image/avif': avif,
} as const;

describe('what a picture file says of itself', () => {
  it.each(Object.entries(FORMATS))('reads the size of %s', (mime, build) => {
    expect(readImageHeader(build(1234, 567))).toEqual({ ok: true, mime, width: 1234, height: 567 });
  });

  it.each(Object.entries(webp))('reads the size of a %s WebP', (_, build) => {
    expect(readImageHeader(build(1234, 567))).toMatchObject({ ok: true, width: 1234, height: 567 });
  });

  it.each([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc9, 0xcf])(
    'reads a JPEG of frame type %i past its thumbnail',
    (frame) => {
      expect(readImageHeader(jpeg(4000, 3000, frame))).toMatchObject({ ok: true, width: 4000, height: 3000 });
    },
  );

  it('reads a BMP stored from the top', () => {
    expect(readImageHeader(bmp(30, -20))).toMatchObject({
      ok: true,
      mime: 'image/bmp',
      width: 30,
      height: 20,
    });
  });

  it('takes an animation for its first picture', () => {
    const animated = gif(20, 10, 3);
    expect(readImageHeader(animated)).toMatchObject({ ok: true, width: 20, height: 10 });
    expect(readImageHeader(animated.subarray(0, animated.length - 25))).toMatchObject({ ok: true });
  });

  it('refuses a PNG of 16000 x 16000 in 31 kB, which would cost a gigabyte', () => {
    const bomb = png(16_000, 16_000, 31_000);
    expect(bomb.length).toBeLessThan(32_000);
    expect(readImageHeader(bomb)).toEqual({ ok: false, problem: 'too-large' });
  });

  it.each(Object.entries(FORMATS))('refuses a 100-megapixel %s', (_, build) => {
    expect(readImageHeader(build(12_500, 8000))).toEqual({ ok: false, problem: 'too-large' });
  });

  it('lets the full-size photo of a phone through, and nothing wider than a texture', () => {
    expect(readImageHeader(jpeg(6960, 5640))).toMatchObject({ ok: true });
    expect(readImageHeader(jpeg(8193, 10))).toEqual({ ok: false, problem: 'too-large' });
  });

  it('refuses a file over the cap before reading it', () => {
    const big = new Uint8Array(MAX_IMAGE_BYTES + 1);
    big.set(png(10, 10));
    expect(readImageHeader(big)).toEqual({ ok: false, problem: 'too-large' });
  });

  it('calls no bytes empty', () => {
    expect(readImageHeader(new Uint8Array(0))).toEqual({ ok: false, problem: 'empty' });
  });

  it.each([
    '<!doctype html><title>404</title>',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    '<?xml version="1.0"?><svg/>',
    '%PDF-1.7',
    'BM',
  ])('does not take %s for a picture', (text) => {
    expect(readImageHeader(bytesOf(text))).toEqual({ ok: false, problem: 'not-an-image' });
  });

  it.each([...Object.entries(FORMATS), ['image/bmp', bmp] as const])(
    'calls a %s that was cut broken',
    (_, build) => {
      const whole = build(300, 200);
      expect(readImageHeader(whole)).toMatchObject({ ok: true });
      expect(readImageHeader(whole.subarray(0, whole.length - 5))).toEqual({ ok: false, problem: 'broken' });
    },
  );

  it('calls a picture without area broken', () => {
    expect(readImageHeader(png(0, 100))).toEqual({ ok: false, problem: 'broken' });
  });

  it('never throws, and never passes what would not fit, whatever the bytes', () => {
    const start = fc.constantFrom(
      ...Object.values(FORMATS).map((build) => build(64, 64)),
      bmp(8, 8),
      bytesOf([]),
    );
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 400 }), fc.nat(200), (head, noise, keep) => {
        const header = readImageHeader(bytesOf(head.subarray(0, keep), noise));
        if (header.ok) expect(header.width * header.height).toBeLessThanOrEqual(40_000_000);
      }),
      { numRuns: 1000 },
    );
  });
});
