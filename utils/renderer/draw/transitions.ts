/** One scene coming in over another. */
import { within } from './canvas';
import { inOutCubic, inOutSine, mix } from './easing';
import { css } from './oklch';
import type { Transition } from './timeline';
import type { Canvas2D, Stage } from './types';

export interface Layers {
  /** The scene that goes: its ground, unless both are grounded, and what is on it. */
  before(): void;
  after(): void;
  /** The furniture, which never moves, in the colours that each scene gives it. */
  furnitureBefore(): void;
  furnitureAfter(): void;
  /** Both stand on the shared background: it stays where it is and only the words change. */
  grounded: boolean;
  background(): void;
}

export function drawTransition(
  ctx: Canvas2D,
  stage: Stage,
  transition: Transition,
  share: number,
  layers: Layers,
): void {
  const kind = stage.reducedMotion && transition !== 'cut' ? 'fade' : transition;
  if (layers.grounded) {
    layers.background();
    drawOnSharedGround(ctx, stage, kind, share, layers);
    layers.furnitureAfter();
    return;
  }
  layers.before();
  layers.furnitureBefore();
  const eased = inOutCubic(share);
  const edge = wipeEdge(stage, eased);
  ctx.save();
  if (kind === 'fade') {
    ctx.globalAlpha *= inOutSine(share);
    layers.after();
  } else if (kind === 'push') {
    // Whole pixels: a ground copied between pixels would go through a filter.
    const top = Math.round(stage.height * (1 - eased) * stage.scale) / stage.scale;
    ctx.beginPath();
    ctx.rect(0, top, stage.width, stage.height);
    ctx.clip();
    ctx.save();
    ctx.translate(0, top);
    layers.after();
    ctx.restore();
  } else {
    clipWipe(ctx, stage, edge);
    layers.after();
  }
  layers.furnitureAfter();
  ctx.restore();
  if (kind === 'wipe') drawWipeBar(ctx, stage, edge);
}

function drawOnSharedGround(
  ctx: Canvas2D,
  stage: Stage,
  kind: Transition,
  share: number,
  layers: Layers,
): void {
  const eased = inOutCubic(share);
  // The words before are gone by the middle, so that two texts never lie over each other.
  const leaving = 1 - Math.min(1, share * 2.6);
  if (kind === 'fade') {
    within(ctx, leaving, layers.before);
    within(ctx, Math.max(0, share * 2 - 0.8), layers.after);
  } else if (kind === 'push') {
    within(ctx, leaving, () => {
      ctx.translate(0, -stage.height * 0.16 * eased);
      layers.before();
    });
    ctx.save();
    ctx.translate(0, stage.height * 0.16 * (1 - eased));
    layers.after();
    ctx.restore();
  } else {
    const edge = wipeEdge(stage, eased);
    ctx.save();
    clipWipe(ctx, stage, edge, true);
    layers.before();
    ctx.restore();
    ctx.save();
    clipWipe(ctx, stage, edge);
    layers.after();
    ctx.restore();
    drawWipeBar(ctx, stage, edge);
  }
}

const slant = (stage: Stage): number => stage.height * 0.16;

/** Where the edge meets the foot of the frame, measured from the side reading begins. */
function wipeEdge(stage: Stage, eased: number): number {
  return mix(-slant(stage) - 12, stage.width + 12, eased);
}

/** The side already taken, or with `rest` the other one. */
function clipWipe(ctx: Canvas2D, stage: Stage, edge: number, rest = false): void {
  const at = (x: number): number => (stage.direction === 'rtl' ? stage.width - x : x);
  const side = rest ? stage.width + slant(stage) + 20 : -slant(stage) - 20;
  ctx.beginPath();
  ctx.moveTo(at(side), 0);
  ctx.lineTo(at(edge + slant(stage)), 0);
  ctx.lineTo(at(edge), stage.height);
  ctx.lineTo(at(side), stage.height);
  ctx.closePath();
  ctx.clip();
}

function drawWipeBar(ctx: Canvas2D, stage: Stage, edge: number): void {
  const at = (x: number): number => (stage.direction === 'rtl' ? stage.width - x : x);
  const thick = 7;
  ctx.fillStyle = css(stage.palette.accent);
  ctx.beginPath();
  ctx.moveTo(at(edge + slant(stage)), 0);
  ctx.lineTo(at(edge + slant(stage) + thick), 0);
  ctx.lineTo(at(edge + thick), stage.height);
  ctx.lineTo(at(edge), stage.height);
  ctx.fill();
}
