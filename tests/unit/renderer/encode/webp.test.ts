import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probe } from '@/utils/media';
import { animatedWebp } from '@/utils/renderer/encode/webp';
import { stillWebp } from '../../media/files';

describe('animatedWebp', () => {
  it('makes a file whose size, frames and length are read back', async () => {
    const frames = [400, 600, 1000].map((duration, i) => ({ still: stillWebp(i * 7 + 1), duration }));
    const probed = await probe(new Blob([animatedWebp(frames, 640, 360)]));
    expect(probed).toMatchObject({
      ok: true,
      media: { container: 'webp', width: 640, height: 360, frames: 3, seconds: 2 },
    });
  });

  it('is even in every chunk, whatever the stills weigh', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ weight: fc.nat(40), duration: fc.nat(0xffffff) }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 16_384 }),
        async (stills, width) => {
          const frames = stills.map(({ weight, duration }) => ({ still: stillWebp(weight), duration }));
          const file = animatedWebp(frames, width, 2);
          expect(file.length % 2).toBe(0);
          expect(await probe(new Blob([file]))).toMatchObject({
            ok: true,
            media: { width, frames: stills.length },
          });
        },
      ),
    );
  });

  it('refuses stills that are none, are cut off or carry no picture', () => {
    const good = stillWebp(9);
    const make =
      (still: Uint8Array): (() => Uint8Array) =>
      () =>
        animatedWebp([{ still, duration: 1 }], 2, 2);
    expect(make(new Uint8Array(30))).toThrow('not a WebP');
    expect(make(good.subarray(0, good.length - 4))).toThrow('cut off');
    const empty = Uint8Array.from(good);
    empty.set(new TextEncoder().encode('EXIF'), 12);
    expect(make(empty)).toThrow('no picture');
  });
});
