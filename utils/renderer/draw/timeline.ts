/** Which scene is on when. Arithmetic only. */
import type { Shot } from '@/utils/domain';

export type Transition = Shot['transition'];

/** A scene's place in the clip, in seconds. It comes in during the first `overlap` seconds, over the one before. */
export interface Entry {
  start: number;
  seconds: number;
  transition: Transition;
  overlap: number;
}

export interface Moment {
  index: number;
  /** The entry it comes in over, and how far; only during a transition. */
  over: { index: number; share: number } | undefined;
}

const OVERLAP: Record<Transition, number> = { cut: 0, fade: 0.5, push: 0.6, wipe: 0.6 };

export function entriesOf(parts: readonly { seconds: number; transition: Transition }[]): Entry[] {
  let start = 0;
  return parts.map((part, i) => {
    const transition = i === 0 ? 'cut' : part.transition;
    const overlap = Math.min(OVERLAP[transition], part.seconds / 2);
    const entry = { start, seconds: part.seconds, transition, overlap };
    start += part.seconds;
    return entry;
  });
}

/** Frames of a clip: the whole of it, to the nearest frame, at least one. */
export function framesIn(seconds: number, fps: number): number {
  return Math.max(1, Math.round(seconds * fps));
}

export function momentAt(entries: readonly Entry[], seconds: number): Moment {
  let index = entries.length - 1;
  while (index > 0 && entries[index]!.start > seconds) index -= 1;
  const entry = entries[index]!;
  const since = seconds - entry.start;
  if (index === 0 || since >= entry.overlap) return { index, over: undefined };
  return { index, over: { index: index - 1, share: since / entry.overlap } };
}
