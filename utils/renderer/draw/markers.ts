/** Key words on a field of the accent, as if drawn with a marker. */
import { inOutCubic, progress } from './easing';
import type { Block, BlockLine } from './fit';
import type { Canvas2D, Rect, Stage } from './types';

export interface Marker extends Rect {
  /** Its width when it is drawn to the end; `width` is how far it is. */
  full: number;
  alpha: number;
}

/** In em: beside the words, above the baseline, and the height of the field. */
const PAD = 0.065;
const RISE = 0.79;
const HEIGHT = 1.02;
const SECONDS = 0.42;

interface Span {
  x: number;
  end: number;
  unit: number;
  /** Punctuation stands right behind it: the field must end before. */
  tight: boolean;
}

/** Neighbouring key words share one field. */
function spansOf(line: BlockLine): Span[] {
  const spans: Span[] = [];
  let open = false;
  line.units.forEach((unit, i) => {
    for (const run of unit.runs) {
      const last = spans.at(-1);
      if (run.key && open && last) last.end = unit.x + run.x + run.width;
      else if (run.key)
        spans.push({ x: unit.x + run.x, end: unit.x + run.x + run.width, unit: i, tight: false });
      else if (last && open && run !== unit.runs[0]) last.tight = true;
      open = run.key;
    }
  });
  return spans;
}

/** The fields of a line as far as they are drawn at that time. */
export function markersOf(
  stage: Pick<Stage, 'reducedMotion'>,
  block: Pick<Block, 'size'>,
  line: BlockLine,
  left: number,
  baseline: number,
  starts: readonly number[],
  seconds: number,
): Marker[] {
  return spansOf(line).flatMap((span) => {
    const share = progress(seconds, (starts[span.unit] ?? 0) + 0.04, SECONDS);
    if (share <= 0) return [];
    const full = span.end - span.x + block.size * (span.tight ? PAD : PAD * 2);
    return [
      {
        x: left + span.x - block.size * PAD,
        y: baseline - block.size * RISE,
        width: stage.reducedMotion ? full : full * inOutCubic(share),
        height: block.size * HEIGHT,
        full,
        alpha: stage.reducedMotion ? share : 1,
      },
    ];
  });
}

export function drawMarkers(ctx: Canvas2D, markers: readonly Marker[], colour: string): void {
  for (const marker of markers) {
    ctx.save();
    ctx.globalAlpha *= marker.alpha;
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.roundRect(
      marker.x,
      marker.y,
      marker.width,
      marker.height,
      Math.min(marker.width / 2, marker.height * 0.1),
    );
    ctx.fill();
    ctx.restore();
  }
}
