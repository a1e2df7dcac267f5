import type { Edit } from './edit';
import type { Phrases } from './phrases';
import { secondsIn } from './seconds';
import { styleIn } from './style';
import { isChanged, keyOf, type Token } from './words';

export interface Reading {
  sentence: string;
  phrases: Phrases;
}
export type Verb = 'add' | 'no' | null;
type Meaning = { edits: Edit[]; verb: Verb } | null;

/** Words beside which a wish is meant twice over: "much slower". */
const TWICE = /^(?:much|lot|way|far|really|a lot|beaucoup|bien|nettement|vraiment|very|tres) /;

/** One wish without a connector of its own; the verb of the one before it may stand for it: "no rain and no snow". */
export function meaningOf(tokens: readonly Token[], { sentence, phrases }: Reading, before: Verb): Meaning {
  const key = keyOf(tokens);
  if (key === '' || phrases.idle.has(key)) return { edits: [], verb: before };
  // "Change the rain" asks for another one, and does not say which.
  if (isChanged(tokens)) return null;
  const { whole } = phrases;
  const named = tokens.some(({ word }) => word === 'camera') ? phrases.camera.get(key) : undefined;
  if (named) return { edits: [named], verb: null };
  const carried = before && whole.get(`${before} ${key}`);
  if (carried) return { edits: [carried], verb: before };
  const known = whole.get(key);
  const own = ownVerb(key, phrases);
  if (known) return { edits: [known], verb: own?.verb ?? null };
  if (own) return own;
  const edit =
    twice(key, whole) ??
    paced(key, phrases) ??
    ofTopic(key, phrases) ??
    secondsIn(key) ??
    styleIn(tokens, sentence, whole);
  return edit ? { edits: [edit], verb: null } : null;
}

/** "get rid of the cars": a verb of the lists, and a thing; "turn the music off" has it at its end. */
function ownVerb(key: string, phrases: Phrases): Meaning {
  const { whole, verbs } = phrases;
  const words = key.split(' ');
  if (/^(?:off|out|away)$/.test(words.at(-1) ?? '')) {
    const thing = words.slice(0, -1).join(' ');
    const gone = whole.get(`no ${thing}`);
    if (gone) return { edits: [gone], verb: 'no' };
    const removed = thing === '' ? null : ownVerb(thing, phrases);
    if (removed?.verb === 'no') return removed;
  }
  for (let length = Math.min(2, words.length - 1); length > 0; length -= 1) {
    const verb = verbs.get(words.slice(0, length).join(' '));
    const edit = verb && whole.get(`${verb} ${words.slice(length).join(' ')}`);
    if (edit) return { edits: [edit], verb };
  }
  return null;
}

function twice(key: string, whole: Phrases['whole']): Edit | undefined {
  const edit = TWICE.test(key) ? whole.get(key.replace(TWICE, '')) : undefined;
  if (!edit) return undefined;
  const { faster, closer } = edit;
  return { ...edit, ...(faster && { faster: faster * 2 }), ...(closer && { closer: closer * 2 }) };
}

/** "zoom out slowly", "a slow pan to the left": a movement, and how fast it is. */
function paced(key: string, { whole, paces }: Phrases): Edit | undefined {
  for (const { part, rest } of partsOf(key, 2)) {
    const pace = paces.get(part);
    const move = pace && whole.get(rest);
    // What "still" says beside "slower" is another thing.
    if (move?.camera?.move && move.camera.move !== 'static')
      return { ...move, ...pace, camera: { ...move.camera, ...pace?.camera } };
  }
  return undefined;
}

/** "watercolour style", "couleurs plus chaudes": what is said without the noun, where it is about that. */
function ofTopic(key: string, { whole, topics }: Phrases): Edit | undefined {
  for (const { part, rest } of partsOf(key, 1)) {
    const isAbout = topics.get(part);
    const edit = isAbout && (whole.get(rest) ?? twice(rest, whole));
    if (edit && isAbout?.(edit)) return edit;
  }
  return undefined;
}

/** So many words of a phrase, wherever they stand, and the phrase without them; the longest first. */
function partsOf(key: string, most: number): { part: string; rest: string }[] {
  const words = key.split(' ');
  return Array.from({ length: most }, (_, i) => most - i).flatMap((length) =>
    words.slice(length - 1).map((_, at) => ({
      part: words.slice(at, at + length).join(' '),
      rest: words.toSpliced(at, length).join(' '),
    })),
  );
}
