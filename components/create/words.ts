import type { Shot, Storyboard } from '@/utils/domain';

/** Shots that have words of their own, as paragraphs. */
export function textOf(storyboard: Storyboard): string {
  return storyboard.shots
    .filter((shot) => shot.role !== 'end' && shot.text !== '')
    .map((shot) => wordsOf(shot, storyboard.language))
    .join('\n');
}

/** A number that is drawn apart is missing in its shot's words. */
function wordsOf({ stat, text }: Shot, language: string): string {
  if (!stat || /\d/.test(text)) return text;
  const { prefix, value, suffix, decimals } = stat;
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const number = new Intl.NumberFormat(language === 'und' ? 'en' : language, digits).format(value);
  return `${prefix}${number}${suffix} ${text}`;
}
