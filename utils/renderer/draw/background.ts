import { mix } from './easing';
import { fieldOf, type FieldOptions } from './field';
import { makeCanvas } from './canvas';
import { css } from './oklch';
import { randomFrom } from './random';
import type { Canvas2D, Stage } from './types';
import { gridOf, upscale } from './upscale';

/** A moving ground. */
export interface Background {
  /** Fills the frame. Under a translated context it moves with it. */
  draw(ctx: Canvas2D, seconds: number): void;
  dispose(): void;
}

/** Seconds between two drawn grounds; between them they melt into each other, which at this pace looks like motion. */
const PERIOD = 2.5;
const KEPT = 3;
const GRAIN = { editorial: 2.2, vivid: 1.6, grotesk: 1, terminal: 0.8 } as const;

/**
 * The ground is computed at a few moments only, each with its dither and its decoration, and two of them are blended
 * for a frame: one copy and one blend of equal size, about 1 ms at 720p without a GPU.
 */
export function backgroundOf(stage: Stage, mood: FieldOptions['mood']): Background {
  const width = Math.round(stage.width * stage.scale);
  const height = Math.round(stage.height * stage.scale);
  const field = fieldOf({
    look: stage.look,
    palette: stage.palette,
    mood,
    aspect: stage.width / stage.height,
    mirrored: stage.direction === 'rtl',
    seed: stage.seed,
  });
  const cell = 14;
  const columns = Math.ceil(stage.width / cell);
  const rows = Math.ceil(stage.height / cell);
  const kept = new Map<number, OffscreenCanvas>();

  function groundAt(index: number): OffscreenCanvas {
    const known = kept.get(index);
    if (known) {
      kept.delete(index);
      kept.set(index, known);
      return known;
    }
    const seconds = index * PERIOD;
    const grid = gridOf(columns, rows, (x, y) => field(x, y, seconds));
    const { canvas, ctx } = makeCanvas(width, height);
    ctx.putImageData(new ImageData(upscale(grid, width, height, GRAIN[stage.look]), width, height), 0, 0);
    ctx.scale(stage.scale, stage.scale);
    decorate(ctx, stage, mood, seconds);
    kept.set(index, canvas);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return canvas;
  }

  return {
    draw(ctx, seconds) {
      const at = stage.reducedMotion ? 0 : Math.max(0, seconds) / PERIOD;
      const index = Math.floor(at);
      const share = at - index;
      const first = groundAt(index);
      ctx.save();
      // Pixel on pixel: without this the copy would go through a filter that changes nothing and costs ten times as much.
      ctx.imageSmoothingEnabled = false;
      ctx.drawImage(first, 0, 0, stage.width, stage.height);
      if (share < 0.004) return ctx.restore();
      ctx.globalAlpha *= share;
      ctx.drawImage(groundAt(index + 1), 0, 0, stage.width, stage.height);
      ctx.restore();
    },
    dispose: () => kept.clear(),
  };
}

function decorate(ctx: Canvas2D, stage: Stage, mood: FieldOptions['mood'], seconds: number): void {
  if (stage.look === 'terminal') dots(ctx, stage, seconds, 30, 0.34);
  else if (stage.look === 'grotesk' && mood.texture === 'dots') dots(ctx, stage, seconds, 48, 0.3);
  else if (stage.look === 'grotesk' && mood.texture === 'stars') stars(ctx, stage, seconds);
}

/** A fine grid that a slow wave runs through, away from the text. */
function dots(ctx: Canvas2D, stage: Stage, seconds: number, step: number, strength: number): void {
  ctx.fillStyle = css(stage.look === 'terminal' ? stage.palette.accent : stage.palette.fg);
  const offsetX = (stage.width % step) / 2;
  const offsetY = (stage.height % step) / 2;
  for (let y = offsetY; y <= stage.height; y += step) {
    for (let x = offsetX; x <= stage.width; x += step) {
      const across = stage.direction === 'rtl' ? 1 - x / stage.width : x / stage.width;
      const distance = Math.hypot((across - 0.92) * 1.25, y / stage.height - 0.9);
      const wave = 0.5 + 0.5 * Math.sin(distance * 13 - seconds * 0.9);
      const alpha = 0.075 + strength * wave * Math.max(0, 1 - distance * 1.05);
      const size = mix(1.5, 2.4, wave * Math.max(0, 1 - distance));
      ctx.globalAlpha = alpha;
      ctx.fillRect(x - size / 2, y - size / 2, size, size);
    }
  }
  ctx.globalAlpha = 1;
}

/** Stars of three sizes that breathe, and do not move: slow specks would cost an encoder more than they give. */
function stars(ctx: Canvas2D, stage: Stage, seconds: number): void {
  const random = randomFrom(stage.seed + 7);
  ctx.fillStyle = css(stage.palette.fg);
  const count = Math.round((stage.width * stage.height) / 6500);
  for (let i = 0; i < count; i += 1) {
    const x = random() * stage.width;
    const y = random() * stage.height;
    const near = random() ** 3;
    const phase = random() * 6.283;
    ctx.globalAlpha = (0.12 + 0.6 * near) * (0.7 + 0.3 * Math.sin(seconds * 0.8 + phase));
    ctx.beginPath();
    ctx.arc(x, y, 0.6 + 1.1 * near, 0, 6.283);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}
