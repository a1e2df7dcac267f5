/** The last card: what it was, and where to read it. */
import type { Shot } from '@/utils/domain';
import { graphemes } from '@/utils/domain';
import { setText, within } from '../canvas';
import { inCubic, outCubic, outQuint, progress } from '../easing';
import { fitText } from '../fit';
import { css } from '../oklch';
import { arrived, drawBlock, schedule, type Placement } from '../reveal';
import { maxLines, MIN_TEXT_SIZE } from '../stage';
import type { Canvas2D, Scene, Stage } from '../types';
import { fontOf } from '../typography';
import { ellipsis } from './marks';

const SITE_SIZE = 34;
const GAP = 34;

export interface EndOptions {
  title: string;
  byline: string;
  site: string;
}

export function endScene(stage: Stage, shot: Shot, { title, byline, site }: EndOptions): Scene {
  const { safe, width, height } = stage;
  const room = { width: width - safe.left - safe.right, height: height - safe.top - safe.bottom };
  const source = shot.eyebrow || site;
  const words = shot.text || title;
  const foot = (source ? GAP + SITE_SIZE : 0) + (byline ? SITE_SIZE : 0);
  const block = fitText(
    {
      text: words === source ? '' : words,
      highlights: shot.highlights,
      language: stage.language,
      box: { width: room.width * (width > height ? 0.82 : 1), height: room.height - foot - GAP },
      maxLines: maxLines(stage) - 1,
      maxSize: 720 * 0.105,
      minSize: MIN_TEXT_SIZE,
      type: stage.type,
    },
    stage.measure,
  );
  const stack = block.height + foot;
  const top = safe.top + (room.height - stack) * 0.47;
  // All of it within the first second: a reader knows these words already.
  const placed: Placement = {
    block,
    x: safe.left,
    y: top,
    width: room.width,
    starts: schedule(block, 0.2, Math.min(0.9, shot.seconds * 0.3)),
  };
  const read = arrived(stage, placed.starts);
  const below = top + block.height + (block.lines.length > 0 ? GAP : 0);

  return {
    ground: 'shared',
    settled: Math.min(read + 0.5, Math.max(read, shot.seconds - 0.4)),
    hits: [],
    draw(ctx: Canvas2D, seconds: number, leaving: number) {
      within(ctx, 1 - inCubic(leaving), () => {
        if (!stage.reducedMotion) ctx.translate(0, -inCubic(leaving) * 18);
        drawBlock(ctx, stage, placed, seconds);
        const share = progress(seconds, 0.45, 0.6);
        if (source) drawSource(ctx, stage, source, below, share);
        if (byline) drawByline(ctx, stage, byline, below + (source ? SITE_SIZE * 1.2 : 0), share);
      });
    },
  };
}

function drawSource(ctx: Canvas2D, stage: Stage, source: string, top: number, share: number): void {
  within(ctx, outCubic(share), () => {
    const rtl = stage.direction === 'rtl';
    const edge = rtl ? stage.width - stage.safe.right : stage.safe.left;
    const baseline = top + SITE_SIZE * 0.82;
    const rule = 44 * (stage.reducedMotion ? 1 : outQuint(share));
    const room = stage.width - stage.safe.left - stage.safe.right - 62;
    setText(ctx);
    ctx.letterSpacing = '0px';
    ctx.font = fontOf({ ...stage.type.ui, weight: 650 }, SITE_SIZE);
    ctx.fillStyle = css(stage.palette.accent);
    ctx.fillRect(rtl ? edge - rule : edge, baseline - SITE_SIZE * 0.38, rule, 4);
    ctx.textAlign = rtl ? 'right' : 'left';
    ctx.fillText(domainEnd(ctx, source, room), rtl ? edge - 62 : edge + 62, baseline);
  });
}

/** The end of a domain says whose it is. */
function domainEnd(ctx: Canvas2D, source: string, room: number): string {
  if (/\s/.test(source)) return ellipsis(ctx, source, room);
  const letters = graphemes(source);
  let from = 0;
  const shown = (): string => (from === 0 ? source : `…${letters.slice(from).join('')}`);
  while (from < letters.length - 1 && ctx.measureText(shown()).width > room) from += 1;
  return shown();
}

function drawByline(ctx: Canvas2D, stage: Stage, byline: string, top: number, share: number): void {
  within(ctx, outCubic(share), () => {
    const rtl = stage.direction === 'rtl';
    const edge = rtl ? stage.width - stage.safe.right : stage.safe.left;
    setText(ctx);
    ctx.letterSpacing = '0px';
    ctx.font = fontOf(stage.type.ui, 24);
    ctx.fillStyle = css(stage.palette.muted);
    ctx.direction = rtl ? 'rtl' : 'ltr';
    ctx.textAlign = rtl ? 'right' : 'left';
    const room = stage.width - stage.safe.left - stage.safe.right - 62;
    ctx.fillText(ellipsis(ctx, byline, room), rtl ? edge - 62 : edge + 62, top + 20);
  });
}
