/** A picture with a slow zoom, and its words: over its foot, under it, or beside it. */
import type { Shot } from '@/utils/domain';
import { makeCanvas, within } from '../canvas';
import { kenBurnsAt } from '../crop';
import { inCubic, inOutSine, outCubic, progress } from '../easing';
import { fitText, type Block } from '../fit';
import { css } from '../oklch';
import type { Photo } from '../photo';
import {
  arrived,
  drawBlock,
  inkOf,
  keyStarts,
  pictureInk,
  schedule,
  typedEnd,
  type Placement,
} from '../reveal';
import { maxLines, MIN_TEXT_SIZE } from '../stage';
import { brightest, SCRIM, scrimFor } from '../tone';
import type { Canvas2D, Scene, Stage } from '../types';
import { drawCursor, drawLabel, LABEL_SIZE } from './marks';
import { revealSeconds } from './pace';

const LABEL_GAP = 20;
const INTRO = 0.5;
const SCRIM_SECONDS = 0.7;

export function photoScene(stage: Stage, shot: Shot, photo: Photo, furnitureTop: number): Scene {
  const { layout } = photo;
  const head = shot.eyebrow ? LABEL_SIZE + LABEL_GAP : 0;
  const block = shot.text ? setCaption(stage, shot, photo, head) : undefined;
  const placed = block ? place(stage, shot, photo, block, head) : undefined;
  const scrims =
    layout.kind === 'full'
      ? scrimsOf(stage, photo, placed ? placed.y - head : undefined, furnitureTop)
      : undefined;
  const onPicture = layout.kind !== 'print';
  const ink = onPicture ? pictureInk(stage) : inkOf(stage);
  const read = placed ? arrived(stage, placed.starts) : 0.6;

  return {
    ground: onPicture ? 'own' : 'shared',
    settled: Math.min(read + 0.3, Math.max(read, shot.seconds - 0.5)),
    hits: placed ? keyStarts(placed.block, placed.starts) : [],
    draw(ctx: Canvas2D, seconds: number, leaving: number) {
      if (photo.ground) {
        ctx.imageSmoothingEnabled = false;
        ctx.drawImage(photo.ground, 0, 0, stage.width, stage.height);
      }
      drawPicture(ctx, stage, photo, seconds, shot.seconds);
      if (scrims) drawScrims(ctx, stage, scrims, seconds);
      if (!placed) return;
      within(ctx, 1 - inCubic(leaving), () => {
        if (shot.eyebrow) {
          within(ctx, outCubic(progress(seconds, 0.3, 0.5)), () =>
            drawLabel(ctx, stage, shot.eyebrow, placed.y - LABEL_GAP, ink.accent, edgeOf(stage, placed)),
          );
        }
        drawBlock(ctx, stage, placed, seconds, ink);
        if (stage.type.entrance === 'type' && stage.direction === 'ltr') {
          drawCursor(ctx, stage, placed, typedEnd(placed, seconds), seconds, read);
        }
      });
    },
    dispose: () => photo.dispose(),
  };
}

function edgeOf(stage: Stage, placed: Placement): number {
  return stage.direction === 'rtl' ? placed.x + placed.width : placed.x;
}

function setCaption(stage: Stage, shot: Shot, { layout }: Photo, head: number): Block {
  const wide = stage.width > stage.height * 1.2;
  const lines = { full: wide ? 2 : 5, card: 6, print: wide ? maxLines(stage) + 3 : 5 }[layout.kind];
  const size = { full: wide ? 0.09 : 0.1, card: 0.1, print: wide ? 0.092 : 0.105 }[layout.kind];
  return fitText(
    {
      text: shot.text,
      highlights: shot.highlights,
      language: stage.language,
      box: {
        width: layout.words.width * (layout.kind === 'full' && wide ? 0.86 : 1),
        height: layout.words.height - head,
      },
      maxLines: lines,
      maxSize: size * 720,
      minSize: MIN_TEXT_SIZE,
      type: stage.type,
    },
    stage.measure,
  );
}

function place(stage: Stage, shot: Shot, { layout }: Photo, block: Block, head: number): Placement {
  const { words, kind } = layout;
  const wide = stage.width > stage.height * 1.2;
  const spare = words.height - head - block.height;
  // Over a picture words stand on the foot; under one they hang from it; beside one they are centred.
  const share = kind === 'full' ? 1 : kind === 'print' && wide ? 0.46 : 0;
  return {
    block,
    x: words.x,
    y: words.y + head + spare * share - (kind === 'full' ? 6 : 0),
    width: words.width,
    starts: schedule(block, INTRO, INTRO + revealSeconds(shot.text, shot.seconds)),
  };
}

function drawPicture(
  ctx: Canvas2D,
  stage: Stage,
  { picture, motion, layout }: Photo,
  seconds: number,
  total: number,
): void {
  const frame = layout.picture;
  const part = stage.reducedMotion ? motion.from : kenBurnsAt(motion, seconds / total);
  ctx.save();
  if (layout.kind === 'card') {
    ctx.beginPath();
    ctx.roundRect(frame.x, frame.y, frame.width, frame.height, 16);
    ctx.clip();
  }
  ctx.imageSmoothingEnabled = true;
  ctx.imageSmoothingQuality = 'low';
  ctx.drawImage(
    picture,
    part.x,
    part.y,
    part.width,
    part.height,
    frame.x,
    frame.y,
    frame.width,
    frame.height,
  );
  ctx.restore();
}

interface Scrim {
  strip: OffscreenCanvas;
  top: number;
}

interface Scrims {
  /** Under the furniture alone. */
  low: Scrim;
  /** Under words and furniture. */
  high: Scrim | undefined;
}

/**
 * Dark enough for the words on the brightest part behind them, and for the furniture; no darker. The strips are drawn
 * once: a gradient per frame would be computed per frame.
 */
function scrimsOf(stage: Stage, photo: Photo, wordsTop: number | undefined, furnitureTop: number): Scrims {
  const { height } = stage;
  const under = (top: number, white: number, ratio: number): number =>
    scrimFor(brightest(photo.thumb, top / height, 1), [white, white, white], ratio);
  const furniture = Math.min(0.94, Math.max(0.34, under(furnitureTop - 10, 0.88, 4.5) + 0.05));
  const low = stripOf(stage, furnitureTop - 6, height * 0.14, furniture, furniture);
  if (wordsTop === undefined) return { low, high: undefined };
  const words = Math.min(0.94, Math.max(0.4, under(wordsTop, 1, 7) + 0.05));
  return { low, high: stripOf(stage, wordsTop, height * 0.34, words, Math.max(words, furniture)) };
}

/** From nothing over `ramp` units to `alpha` at `start`, and to `foot` at the foot of the frame. */
function stripOf(stage: Stage, start: number, ramp: number, alpha: number, foot: number): Scrim {
  const top = Math.floor(Math.max(0, start - ramp) * stage.scale);
  const bottom = Math.ceil(stage.height * stage.scale);
  const { canvas, ctx } = makeCanvas(Math.ceil(stage.width * stage.scale), bottom - top);
  const gradient = ctx.createLinearGradient(0, 0, 0, canvas.height);
  const knee = (start * stage.scale - top) / canvas.height;
  for (let i = 0; i <= 12; i += 1) {
    const t = i / 12;
    gradient.addColorStop(knee * t, css(SCRIM, alpha * t * t * t * (t * (t * 6 - 15) + 10)));
  }
  gradient.addColorStop(1, css(SCRIM, foot));
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  return { strip: canvas, top: top / stage.scale };
}

function drawScrims(ctx: Canvas2D, stage: Stage, { low, high }: Scrims, seconds: number): void {
  const share = high ? inOutSine(progress(seconds, 0.1, SCRIM_SECONDS)) : 0;
  const draw = ({ strip, top }: Scrim): void => {
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(strip, 0, top, strip.width / stage.scale, strip.height / stage.scale);
  };
  within(ctx, 1 - share, () => draw(low));
  if (high) within(ctx, share, () => draw(high));
}
