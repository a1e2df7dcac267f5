/** One statement on one screen: a quote, a title, a line. */
import type { Shot } from '@/utils/domain';
import { within } from '../canvas';
import { inCubic, outCubic, outQuint, progress } from '../easing';
import { fitText, type Block } from '../fit';
import { css } from '../oklch';
import { arrived, drawBlock, keyStarts, schedule, typedEnd, type Placement } from '../reveal';
import { maxLines, MAX_TEXT_SIZE, MIN_TEXT_SIZE } from '../stage';
import type { Canvas2D, Scene, Stage } from '../types';
import { drawCursor, drawLabel, drawMark, drawSignature, LABEL_SIZE, SIGNATURE_SIZE } from './marks';
import { revealSeconds } from './pace';

export interface PosterOptions {
  /** With a quote mark over it. */
  mark: boolean;
  byline: string;
}

const MARK_HEIGHT = 44;
const MARK_GAP = 26;
const SIGNATURE_GAP = 30;
const LABEL_GAP = 22;
const INTRO = 0.3;

export function posterScene(stage: Stage, shot: Shot, { mark, byline }: PosterOptions): Scene {
  const { width, height, safe } = stage;
  const quoted = /^[\s]*["“„«‹「『‘]/u.test(shot.text);
  const head = mark && !quoted ? MARK_HEIGHT + MARK_GAP : shot.eyebrow ? LABEL_SIZE + LABEL_GAP : 0;
  const foot = byline ? SIGNATURE_GAP + SIGNATURE_SIZE : 0;
  const room = { width: width - safe.left - safe.right, height: height - safe.top - safe.bottom };
  const block = fitText(
    {
      text: shot.text,
      highlights: shot.highlights,
      language: stage.language,
      box: { width: room.width * (width > height ? 0.96 : 1), height: room.height - head - foot },
      maxLines: maxLines(stage),
      maxSize: MAX_TEXT_SIZE,
      minSize: MIN_TEXT_SIZE,
      type: stage.type,
    },
    stage.measure,
  );
  // A little above the middle: where the eye takes the middle to be.
  const reach = block.height + block.size * stage.type.below;
  const top = safe.top + Math.max(0, room.height - head - reach - foot) * 0.47 + head;
  const until = INTRO + revealSeconds(shot.text, shot.seconds);
  const hang = stage.direction === 'ltr' ? hangOf(stage, block) : 0;
  const placed: Placement = {
    block,
    x: safe.left,
    y: top,
    width: room.width,
    starts: schedule(block, INTRO, until),
    hang,
  };
  const read = arrived(stage, placed.starts);

  return {
    ground: 'shared',
    settled: Math.min(read + (byline ? 0.75 : 0.25), Math.max(read, shot.seconds - 0.5)),
    hits: keyStarts(block, placed.starts),
    draw(ctx: Canvas2D, seconds: number, leaving: number) {
      within(ctx, 1 - inCubic(leaving), () => {
        if (!stage.reducedMotion) ctx.translate(0, -inCubic(leaving) * 18);
        const entered = outQuint(progress(seconds, 0.05, 0.7));
        const shift = stage.reducedMotion ? 0 : (1 - entered) * 16;
        if (mark && !quoted) {
          within(ctx, outCubic(progress(seconds, 0.05, 0.4)), () =>
            drawMark(ctx, stage, top - MARK_GAP - MARK_HEIGHT + shift, MARK_HEIGHT),
          );
        } else if (shot.eyebrow) {
          within(ctx, outCubic(progress(seconds, 0.1, 0.5)), () =>
            drawLabel(ctx, stage, shot.eyebrow, top - LABEL_GAP, css(stage.palette.accent)),
          );
        }
        drawBlock(ctx, stage, placed, seconds);
        if (stage.type.entrance === 'type' && stage.direction === 'ltr') {
          drawCursor(ctx, stage, placed, typedEnd(placed, seconds), seconds, read);
        }
        if (byline) {
          drawSignature(ctx, stage, byline, top + reach + SIGNATURE_GAP, progress(seconds, read - 0.1, 0.6));
        }
      });
    },
  };
}

/** An opening quote stands outside the edge of the text, which then reads as straight. */
function hangOf(stage: Stage, block: Block): number {
  const quote = /^["“„‘]/u.exec(block.lines[0]?.text ?? '')?.[0];
  return quote ? Math.min(stage.measure(quote, stage.type.display) * block.size, stage.safe.left * 0.8) : 0;
}
