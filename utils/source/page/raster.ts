import type { SafeSvg } from './svg';

/** Longest side of a drawing made into pixels: it is sharp at any size, and a 1080p frame needs no more. */
const SVG_SIDE = 1600;
const MAX_SIDE = 4096;
const LOAD_MS = 3000;

/** PNG of an SVG drawn through <img>, where neither scripts nor loads run; null when it cannot be drawn. */
export async function pngOfSvg(svg: SafeSvg, shown: { width: number; height: number }): Promise<Blob | null> {
  const ratio = svg.width / svg.height || shown.width / shown.height || 1;
  const width = Math.max(1, Math.round(ratio >= 1 ? SVG_SIDE : SVG_SIDE * ratio));
  const height = Math.max(1, Math.round(ratio >= 1 ? SVG_SIDE / ratio : SVG_SIDE));
  const image = new Image(width, height);
  const loaded = await load(image, `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.xml)}`);
  return loaded ? draw(image, width, height) : null;
}

/** PNG of what an <img> shows; null when its pixels are another origin's. */
export async function pngOfImage(image: HTMLImageElement): Promise<Blob | null> {
  const { naturalWidth, naturalHeight } = image;
  if (!image.complete || naturalWidth === 0 || Math.max(naturalWidth, naturalHeight) > MAX_SIDE) return null;
  return draw(image, naturalWidth, naturalHeight);
}

/** PNG of a page's canvas; null when it is tainted or empty. */
export async function pngOfCanvas(canvas: HTMLCanvasElement): Promise<Blob | null> {
  if (canvas.width === 0 || canvas.height === 0) return null;
  try {
    const blob = await new Promise<Blob | null>((resolve) =>
      HTMLCanvasElement.prototype.toBlob.call(canvas, resolve, 'image/png'),
    );
    return blob;
  } catch {
    return null;
  }
}

async function draw(image: HTMLImageElement, width: number, height: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.drawImage(image, 0, 0, width, height);
  return pngOfCanvas(canvas);
}

function load(image: HTMLImageElement, src: string): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (loaded: boolean): void => {
      clearTimeout(timer);
      resolve(loaded);
    };
    const timer = setTimeout(done, LOAD_MS, false);
    image.addEventListener('load', () => done(true), { once: true });
    image.addEventListener('error', () => done(false), { once: true });
    image.src = src;
  });
}
