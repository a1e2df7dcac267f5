import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probe, sha256 } from '@/utils/media';
import { structureOf } from '@/utils/media/structure';
import { stillWebp, videoFile } from './files';

describe('probe', () => {
  it.each([
    ['mp4', 24, 36],
    ['mp4', 30, 61],
    ['webm', 24, 36],
    ['webm', 30, 61],
  ] as const)('reads a %s of %i fps back to the frame', async (kind, fps, frames) => {
    const file = await videoFile(kind, frames, fps);
    const probed = await probe(new Blob([file]));
    expect(probed).toMatchObject({
      ok: true,
      media: {
        mime: `video/${kind}`,
        container: kind,
        width: 320,
        height: 180,
        frames,
        audioCodec: null,
        bytes: file.length,
      },
    });
    if (!probed.ok) return;
    expect(Math.abs(probed.media.seconds - frames / fps)).toBeLessThan(1 / fps);
    expect(probed.media.fps).toBeCloseTo(fps, 1);
  });

  it('reads a still WebP as one frame without a length', async () => {
    const probed = await probe(new Blob([stillWebp(20)]));
    expect(probed).toMatchObject({
      ok: true,
      media: { codec: 'webp', width: 16, height: 9, frames: 1, seconds: 0 },
    });
  });

  it.each([
    ['nothing', ''],
    ['a web page', '<!doctype html><title>404</title><p>Not found, sorry.'],
    ['JSON', '{"error":{"message":"expired"}}'],
  ])('refuses %s', async (_, text) => {
    expect(await probe(new Blob([text]))).toMatchObject({ ok: false, problem: 'file-invalid' });
  });

  it('refuses a file that is cut short anywhere', async () => {
    const files = await Promise.all([videoFile('mp4', 30, 30), videoFile('webm', 30, 30)]);
    for (const file of [...files, stillWebp(33)]) {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: file.length - 1 }), async (length) => {
          expect((await probe(new Blob([file.subarray(0, length)]))).ok).toBe(false);
        }),
        { numRuns: 60 },
      );
    }
  });

  it('refuses an MP4 without its index', async () => {
    const file = await videoFile('mp4', 5, 30);
    const renamed = Uint8Array.from(file);
    const at = Buffer.from(file).indexOf('moov');
    renamed.set(new TextEncoder().encode('free'), at);
    expect(await probe(new Blob([renamed]))).toMatchObject({ ok: false });
  });

  // What the demuxer makes of an index that was made to trouble it is bounded by its worker's end: see LocalHost.
  it('neither throws nor hangs on bytes that were flipped or made up, as far as it reads them itself', async () => {
    const files = await Promise.all([videoFile('mp4', 20, 30), videoFile('webm', 20, 30)]);
    const broken = fc
      .tuple(
        fc.constantFrom(...files, stillWebp(33)),
        fc.array(fc.tuple(fc.nat(2000), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 8 }),
      )
      .map(([file, flips]) => {
        const bytes = Uint8Array.from(file);
        for (const [at, mask] of flips)
          bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ mask;
        return bytes;
      });
    const heads = [
      [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70],
      [0x1a, 0x45, 0xdf, 0xa3],
      [0x52, 0x49, 0x46, 0x46],
    ];
    const madeUp = fc
      .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }))
      .map(([head, rest]) => Uint8Array.from([...head, ...rest]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(broken, madeUp), async (bytes) => {
        const structure = await structureOf(new Blob([bytes]));
        if (structure.ok && structure.container !== 'webp') return;
        const probed = await probe(new Blob([bytes]));
        expect(typeof probed.ok).toBe('boolean');
        if (!probed.ok) expect(probed.detail.length).toBeLessThanOrEqual(300);
      }),
      { numRuns: 400 },
    );
  });
});

describe('sha256', () => {
  it('is the digest everyone else computes', async () => {
    expect(await sha256(new Blob(['abc']))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
