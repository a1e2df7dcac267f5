/** A number that counts up, a rule or an arc that grows with it, and the words that say what it counts. */
import type { Shot, Stat } from '@/utils/domain';
import { setText, useFace, within } from '../canvas';
import { clamp, inCubic, inOutCubic, mix, outCubic, outExpo, outQuint, progress } from '../easing';
import { fitText } from '../fit';
import { css } from '../oklch';
import { arrived, drawBlock, keyStarts, schedule, type Placement } from '../reveal';
import { maxLines, MIN_TEXT_SIZE } from '../stage';
import type { Canvas2D, Scene, Stage } from '../types';
import { drawLabel, LABEL_SIZE } from './marks';
import { numberFormat } from './number';
import { revealSeconds } from './pace';

const GAP = 34;
const RULE = 4;
const LABEL_GAP = 30;
const COUNT_FROM = 0.15;
/** Digits are lining and tall: what stands above the baseline, in em. */
const DIGIT_HEIGHT = 0.74;
/** Prefix and suffix beside the number. */
const AFFIX = 0.46;
const AIR = 0.06;

export function statScene(stage: Stage, shot: Shot, stat: Stat): Scene {
  const { safe, width, height } = stage;
  const room = { width: width - safe.left - safe.right, height: height - safe.top - safe.bottom };
  const figure = figureOf(stage, shot, stat, room.width);
  const head = shot.eyebrow ? LABEL_SIZE + LABEL_GAP : 0;
  const tall = figure.height;
  const block = fitText(
    {
      text: shot.text,
      highlights: shot.highlights,
      language: stage.language,
      box: {
        width: room.width * (width > height ? 0.8 : 1),
        height: room.height - head - tall - GAP * 2 - RULE,
      },
      maxLines: Math.max(3, maxLines(stage) - 1),
      maxSize: 720 * (height > width ? 0.088 : 0.078),
      minSize: MIN_TEXT_SIZE,
      type: stage.type,
    },
    stage.measure,
  );
  const stack = head + tall + GAP + RULE + (shot.text ? GAP * 0.8 + block.height : 0);
  const top = safe.top + (room.height - stack) * 0.46 + head;
  const rule = top + tall + GAP;
  const counting = clamp(shot.seconds * 0.38, 0.8, 1.9);
  const from = COUNT_FROM + counting * 0.45;
  const placed: Placement = {
    block,
    x: safe.left,
    y: rule + RULE + GAP * 0.8,
    width: room.width,
    starts: schedule(block, from, from + revealSeconds(shot.text, shot.seconds)),
  };
  const done = Math.max(COUNT_FROM + counting, shot.text ? arrived(stage, placed.starts) : 0);

  return {
    ground: 'shared',
    settled: Math.min(done + 0.2, Math.max(done, shot.seconds - 0.45)),
    hits: [COUNT_FROM + counting, ...keyStarts(block, placed.starts)],
    draw(ctx: Canvas2D, seconds: number, leaving: number) {
      within(ctx, 1 - inCubic(leaving), () => {
        if (!stage.reducedMotion) ctx.translate(0, -inCubic(leaving) * 18);
        const share = progress(seconds, COUNT_FROM, counting);
        if (shot.eyebrow) {
          within(ctx, outCubic(progress(seconds, 0.05, 0.5)), () =>
            drawLabel(ctx, stage, shot.eyebrow, top - LABEL_GAP, css(stage.palette.muted)),
          );
        }
        within(ctx, outCubic(progress(seconds, 0.05, 0.35)), () => {
          const entered = stage.reducedMotion ? 1 : outQuint(progress(seconds, 0.05, 0.8));
          // Reduced motion: the number is simply there.
          const settled = stage.reducedMotion ? 1 : inOutCubic(progress(share, 0.72, 0.28));
          figure.draw(ctx, top + (1 - entered) * 36, stage.reducedMotion ? 1 : outExpo(share), settled);
        });
        drawRule(ctx, stage, rule, room.width, stage.reducedMotion ? 1 : outExpo(share), stat);
        drawBlock(ctx, stage, placed, seconds);
      });
    },
  };
}

/** A share of a hundred is shown as one; any other number only underlines itself. */
function drawRule(ctx: Canvas2D, stage: Stage, y: number, width: number, share: number, stat: Stat): void {
  const percent = /^\s*[%٪％]/u.test(stat.suffix) && stat.value >= 0 && stat.value <= 100;
  const rtl = stage.direction === 'rtl';
  const left = stage.safe.left;
  const bar = (length: number, colour: string): void => {
    ctx.fillStyle = colour;
    ctx.fillRect(rtl ? left + width - length : left, y, length, RULE);
  };
  if (percent) {
    bar(width, css(stage.palette.fg, 0.16));
    bar(width * share * (stat.value / 100), css(stage.palette.accent));
  } else {
    bar(Math.min(width, 120) * share, css(stage.palette.accent));
  }
}

interface Figure {
  /** From the top of the digits to the lowest baseline. */
  height: number;
  draw(ctx: Canvas2D, top: number, share: number, settled: number): void;
}

/**
 * While it counts every digit has the width of the widest one and its own place from the right, so that nothing
 * trembles; when it stands (`settled` 1) the digits close up to their own widths. In an upright frame a suffix that
 * is a word goes below the number rather than making it small.
 */
function figureOf(stage: Stage, shot: Shot, stat: Stat, room: number): Figure {
  const { display } = stage.type;
  const format = numberFormat(stat, stage.language, shot.passage);
  const digit = Math.max(...Array.from('0123456789', (d) => stage.measure(d, display)));
  const cell = (char: string, settled: number): number => {
    const own = stage.measure(char, display);
    return /\d/.test(char) ? mix(digit, own, settled) : own;
  };
  const widthOf = (text: string, settled: number): number =>
    Array.from(text).reduce((sum, char) => sum + cell(char, settled), 0);
  const final = format(stat.value);
  const prefix = stat.prefix.trim();
  const suffix = stat.suffix.trim();
  const upright = stage.height > stage.width;
  const below = upright && /\p{L}{3}/u.test(suffix);
  const prefixEm = prefix ? stage.measure(prefix, display) * AFFIX + AIR : 0;
  const suffixEm = suffix ? stage.measure(suffix, display) : 0;
  const besideEm = suffix && !below ? suffixEm * AFFIX + AIR : 0;
  const size = Math.min(720 * (upright ? 0.42 : 0.34), room / (prefixEm + widthOf(final, 0) + besideEm));
  const suffixSize = Math.min(size * AFFIX, room / Math.max(0.01, suffixEm));
  const tall = size * DIGIT_HEIGHT;
  return {
    height: below ? tall + suffixSize * 1.06 : tall,
    draw(ctx, top, share, settled) {
      const numberEm = widthOf(final, settled);
      const rtl = stage.direction === 'rtl';
      const right = stage.width - stage.safe.right;
      const left = rtl ? right - (prefixEm + numberEm + besideEm) * size : stage.safe.left;
      const baseline = top + tall;
      let x = left + (prefixEm + numberEm) * size;
      ctx.save();
      setText(ctx);
      useFace(ctx, display, suffixSize);
      ctx.fillStyle = css(stage.palette.accent);
      if (below)
        ctx.fillText(suffix, rtl ? right - suffixEm * suffixSize : left, baseline + suffixSize * 1.06);
      else if (suffix) ctx.fillText(suffix, x + AIR * size, baseline);
      useFace(ctx, display, size);
      ctx.fillStyle = css(stage.palette.fg);
      for (const char of Array.from(format(stat.value * share)).toReversed()) {
        const width = cell(char, settled) * size;
        x -= width;
        ctx.fillText(char, x + (width - stage.measure(char, display) * size) / 2, baseline);
      }
      useFace(ctx, display, size * AFFIX);
      ctx.fillStyle = css(stage.palette.accent);
      if (prefix) ctx.fillText(prefix, x - prefixEm * size, baseline - tall * (1 - AFFIX));
      ctx.restore();
    },
  };
}
