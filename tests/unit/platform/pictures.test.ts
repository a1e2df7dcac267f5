import { describe, expect, it } from 'vitest';
import { preparePicture, type PictureWish } from '@/utils/platform';
// The room's door gives the browser's own canvas; a test has one of its own.
import type { Opened } from '@/utils/platform/pictures';

const FILE = new Blob(['as it came, with where it was taken']);

/** A canvas that notes what was done on it; a file has as many bytes as `bytes` says. */
function studio({
  width = 4000,
  height = 3000,
  opaque = true,
  bytes = (_mime: string, _quality?: number): number => 100,
} = {}) {
  const done: unknown[] = [];
  const open = async (): Promise<Opened> => ({
    width,
    height,
    close: () => void done.push('closed'),
    draw: ({ from, to }) => {
      done.push([from.x, from.y, from.width, from.height].map(Math.round), [to.width, to.height]);
      return {
        isOpaque: () => opaque,
        flatten: () => void done.push('flattened'),
        encode: async (mime, quality) => {
          done.push(quality === undefined ? mime : `${mime} ${quality}`);
          return new Blob([new Uint8Array(bytes(mime, quality))], { type: mime });
        },
      };
    },
  });
  return { done, open };
}

async function prepare(wish: Partial<PictureWish>, of: Parameters<typeof studio>[0] = {}) {
  const { done, open } = studio(of);
  const file = await preparePicture(FILE, { maxBytes: 1000, size: null, ...wish }, open);
  return { file, done };
}

describe('a picture that leaves this computer', () => {
  it('is a JPEG of its own, of which nothing was taken over but what was drawn', async () => {
    const { file, done } = await prepare({});
    expect(file?.mime).toBe('image/jpeg');
    expect(await file?.blob.text()).not.toContain('taken');
    expect(done).toEqual([[0, 0, 4000, 3000], [2048, 1536], 'image/jpeg 0.92', 'closed']);
  });

  it.each([
    ['a large one', 4000, 3000, [2048, 1536]],
    ['a tall one', 1000, 8000, [256, 2048]],
    ['a small one', 300, 200, [300, 200]],
    ['a line', 9000, 1, [2048, 1]],
  ])('is at most 2048 pixels long: %s', async (_, width, height, size) => {
    const { done } = await prepare({}, { width, height });
    expect(done.slice(0, 2)).toEqual([[0, 0, width, height], size]);
  });

  it.each([
    ['a wider one', 2000, 1000, [111, 0, 1778, 1000]],
    ['a taller one', 1000, 2000, [0, 719, 1000, 563]],
    ['one of this shape', 640, 360, [0, 0, 640, 360]],
  ])('is cut in its middle to the shape wished for: %s', async (_, width, height, part) => {
    const { done } = await prepare({ size: { width: 1280, height: 720 } }, { width, height });
    expect(done.slice(0, 2)).toEqual([part, [1280, 720]]);
  });

  it('stays a PNG where something shows through', async () => {
    const { file, done } = await prepare({}, { opaque: false });
    expect(file?.mime).toBe('image/png');
    expect(done.slice(2)).toEqual(['image/png', 'closed']);
  });

  it('gets white behind it where it would be too large as a PNG', async () => {
    const bytes = (mime: string): number => (mime === 'image/png' ? 1001 : 1000);
    const { file, done } = await prepare({}, { opaque: false, bytes });
    expect(file?.mime).toBe('image/jpeg');
    expect(done.slice(2)).toEqual(['image/png', 'flattened', 'image/jpeg 0.92', 'closed']);
  });

  it('is as good as there is room for', async () => {
    const bytes = (_: string, quality = 1): number => Math.round(quality * 1300);
    const { file, done } = await prepare({}, { bytes });
    expect(file?.blob.size).toBeLessThanOrEqual(1000);
    expect(done.slice(2, -1)).toEqual(['image/jpeg 0.92', 'image/jpeg 0.85', 'image/jpeg 0.75']);
  });

  it('is none when it cannot be made as small', async () => {
    const { file, done } = await prepare({}, { bytes: () => 1001 });
    expect(file).toBeNull();
    expect(done.at(-1)).toBe('closed');
  });

  it('is none when it is no picture', async () => {
    const broken = (): Promise<Opened> => Promise.reject(new DOMException('not an image'));
    expect(await preparePicture(FILE, { maxBytes: 1000, size: null }, broken)).toBeNull();
  });
});
