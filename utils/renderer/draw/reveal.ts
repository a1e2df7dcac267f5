/** Set text, arriving: word by word out of a mask, typed, or (right-to-left) by whole lines. */
import { graphemes } from '@/utils/domain';
import { setText, useFace, within } from './canvas';
import { clamp, mix, outCubic, outQuint, progress } from './easing';
import type { Block, BlockLine, PlacedUnit, Run } from './fit';
import { drawMarkers, markersOf, type Marker } from './markers';
import { css } from './oklch';
import { drawWholeLine, WIPE_SECONDS } from './rtl-lines';
import type { Canvas2D, Stage } from './types';

export interface Placement {
  block: Block;
  /** Left and top of the box; its width counts for right-to-left text, which stands at its right side. */
  x: number;
  y: number;
  width: number;
  /** Seconds at which each unit of the block begins to arrive, in order. */
  starts: readonly number[];
  /** How far the first line stands out to the left. */
  hang?: number;
  /** Alpha of what has not arrived yet; words then light up in place instead of coming in. */
  ghost?: number;
  /** Alpha of a line by its top and bottom. */
  fade?: (top: number, bottom: number) => number;
}

/** A line where it stands in the frame. */
export interface LineOnStage {
  line: BlockLine;
  baseline: number;
  starts: readonly number[];
}

export interface Ink {
  fg: string;
  /** Key words that are told apart by colour. */
  key: string;
  accent: string;
  onAccent: string;
}

const RISE_SECONDS = 0.55;
const RISE = 0.72;
const LIGHT_SECONDS = 0.32;
const TYPED_PER_SECOND = 34;

export function inkOf(stage: Stage): Ink {
  const { fg, accent, onAccent } = stage.palette;
  const marked = stage.type.highlight === 'marker';
  return { fg: css(fg), key: css(marked ? fg : accent), accent: css(accent), onAccent: css(onAccent) };
}

/** The same over a picture: white, and the palette's bright colour whichever side of it that is. */
export function pictureInk(stage: Stage): Ink {
  const { dark, accent, onAccent, ground, fg } = stage.palette;
  const marked = stage.type.highlight === 'marker';
  const bright = css(dark ? accent : ground[0]);
  return { fg: '#fff', key: marked ? '#fff' : bright, accent: bright, onAccent: css(dark ? onAccent : fg) };
}

/** Starts between two moments, each unit given time by its length: the words then come at a speaker's pace. */
export function schedule(block: Block, from: number, until: number): number[] {
  const lengths = block.lines.flatMap((line) =>
    line.units.map(
      (unit) => 2 + graphemes(line.text.slice(unit.start - line.start, unit.end - line.start)).length,
    ),
  );
  const total = lengths.slice(0, -1).reduce((sum, length) => sum + length, 0);
  let before = 0;
  return lengths.map((length) => {
    const start = from + (total > 0 ? (before / total) * Math.max(0, until - from) : 0);
    before += length;
    return start;
  });
}

/** Seconds when the last unit has arrived. */
export function arrived(stage: Stage, starts: readonly number[]): number {
  const last = starts.at(-1) ?? 0;
  return (
    last +
    (stage.direction === 'rtl' ? WIPE_SECONDS : stage.type.entrance === 'type' ? 0.3 : RISE_SECONDS * 0.6)
  );
}

/** When the units that hold a key word begin. */
export function keyStarts(block: Block, starts: readonly number[]): number[] {
  return block.lines
    .flatMap((line) => line.units)
    .flatMap((unit, i) => (unit.runs.some((run) => run.key) ? [starts[i] ?? 0] : []));
}

export function drawBlock(
  ctx: Canvas2D,
  stage: Stage,
  placed: Placement,
  seconds: number,
  ink = inkOf(stage),
): void {
  const { block, y, fade } = placed;
  ctx.save();
  setText(ctx);
  let first = 0;
  block.lines.forEach((line, i) => {
    const starts = placed.starts.slice(first, first + line.units.length);
    first += line.units.length;
    const top = y + i * block.lineHeight;
    const row = { line, baseline: top + block.size * stage.type.ascent, starts };
    within(ctx, fade ? fade(top, top + block.size) : 1, () => {
      if (stage.direction === 'rtl') drawWholeLine(ctx, stage, placed, row, seconds, ink);
      else drawWords(ctx, stage, placed, row, seconds, ink);
    });
  });
  ctx.restore();
}

/** What stands at the end of the typed text so far, in units; undefined before the first letter. */
export function typedEnd(placed: Placement, seconds: number): { x: number; row: number } | undefined {
  let end: { x: number; row: number } | undefined;
  let index = 0;
  placed.block.lines.forEach((line, row) => {
    for (const unit of line.units) {
      const start = placed.starts[index] ?? 0;
      index += 1;
      if (seconds < start) continue;
      const letters = unitLength(unit);
      end = {
        x: placed.x + unit.x + unit.width * clamp(((seconds - start) * TYPED_PER_SECOND) / letters),
        row,
      };
    }
  });
  return end;
}

function drawWords(
  ctx: Canvas2D,
  stage: Stage,
  placed: Placement,
  row: LineOnStage,
  seconds: number,
  ink: Ink,
): void {
  const { block, ghost } = placed;
  const { line, baseline, starts } = row;
  const left = placed.x - (line === block.lines[0] ? (placed.hang ?? 0) : 0);
  const markers =
    stage.type.highlight === 'marker' ? markersOf(stage, block, line, left, baseline, starts, seconds) : [];
  drawMarkers(ctx, markers, ink.accent);
  line.units.forEach((unit, i) => {
    const start = starts[i] ?? 0;
    const x = left + unit.x;
    const share = progress(seconds, start, ghost === undefined ? RISE_SECONDS : LIGHT_SECONDS);
    if (share <= 0 && ghost === undefined) return;
    if (share >= 1) return drawRuns(ctx, block, unit.runs, x, baseline, ink, markers);
    if (ghost === undefined && stage.type.entrance === 'type' && !stage.reducedMotion) {
      return drawTyped(ctx, block, unit, x, baseline, seconds - start, ink);
    }
    ctx.save();
    if (ghost !== undefined) {
      ctx.globalAlpha *= mix(ghost, 1, outCubic(share));
      drawRuns(ctx, block, unit.runs, x, baseline, ink, markers);
    } else if (stage.reducedMotion) {
      ctx.globalAlpha *= outCubic(share);
      drawRuns(ctx, block, unit.runs, x, baseline, ink, markers);
    } else {
      ctx.beginPath();
      ctx.rect(
        x - block.size * 0.25,
        baseline - block.size * 1.05,
        unit.width + block.size * 0.5,
        block.size * 1.36,
      );
      ctx.clip();
      ctx.globalAlpha *= clamp(share * 4);
      drawRuns(ctx, block, unit.runs, x, baseline + (1 - outQuint(share)) * block.size * RISE, ink, markers);
    }
    ctx.restore();
  });
}

function drawRuns(
  ctx: Canvas2D,
  block: Block,
  runs: readonly Run[],
  x: number,
  baseline: number,
  ink: Ink,
  markers: readonly Marker[],
): void {
  for (const run of runs) {
    const left = x + run.x;
    useFace(ctx, run.face, block.size);
    const marker = run.key
      ? markers.find((field) => left >= field.x - 1 && left <= field.x + field.full)
      : undefined;
    const covered = marker ? marker.x + marker.width >= left + run.width : false;
    ctx.fillStyle = covered ? ink.onAccent : run.key ? ink.key : ink.fg;
    ctx.fillText(run.text, left, baseline);
    if (!marker || covered || marker.x + marker.width <= left) continue;
    ctx.save();
    ctx.beginPath();
    ctx.rect(marker.x, marker.y, marker.width, marker.height);
    ctx.clip();
    ctx.fillStyle = ink.onAccent;
    ctx.fillText(run.text, left, baseline);
    ctx.restore();
  }
}

function unitLength(unit: PlacedUnit): number {
  return unit.runs.reduce((sum, run) => sum + graphemes(run.text).length, 0);
}

function drawTyped(
  ctx: Canvas2D,
  block: Block,
  unit: PlacedUnit,
  x: number,
  baseline: number,
  since: number,
  ink: Ink,
): void {
  let shown = Math.floor(since * TYPED_PER_SECOND) + 1;
  for (const run of unit.runs) {
    if (shown <= 0) return;
    const letters = graphemes(run.text);
    useFace(ctx, run.face, block.size);
    ctx.fillStyle = run.key ? ink.key : ink.fg;
    ctx.fillText(shown >= letters.length ? run.text : letters.slice(0, shown).join(''), x + run.x, baseline);
    shown -= letters.length;
  }
}
