import { useFace } from './canvas';
import { mix, outCubic, outQuint, progress } from './easing';
import type { Block, BlockLine } from './fit';
import type { Ink, LineOnStage, Placement } from './reveal';
import type { Canvas2D, Stage } from './types';

export const WIPE_SECONDS = 0.75;

/** Bidirectional text is shaped and ordered by the line; taken apart into words it would read wrong. */
export function drawWholeLine(
  ctx: Canvas2D,
  stage: Stage,
  { block, x, width, ghost }: Placement,
  { line, baseline, starts }: LineOnStage,
  seconds: number,
  ink: Ink,
): void {
  const share = progress(seconds, starts[0] ?? 0, WIPE_SECONDS);
  const right = x + width;
  ctx.save();
  ctx.direction = 'rtl';
  ctx.textAlign = 'right';
  useFace(ctx, stage.type.display, block.size);
  if (ghost !== undefined && share < 1) {
    ctx.save();
    ctx.globalAlpha *= ghost;
    ctx.fillStyle = ink.fg;
    ctx.fillText(line.text, right, baseline);
    ctx.restore();
  }
  if (share > 0) {
    const shown = outQuint(share);
    const sliding = !stage.reducedMotion && ghost === undefined;
    if (stage.reducedMotion) {
      ctx.globalAlpha *= outCubic(share);
    } else if (share < 1) {
      const reach = (line.width + block.size * 0.6) * shown;
      ctx.beginPath();
      ctx.rect(right + block.size * 0.3 - reach, baseline - block.size * 1.24, reach, block.size * 1.9);
      ctx.clip();
    }
    drawLine(
      ctx,
      stage,
      block,
      line,
      sliding ? right + mix(-block.size * 0.3, 0, shown) : right,
      baseline,
      ink,
    );
  }
  ctx.restore();
}

function drawLine(
  ctx: Canvas2D,
  stage: Stage,
  block: Block,
  line: BlockLine,
  right: number,
  baseline: number,
  ink: Ink,
): void {
  ctx.fillStyle = ink.fg;
  ctx.fillText(line.text, right, baseline);
  const marked = stage.type.highlight === 'marker';
  for (const [from, to] of keysOf(block, line)) {
    const before = ctx.measureText(line.text.slice(0, from)).width;
    const end = ctx.measureText(line.text.slice(0, to)).width;
    const pad = marked ? block.size * 0.05 : 0;
    ctx.save();
    ctx.beginPath();
    ctx.roundRect(
      right - end - pad,
      baseline - block.size * 0.96,
      end - before + pad * 2,
      block.size * 1.38,
      marked ? block.size * 0.1 : 0,
    );
    if (marked) {
      ctx.fillStyle = ink.accent;
      ctx.fill();
    }
    ctx.clip();
    ctx.fillStyle = marked ? ink.onAccent : ink.accent;
    ctx.fillText(line.text, right, baseline);
    ctx.restore();
  }
}

/**
 * Key ranges within a right-to-left line whose place follows from the widths before them: not those in or beside
 * left-to-right words, which stand in another order than they are read.
 */
function keysOf(block: Block, line: BlockLine): [number, number][] {
  return block.keys.flatMap(([start, end]): [number, number][] => {
    const from = Math.max(start, line.start) - line.start;
    const to = Math.min(end, line.end) - line.start;
    if (from >= to) return [];
    const around = line.text.slice(Math.max(0, from - 12), to + 12);
    return /\p{Script=Latin}/u.test(around) ? [] : [[from, to]];
  });
}
