import type { Shot } from '@/utils/domain';
import { measure } from './measure';

/** Words a second that are read on screen without hurry; characters in Chinese and Japanese. */
const WORDS = 3;
const CHARACTERS = 7;
/** Time the eye needs to arrive, in seconds. */
const SETTLE = 0.55;
const SHORTEST = 1.25;
/** The last picture stands this much longer, in seconds. */
export const END_HOLD = 0.9;
/** Reading time is never cut below this share, whatever length is asked for. */
const HURRY = 0.85;
/** The longest clip and the longest single shot, in seconds. */
export const LONGEST_CLIP = 90;
const LONGEST_SHOT = 60;
const SHORTEST_CLIP = 2;

/** Seconds a text needs on screen to be read. */
export function readingSeconds(text: string): number {
  const { words, cjk } = measure(text);
  return Math.max(SHORTEST, SETTLE + words / WORDS + cjk / CHARACTERS);
}

/** What one shot asks for: its words, and the time its picture needs even without any. */
interface Timed {
  text: string;
  /** Seconds it should have when there is time for it. */
  wants: number;
}

/** The wanted length within what a clip can have; "auto" for anything that is no number. */
export function wantedLength(seconds: number | 'auto'): number | 'auto' {
  if (seconds === 'auto' || !Number.isFinite(seconds)) return 'auto';
  return Math.min(LONGEST_CLIP, Math.max(SHORTEST_CLIP, seconds));
}

/** Seconds the shots take when nobody asks for a length. */
export function naturalSeconds(shots: readonly Timed[]): number {
  return shots.reduce((sum, shot) => sum + natural(shot), END_HOLD);
}

/** The fewest seconds in which the shots can still be read. */
export function leastSeconds(shots: readonly Timed[]): number {
  return shots.reduce((sum, shot) => sum + least(shot), END_HOLD);
}

/**
 * Seconds of each shot, the end hold in the last. Stretched or hurried evenly towards the wanted length; a
 * shot is never shorter than 85 % of its reading time, so the sum may stay above what was wanted.
 */
export function pace(shots: readonly Timed[], wanted: number | 'auto'): number[] {
  const naturalSum = naturalSeconds(shots);
  const leastSum = leastSeconds(shots);
  const sum = Math.min(wanted === 'auto' ? naturalSum : wanted, LONGEST_CLIP);
  const stretch = Math.max(1, (sum - END_HOLD) / (naturalSum - END_HOLD));
  const ease = sum >= naturalSum ? 1 : Math.max(0, (sum - leastSum) / (naturalSum - leastSum));
  return shots.map((shot, i) => {
    const hold = i === shots.length - 1 ? END_HOLD : 0;
    const floor = least(shot);
    const seconds = floor + (natural(shot) * stretch - floor) * ease;
    return Math.max(tidy(floor + hold), rounded(seconds + hold));
  });
}

/** Seconds of a single shot at its natural pace. */
export function shotSeconds(shot: Timed, isLast: boolean): number {
  return tidy(natural(shot) + (isLast ? END_HOLD : 0));
}

function natural(shot: Timed): number {
  return Math.max(shot.wants, readingSeconds(shot.text));
}

function least(shot: Timed): number {
  return shot.text === '' ? SHORTEST : Math.max(readingSeconds(shot.text) * HURRY, SHORTEST * HURRY);
}

function rounded(seconds: number): number {
  return Math.min(LONGEST_SHOT, Math.round(seconds * 100) / 100);
}

/** Hundredths of a second, rounded up: never less than what was worked out. */
function tidy(seconds: number): number {
  return Math.min(LONGEST_SHOT, Math.ceil(seconds * 100 - 1e-6) / 100);
}

/** Seconds a picture of this role should stand even with few words. A shot that is alone is the whole clip. */
export function wantsOf(role: Shot['role'], isAlone: boolean): number {
  switch (role) {
    case 'title':
    case 'end':
      return 2.2;
    case 'photo':
      return isAlone ? 4.6 : 3;
    case 'stat':
      return 3.6;
    case 'quote':
      return isAlone ? 3.1 : SHORTEST;
    case 'line':
      return isAlone ? 3.1 : SHORTEST;
  }
}
