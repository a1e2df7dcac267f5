/** From the bytes of a picture to what a frame needs of it: decoded once, cut, scaled down, measured. */
import type { Look, Shot } from '@/utils/domain';
import { makeCanvas } from './canvas';
import { kenBurns, scaled, type KenBurns } from './crop';
import { bestCrop, focusIn } from './focus';
import { fromOklab, toOklab } from './oklch';
import { vividTint, type Tint } from './palette';
import { photoLayout, subjectPlace, type PhotoLayout } from './photo-layout';
import { safeArea } from './stage';
import type { Thumb } from './tone';
import type { Size } from './types';
import { gridOf, upscale } from './upscale';

export interface Photo {
  layout: PhotoLayout;
  picture: OffscreenCanvas;
  motion: KenBurns;
  /** Of the part that is shown. */
  thumb: Thumb;
  tint: Tint;
  /** The ground of a card: the picture's own colours, dark and without detail. */
  ground: OffscreenCanvas | undefined;
  dispose(): void;
}

export type PreparedPhotos =
  /** By the shot's id. */
  { ok: true; photos: Map<string, Photo> } | { ok: false; problem: 'image-unreadable'; detail: string };

export interface PhotoOptions extends Size {
  look: Look;
  /** Pixels a unit. */
  scale: number;
}

interface ImagePort {
  image(id: string): Promise<Blob | undefined>;
}

/** The shots that show a picture. */
function picturesIn(shots: readonly Shot[]): (Shot & { imageId: string })[] {
  return shots.filter(
    (shot): shot is Shot & { imageId: string } =>
      shot.imageId !== undefined && shot.role !== 'end' && shot.role !== 'stat',
  );
}

export async function preparePhotos(
  shots: readonly Shot[],
  ports: ImagePort,
  options: PhotoOptions,
): Promise<PreparedPhotos> {
  const photos = new Map<string, Photo>();
  const fail = (detail: string): PreparedPhotos => {
    for (const photo of photos.values()) photo.dispose();
    return { ok: false, problem: 'image-unreadable', detail };
  };
  // One after the other: a decoded picture may be a hundred megabytes.
  for (const [index, shot] of picturesIn(shots).entries()) {
    const blob = await ports.image(shot.imageId);
    if (!blob) return fail(`picture ${shot.imageId} is not in the store`);
    const full = await decode(blob);
    if (!full)
      return fail(
        `picture ${shot.imageId} (${blob.type || 'unknown type'}, ${blob.size} bytes) cannot be decoded`,
      );
    photos.set(shot.id, await preparePhoto(full, shot.text !== '', index % 2 === 1, options));
    full.close();
  }
  return { ok: true, photos };
}

/** Upright as its camera held it; the first frame of an animation. */
async function decode(blob: Blob): Promise<ImageBitmap | undefined> {
  try {
    const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' });
    return bitmap.width > 0 && bitmap.height > 0 ? bitmap : undefined;
  } catch {
    return undefined;
  }
}

const ZOOM = 0.13;

async function preparePhoto(
  full: ImageBitmap,
  hasWords: boolean,
  outwards: boolean,
  options: PhotoOptions,
): Promise<Photo> {
  const layout = photoLayout(options.look, options, safeArea(options), full, hasWords);
  const shape = layout.picture;
  const crop = await bestCrop(full, shape);
  const focus = focusIn(full, crop);
  const motion = kenBurns(full, shape, focus, subjectPlace(layout, hasWords), ZOOM, outwards);
  const tight = outwards ? motion.from : motion.to;
  const wide = outwards ? motion.to : motion.from;
  // Scaled so that the closest view is pixel on pixel: a frame then costs one bilinear copy.
  const by = Math.min(1, (shape.width * options.scale) / tight.width);
  const picture = shrink(
    full,
    Math.max(1, Math.round(full.width * by)),
    Math.max(1, Math.round(full.height * by)),
  );
  const exact = picture.width / full.width;
  const thumb = thumbOf(picture, scaled(wide, exact), shape);
  return {
    layout,
    picture,
    motion: { from: scaled(motion.from, exact), to: scaled(motion.to, exact) },
    thumb,
    tint: vividTint(thumb.rgba),
    ground: layout.kind === 'card' ? groundOf(picture, options) : undefined,
    dispose: () => {
      picture.width = 1;
      picture.height = 1;
    },
  };
}

/** By halves: one big step would skip pixels. */
function shrink(source: ImageBitmap, width: number, height: number): OffscreenCanvas {
  let current: ImageBitmap | OffscreenCanvas = source;
  for (;;) {
    const w = Math.max(width, Math.ceil(current.width / 2));
    const h = Math.max(height, Math.ceil(current.height / 2));
    const { canvas, ctx } = makeCanvas(w, h);
    ctx.imageSmoothingQuality = 'high';
    ctx.drawImage(current, 0, 0, w, h);
    if (w === width && h === height) return canvas;
    current = canvas;
  }
}

function thumbOf(
  source: OffscreenCanvas,
  { x, y, width, height }: { x: number; y: number } & Size,
  shape: Size,
): Thumb {
  const columns = 40;
  const rows = Math.max(4, Math.round((columns * shape.height) / shape.width));
  const { ctx } = makeCanvas(columns, rows);
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(source, x, y, width, height, 0, 0, columns, rows);
  return { width: columns, height: rows, rgba: ctx.getImageData(0, 0, columns, rows).data };
}

/** A few cells of the picture, darkened in OKLab and spread over the frame by a spline: a blur without a filter. */
function groundOf(picture: OffscreenCanvas, { width, height, scale }: PhotoOptions): OffscreenCanvas {
  const columns = 4;
  const rows = 6;
  const cover = Math.max(columns / picture.width, rows / picture.height);
  const w = columns / cover;
  const h = rows / cover;
  const small = shrinkPart(picture, (picture.width - w) / 2, (picture.height - h) / 2, w, h, columns, rows);
  const cells = Array.from({ length: columns * rows }, (_, i) =>
    toOklab([small[i * 4]! / 255, small[i * 4 + 1]! / 255, small[i * 4 + 2]! / 255]),
  );
  const mean = [0, 1, 2].map((k) => cells.reduce((sum, cell) => sum + cell[k]!, 0) / cells.length);
  // Half of every cell is the mean of all: a red thing in a corner must not become a red lamp.
  const grid = gridOf(columns, rows, (x, y) => {
    const cell = cells[Math.floor(y * rows) * columns + Math.floor(x * columns)]!;
    const [l, a, b] = [0, 1, 2].map((k) => (cell[k]! + mean[k]!) / 2) as [number, number, number];
    const [red, green, blue] = fromOklab(0.15 + 0.23 * l, a * 0.75, b * 0.75);
    return [red * 255, green * 255, blue * 255];
  });
  const pixelWidth = Math.round(width * scale);
  const pixelHeight = Math.round(height * scale);
  const { canvas, ctx } = makeCanvas(pixelWidth, pixelHeight);
  ctx.putImageData(new ImageData(upscale(grid, pixelWidth, pixelHeight, 1), pixelWidth, pixelHeight), 0, 0);
  return canvas;
}

function shrinkPart(
  source: OffscreenCanvas,
  x: number,
  y: number,
  w: number,
  h: number,
  columns: number,
  rows: number,
): Uint8ClampedArray {
  const { canvas, ctx } = makeCanvas(columns * 8, rows * 8);
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(source, x, y, w, h, 0, 0, canvas.width, canvas.height);
  const tiny = makeCanvas(columns, rows);
  tiny.ctx.imageSmoothingQuality = 'high';
  tiny.ctx.drawImage(canvas, 0, 0, columns, rows);
  return tiny.ctx.getImageData(0, 0, columns, rows).data;
}
