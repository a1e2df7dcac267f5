import type { Edit } from './edit';
import { meaningOf, type Reading, type Verb } from './meaning';
import { phrasesOf } from './phrases';
import { isConnector, isQuestion, tokensOf, withoutLead, type Token } from './words';

/** What a sentence asks for, in order; of one shot only where it names one. */
export interface Wish {
  edits: Edit[];
  /** From 0; "last" is -1; null: all of them. */
  shot: number | null;
}

/** UTF-16 units; a longer text is no wish. */
const LONGEST = 300;
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
  const said = tokensOf(sentence);
  if (isQuestion(said, sentence)) return null;
  const { tokens, shot } = withoutShot(withoutLead(said));
  const edits = parse(tokens, { sentence, phrases: phrasesOf() }, null);
  return edits && edits.length > 0 ? { edits, shot } : null;
}

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
  return inPlace(tokens, reading);
}

/** "in the rain at night": two wishes without a word between them but where, or when. */
function inPlace(tokens: readonly Token[], reading: Reading): Edit[] | null {
  for (const [i, { word }] of tokens.entries()) {
    if (i === 0 || !/^(?:at|in|under|with|sous|dans|en|au|a|avec)$/.test(word)) continue;
    const first = meaningOf(tokens.slice(0, i), reading, null);
    // "No rain at night" may speak of the night alone.
    if (!first || first.edits.length === 0 || first.verb === 'no') continue;
    const rest = parse(tokens.slice(i), reading, null);
    if (rest && rest.length > 0 && !(first.edits.some(isLight) && rest.some(isLight)))
      return [...first.edits, ...rest];
  }
  return null;
}

/** Whether it is a light, and no weather that brings its own. */
const isLight = ({ shot, happens }: Edit): boolean => shot?.lighting !== undefined && happens === undefined;

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
