import { cleanText, graphemes, type Source, type Storyboard } from '@/utils/domain';
import { pageTitle } from './credits';

/** UTF-16 units; every video model known takes at least as much. */
const MAX_PROMPT = 2000;

/**
 * A storyboard in plain words, as the first proposal of a prompt: its title and what its shots say, each once and in
 * order. A storyboard without words is named by its page. Empty where there are none at all.
 */
export function promptOf(storyboard: Storyboard, source: Source): string {
  const shots = storyboard.shots.filter(({ role }) => role !== 'end').map(({ text }) => plain(text));
  const title = plain(storyboard.title);
  const lines = unique([title, ...shots].filter((line) => line !== ''));
  const words = lines.length > 0 ? lines : [plain(pageTitle(source)), plain(source.text), source.site];
  return cut(words.filter((line) => line !== '').join('\n'));
}

const plain = (text: string): string => cleanText(text).text.replaceAll('\n', ' ');

/** A line that another one says as well, in whole, is left out. */
function unique(lines: string[]): string[] {
  return lines.filter((line, i) =>
    lines.every((other, j) => i === j || !other.includes(line) || (other === line && i < j)),
  );
}

/** Whole words, or at least whole characters. */
function cut(text: string): string {
  if (text.length <= MAX_PROMPT) return text;
  let kept = '';
  for (const character of graphemes(text.slice(0, MAX_PROMPT + 1)).slice(0, -1)) kept += character;
  const words = kept.replace(/\s+\S*$/u, '');
  return (words.length > MAX_PROMPT / 2 ? words : kept).trimEnd();
}
