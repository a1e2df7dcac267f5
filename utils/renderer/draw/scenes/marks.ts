/** The small things around words: quote mark, label, signature, cursor. All mirror for right-to-left. */
import { setText, within } from '../canvas';
import { outCubic } from '../easing';
import { localeOf } from '../locale';
import { css } from '../oklch';
import type { Placement } from '../reveal';
import type { Canvas2D, Stage } from '../types';
import { fontOf } from '../typography';

export const LABEL_SIZE = 19;
export const SIGNATURE_SIZE = 26;

/** The opening quote of the look's own family, its ink `height` units high from `top`, at the side text begins. */
export function drawMark(ctx: Canvas2D, stage: Stage, top: number, height: number): void {
  ctx.save();
  setText(ctx);
  ctx.letterSpacing = '0px';
  ctx.font = fontOf({ ...stage.type.display, weight: Math.max(stage.type.display.weight, 400) }, 200);
  const ink = ctx.measureText('“');
  const scale = height / Math.max(1, ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent);
  ctx.fillStyle = css(stage.palette.accent);
  const rtl = stage.direction === 'rtl';
  ctx.translate(rtl ? stage.width - stage.safe.right : stage.safe.left, top);
  ctx.scale(rtl ? -scale : scale, scale);
  ctx.fillText('“', ink.actualBoundingBoxLeft, ink.actualBoundingBoxAscent);
  ctx.restore();
}

/** A short line in small capitals; `bottom` is its baseline. */
export function drawLabel(
  ctx: Canvas2D,
  stage: Stage,
  text: string,
  bottom: number,
  colour: string,
  x?: number,
): void {
  ctx.save();
  setText(ctx);
  const rtl = stage.direction === 'rtl';
  const latin = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{P}\p{S}\s]+$/u.test(text);
  ctx.font = fontOf({ ...stage.type.ui, weight: 650 }, LABEL_SIZE);
  ctx.letterSpacing = latin ? `${LABEL_SIZE * 0.1}px` : '0px';
  ctx.fillStyle = colour;
  ctx.direction = rtl ? 'rtl' : 'ltr';
  ctx.textAlign = rtl ? 'right' : 'left';
  const label = latin ? text.toLocaleUpperCase(localeOf(stage.language)) : text;
  const room = stage.width - stage.safe.left - stage.safe.right;
  ctx.fillText(
    ellipsis(ctx, label, room),
    x ?? (rtl ? stage.width - stage.safe.right : stage.safe.left),
    bottom,
  );
  ctx.restore();
}

/** Whose words they are, after a short rule. `top` is the top of its em box. */
export function drawSignature(
  ctx: Canvas2D,
  stage: Stage,
  name: string,
  top: number,
  share: number,
  x?: number,
): void {
  within(ctx, outCubic(share), () => {
    setText(ctx);
    const rtl = stage.direction === 'rtl';
    const edge = x ?? (rtl ? stage.width - stage.safe.right : stage.safe.left);
    const rule = 34 * (stage.reducedMotion ? 1 : outCubic(share));
    const baseline = top + SIGNATURE_SIZE * 0.82;
    ctx.fillStyle = css(stage.palette.accent);
    ctx.fillRect(rtl ? edge - rule : edge, baseline - SIGNATURE_SIZE * 0.36, rule, 2.5);
    ctx.letterSpacing = '0px';
    ctx.font = fontOf(stage.type.ui, SIGNATURE_SIZE);
    ctx.fillStyle = css(stage.palette.muted);
    ctx.direction = rtl ? 'rtl' : 'ltr';
    ctx.textAlign = rtl ? 'right' : 'left';
    const room = stage.width - stage.safe.left - stage.safe.right - 50;
    ctx.fillText(ellipsis(ctx, name, room), rtl ? edge - 50 : edge + 50, baseline);
  });
}

/** A block that follows what is typed, then blinks once a second. */
export function drawCursor(
  ctx: Canvas2D,
  stage: Stage,
  { block, y }: Placement,
  end: { x: number; row: number } | undefined,
  seconds: number,
  done: number,
): void {
  if (!end) return;
  if (!stage.reducedMotion && seconds > done && (seconds - done) % 1 > 0.55) return;
  ctx.fillStyle = css(stage.palette.accent);
  const baseline = y + end.row * block.lineHeight + block.size * stage.type.ascent;
  ctx.fillRect(end.x + block.size * 0.08, baseline - block.size * 0.74, block.size * 0.5, block.size * 0.88);
}

/** As much of a line as there is room for. */
export function ellipsis(ctx: Canvas2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  const letters = Array.from(text);
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (ctx.measureText(`${letters.slice(0, middle).join('')}…`).width <= room) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}
