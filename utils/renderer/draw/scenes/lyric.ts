/** A longer text as a column that scrolls; the beat being read is bright, its neighbours are dimmed. */
import type { Shot } from '@/utils/domain';
import { within } from '../canvas';
import { clamp, inCubic, inOutCubic, inOutSine, mix, outCubic, progress } from '../easing';
import { fitText, type Block } from '../fit';
import { arrived, drawBlock, keyStarts, schedule, type Placement } from '../reveal';
import type { Canvas2D, Scene, Stage } from '../types';
import { revealSeconds } from './pace';

interface Beat {
  block: Block;
  /** Top within the column. */
  y: number;
  start: number;
  starts: number[];
}

const AHEAD = 0.16;
const BEHIND = 0.3;
const SCROLL_SECONDS = 0.62;
const SCROLL_EARLY = 0.2;

/** `floor` is the line below which nothing of the column may show. */
export function lyricScene(stage: Stage, shots: readonly Shot[], floor: number): Scene {
  const { width, height, safe } = stage;
  const upright = height > width;
  const room = {
    width: (width - safe.left - safe.right) * (upright ? 1 : 0.95),
    height: height - safe.top - safe.bottom,
  };
  const fit = (shot: Shot, maxSize: number, minSize: number): Block =>
    fitText(
      {
        text: shot.text,
        highlights: shot.highlights,
        language: stage.language,
        box: { width: room.width, height: room.height * 0.62 },
        maxLines: upright ? 5 : 3,
        maxSize,
        minSize,
        type: stage.type,
      },
      stage.measure,
    );
  // One size for the whole column: that of the beat that needs the smallest.
  const largest = 720 * (upright ? 0.102 : 0.1);
  const size = Math.min(...shots.map((shot) => fit(shot, largest, largest * 0.42).size));
  const beats: Beat[] = [];
  let y = 0;
  let start = 0;
  for (const shot of shots) {
    const block = fit(shot, size, size);
    const from = start + (start === 0 ? 0.3 : 0.1);
    beats.push({
      block,
      y,
      start,
      starts: schedule(block, from, from + revealSeconds(shot.text, shot.seconds)),
    });
    y += block.height + size * 0.58;
    start += shot.seconds;
  }

  const middle = safe.top + room.height * (upright ? 0.42 : 0.46);
  const centre = (beat: Beat): number => beat.y + beat.block.height / 2;
  const scrollAt = (seconds: number): number => {
    let at = centre(beats[0]!);
    for (const beat of beats.slice(1)) {
      at = mix(at, centre(beat), inOutCubic(progress(seconds, beat.start - SCROLL_EARLY, SCROLL_SECONDS)));
    }
    return at;
  };
  const shown = beats[Math.min(1, beats.length - 1)]!;

  return {
    ground: 'shared',
    settled: arrived(stage, shown.starts) + 0.1,
    hits: beats.flatMap((beat) =>
      keyStarts(beat.block, beat.starts).length > 0
        ? keyStarts(beat.block, beat.starts)
        : [beat.starts[0] ?? 0],
    ),
    draw(ctx: Canvas2D, seconds: number, leaving: number) {
      const scroll = scrollAt(seconds);
      const entered = outCubic(progress(seconds, 0, 0.6));
      within(ctx, 1 - inCubic(leaving), () => {
        if (!stage.reducedMotion) ctx.translate(0, -inCubic(leaving) * 18);
        beats.forEach((beat, i) => {
          const next = beats[i + 1];
          const past = next
            ? inOutSine(
                stage.reducedMotion
                  ? progress(seconds, next.start - 0.2, 0.25)
                  : progress(seconds, next.start - 0.05, 0.5),
              )
            : 0;
          const placed: Placement = {
            block: beat.block,
            x: safe.left,
            y: 0,
            width: width - safe.left - safe.right,
            starts: beat.starts,
          };
          if (stage.reducedMotion) {
            // No sliding: one beat at a time, in one place.
            const on = i === 0 ? 1 : progress(seconds, beat.start, 0.3);
            within(ctx, on * (1 - past), () =>
              drawBlock(ctx, stage, { ...placed, y: middle - beat.block.height / 2 }, seconds),
            );
            return;
          }
          const top = middle + beat.y - scroll + (1 - entered) * 24;
          const bottom = top + beat.block.height;
          if (bottom < 0 || top > height) return;
          const fade = (from: number, to: number): number =>
            clamp((from - safe.top * 0.2) / (safe.top * 0.7)) * clamp((floor - to) / (size * 0.8));
          within(ctx, mix(1, BEHIND, past) * entered, () =>
            drawBlock(ctx, stage, { ...placed, y: top, ghost: AHEAD, fade }, seconds),
          );
        });
      });
    },
  };
}
