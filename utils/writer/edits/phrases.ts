import { CAMERA_ROWS, DONE, PACES, TOPICS, type Topic } from './around';
import type { Edit } from './edit';
import { degrees } from './scales';
import { table } from './table';
import { ADDING, REMOVING, things } from './things';
import { keyOf, tokensOf } from './words';

/** Every phrase that is understood, with what it means. */
export interface Phrases {
  whole: ReadonlyMap<string, Edit>;
  /** What is meant only where the camera is named. */
  camera: ReadonlyMap<string, Edit>;
  /** By which a wish begins: "no", "remove all", "ajoute"; each with the shortest that means the same. */
  verbs: ReadonlyMap<string, 'add' | 'no'>;
  /** How fast, beside a movement. */
  paces: ReadonlyMap<string, Edit>;
  /** What a wish is about, which goes without saying: "style", "couleurs". */
  topics: ReadonlyMap<string, Topic>;
  /** What leaves the rest as it is: "the same". */
  idle: ReadonlySet<string>;
}

const keyOfPhrase = (phrase: string): string => keyOf(tokensOf(phrase));
export const waysToSay = (phrases: string): string[] => phrases.split('|').map(keyOfPhrase);

let learnt: Phrases | undefined;

/** Put together at the first sentence, and kept. */
export function phrasesOf(): Phrases {
  learnt ??= learn();
  return learnt;
}

function learn(): Phrases {
  const whole = new Map<string, Edit>();
  const means = (key: string, edit: Edit): void => void whole.set(key, edit);
  for (const { names, add, remove, less, alone } of things()) {
    for (const name of waysToSay(names)) {
      means(`no ${name}`, remove);
      if (add) means(`add ${name}`, add);
      if (add && alone) means(name, add);
      if (less)
        for (const few of ['less', 'not much', 'not too much', 'moins', 'pas trop'])
          means(`${few} ${name}`, less);
    }
  }
  // What the table says in so many words goes before what is put together.
  for (const [phrase, edit] of degrees()) means(phrase, edit);
  for (const [key, edit] of byWays(table())) means(key, edit);
  return {
    whole,
    camera: byWays(CAMERA_ROWS),
    verbs: byWays([
      [ADDING, 'add'],
      [REMOVING, 'no'],
    ]),
    paces: byWays(PACES),
    topics: byWays(TOPICS),
    idle: new Set(waysToSay(DONE)),
  };
}

function byWays<Meaning>(
  rows: readonly (readonly [phrases: string, meaning: Meaning])[],
): Map<string, Meaning> {
  return new Map(
    rows.flatMap(([phrases, meaning]) => waysToSay(phrases).map((key) => [key, meaning] as const)),
  );
}
