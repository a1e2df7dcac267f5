import type { Phrases } from './phrases';
import { phrasesOf } from './phrases';
import type { Edit } from './table';
import { isConnector, keyOf, tokensOf, type Token } from './words';

/** What a sentence asks for, in order; of one shot only where it names one. */
export interface Wish {
  edits: Edit[];
  /** From 0; "last" is -1; null: all of them. */
  shot: number | null;
}

/** UTF-16 units; a longer text is no wish. */
const LONGEST = 300;
/** Words of a style that somebody describes. */
const STYLE_WORDS = 8;
const ORDINALS: Record<string, number> = {
  first: 0,
  second: 1,
  third: 2,
  last: -1,
  deuxieme: 1,
  troisieme: 2,
  dernier: -1,
};

/** Null: some of it is not understood. A sentence is understood as a whole or not at all. */
export function wishOf(sentence: string): Wish | null {
  if (sentence.length > LONGEST) return null;
  const { tokens, shot } = withoutShot(tokensOf(sentence));
  const edits = parse(tokens, { sentence, phrases: phrasesOf() }, null);
  return edits && edits.length > 0 ? { edits, shot } : null;
}

interface Reading {
  sentence: string;
  phrases: Phrases;
}
type Verb = 'add' | 'no' | null;

/** The shortest beginning that is a wish, and then the rest; tried as a whole first ("black and white"). */
function parse(tokens: readonly Token[], reading: Reading, verb: Verb): Edit[] | null {
  const whole = meaningOf(tokens, reading, verb);
  if (whole) return whole.edits;
  for (const [i, token] of tokens.entries()) {
    if (!isConnector(token)) continue;
    const first = meaningOf(tokens.slice(0, i), reading, verb);
    const rest = first && parse(tokens.slice(i + 1), reading, first.verb);
    if (rest) return [...first.edits, ...rest];
  }
  return null;
}

/** One wish without a connector of its own; the verb of the one before it may stand for it: "no rain and no snow". */
function meaningOf(
  tokens: readonly Token[],
  { sentence, phrases }: Reading,
  before: Verb,
): { edits: Edit[]; verb: Verb } | null {
  const key = keyOf(tokens);
  if (key === '') return { edits: [], verb: before };
  const carried = before && phrases.whole.get(`${before} ${key}`);
  if (carried) return { edits: [carried], verb: before };
  const own = ownVerb(key, phrases);
  if (own) return own;
  const known = phrases.whole.get(key);
  if (known) return { edits: [known], verb: null };
  const free = secondsOf(key) ?? styleOf(tokens, sentence);
  return free && { edits: [free], verb: null };
}

/** "get rid of the cars": a verb of the lists, and a thing. */
function ownVerb(key: string, { whole, verbs }: Phrases): { edits: Edit[]; verb: Verb } | null {
  const words = key.split(' ');
  for (let length = Math.min(2, words.length - 1); length > 0; length -= 1) {
    const verb = verbs.get(words.slice(0, length).join(' '));
    const edit = verb && whole.get(`${verb} ${words.slice(length).join(' ')}`);
    if (edit) return { edits: [edit], verb };
  }
  return null;
}

function secondsOf(key: string): Edit | null {
  const seconds = Number(
    /^(\d{1,3}) ?(?:s|sec|secs|second|seconds|seconde|secondes)?(?: long| longue?)?$/.exec(key)?.[1],
  );
  return seconds > 0 && /\D/.test(key) ? { seconds } : null;
}

/** "in the style of a Flemish painting": whatever is described with an article. */
function styleOf(tokens: readonly Token[], sentence: string): Edit | null {
  const words = tokens.map(({ word }) => word);
  const at = words.indexOf('style');
  const isOpen = /^(?:of an?|d une?)$/.test(words.slice(at + 1, at + 3).join(' '));
  const described = tokens.slice(at + 2);
  const [first] = described;
  const last = described.at(-1);
  if (at < 0 || !isOpen || !first || !last) return null;
  if (keyOf(tokens.slice(0, at)) !== '' || described.length < 2 || described.length > STYLE_WORDS)
    return null;
  if (described.some(isConnector)) return null;
  return { look: { style: `in the style of ${sentence.slice(first.start, last.end)}`.slice(0, 200) } };
}

/** "in shot 2", "le dernier plan": which shot is meant, and the sentence without it. */
function withoutShot(tokens: readonly Token[]): { tokens: Token[]; shot: number | null } {
  for (const [i, { word }] of tokens.entries()) {
    if (word !== 'shot' && word !== 'plan') continue;
    const number = /^[1-8]$/.exec(tokens[i + 1]?.word ?? '')?.[0];
    if (number) return { tokens: tokens.toSpliced(i, 2), shot: Number(number) - 1 };
    const ordinal = ORDINALS[tokens[i - 1]?.word ?? ''];
    if (ordinal !== undefined) return { tokens: tokens.toSpliced(i - 1, 2), shot: ordinal };
  }
  return { tokens: [...tokens], shot: null };
}
