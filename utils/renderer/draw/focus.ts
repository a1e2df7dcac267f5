/** Where the eye goes in a picture. */
import smartcrop from 'smartcrop';
import { makeCanvas } from './canvas';
import type { Point } from './crop';
import type { Rect, Size } from './types';

type Source = OffscreenCanvas | ImageBitmap;
interface Handle extends Size {
  source: Source;
}

/** What smartcrop would otherwise do with a DOM canvas; its types leave the option out. */
const imageOperations = {
  open: (source: Source): Promise<Handle> =>
    Promise.resolve({ width: source.width, height: source.height, source }),
  resample: ({ source }: Handle, width: number, height: number): Promise<Handle> =>
    Promise.resolve({ width: Math.floor(width), height: Math.floor(height), source }),
  getData: ({ source, width, height }: Handle): Promise<ImageData> => {
    const { ctx } = makeCanvas(width, height);
    ctx.drawImage(source, 0, 0, width, height);
    return Promise.resolve(ctx.getImageData(0, 0, width, height));
  },
};

/** The best part of that shape: smartcrop's detail, skin, saturation and rule of thirds. In the picture's pixels. */
export async function bestCrop(source: Source, shape: Size): Promise<Rect> {
  // Very long or thin pictures leave it nothing to choose from, and it divides by their short side.
  if (Math.min(source.width, source.height) < 32)
    return { x: 0, y: 0, width: source.width, height: source.height };
  const options = {
    width: shape.width,
    height: shape.height,
    minScale: 0.82,
    ruleOfThirds: true,
    imageOperations,
  };
  const { topCrop } = await smartcrop.crop(source, options);
  return topCrop;
}

const LOOKED_AT = 64;

/** The centre of what stands out from the rest within a part: colour unlike the mean, times edges, less at the rim. */
export function focusIn(source: Source, part: Rect): Point {
  const width = LOOKED_AT;
  const height = Math.max(3, Math.round((LOOKED_AT * part.height) / part.width));
  const { ctx } = makeCanvas(width, height);
  ctx.drawImage(source, part.x, part.y, part.width, part.height, 0, 0, width, height);
  const { data } = ctx.getImageData(0, 0, width, height);
  const mean = [0, 1, 2].map((k) => {
    let sum = 0;
    for (let i = k; i < data.length; i += 4) sum += data[i]!;
    return sum / (width * height);
  });
  let sumX = 0;
  let sumY = 0;
  let total = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = (y * width + x) * 4;
      const unlike =
        Math.hypot(data[at]! - mean[0]!, data[at + 1]! - mean[1]!, data[at + 2]! - mean[2]!) / 255;
      const edge =
        Math.abs(data[at + 4]! - data[at - 4]!) + Math.abs(data[at + 4 * width]! - data[at - 4 * width]!);
      const rim = 1.25 - 0.5 * Math.hypot((x / width - 0.5) * 2, (y / height - 0.5) * 2);
      const weight = (unlike * (0.35 + edge / 255)) ** 2 * Math.max(0.05, rim);
      sumX += x * weight;
      sumY += y * weight;
      total += weight;
    }
  }
  if (total <= 0) return { x: part.x + part.width / 2, y: part.y + part.height / 2 };
  return {
    x: part.x + (sumX / total / width) * part.width,
    y: part.y + (sumY / total / height) * part.height,
  };
}
