import { graphemes, isCjk } from '@/utils/domain';

/** Words come a little faster than a reader reads (3 words or 7 CJK characters a second), and always in time to be read. */
const WORDS_PER_SECOND = 3.9;
const CJK_PER_SECOND = 11;

/** Seconds over which a text arrives within a shot of that length. */
export function revealSeconds(text: string, shotSeconds: number): number {
  const natural = isCjk(text)
    ? graphemes(text).length / CJK_PER_SECOND
    : text.split(/\s+/).filter(Boolean).length / WORDS_PER_SECOND;
  return Math.max(0, Math.min(natural, shotSeconds * 0.55 - 0.3));
}
