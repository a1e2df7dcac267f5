import type { Edit } from './edit';
import { isConnector, keyOf, type Token } from './words';

/** Words of a style that somebody describes. */
const LONGEST = 8;

/** "in the style of a Flemish painting": whatever is described with an article, by the words of the table if it has them. */
export function styleIn(
  tokens: readonly Token[],
  sentence: string,
  whole: ReadonlyMap<string, Edit>,
): Edit | undefined {
  const words = tokens.map(({ word }) => word);
  const at = words.indexOf('style');
  const opening = /^(?:(of an?)|d une?)$/.exec(words.slice(at + 1, at + 3).join(' '));
  const described = tokens.slice(at + 2);
  const [first] = described;
  const last = described.at(-1);
  if (at < 0 || !opening || !first || !last) return undefined;
  if (keyOf(tokens.slice(0, at)) !== '' || described.length < 2 || described.length > LONGEST)
    return undefined;
  if (described.some(isConnector)) return undefined;
  const known = whole.get(keyOf(described));
  if (known?.look?.style) return known;
  const start = opening[1] === undefined ? 'dans le style d’' : 'in the style of ';
  return { look: { style: `${start}${sentence.slice(first.start, last.end)}`.slice(0, 200) } };
}
