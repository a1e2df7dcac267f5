import { graphemes } from '@/utils/domain';

/** At most `max` UTF-16 units of a text: whole words where that keeps half of it, or else whole characters. */
export function cutWords(text: string, max: number): string {
  if (text.length <= max) return text.trimEnd();
  if (max <= 0) return '';
  let kept = '';
  // A character may be longer than what is left: what it begins with is not it.
  for (const character of graphemes(text.slice(0, max + 64))) {
    if (kept.length + character.length > max) break;
    kept += character;
  }
  const isWhole = /^\s/u.test(text.slice(kept.length));
  const words = isWhole ? kept : kept.replace(/\s+\S*$/u, '');
  return (words.length > max / 2 ? words : kept).trimEnd();
}
