import { table, type Edit } from './table';
import { ADDING, REMOVING, things } from './things';
import { keyOf, tokensOf } from './words';

/** Every phrase that is understood, with what it means. */
export interface Phrases {
  whole: ReadonlyMap<string, Edit>;
  /** By which a wish begins: "no", "remove all", "ajoute"; each with the shortest that means the same. */
  verbs: ReadonlyMap<string, 'add' | 'no'>;
}

const keyOfPhrase = (phrase: string): string => keyOf(tokensOf(phrase));
export const waysToSay = (phrases: string): string[] => phrases.split('|').map(keyOfPhrase);

export function phrasesOf(): Phrases {
  const whole = new Map<string, Edit>();
  const learn = (key: string, edit: Edit): void => void whole.set(key, edit);
  for (const { names, add, remove, alone } of things()) {
    for (const name of waysToSay(names)) {
      learn(`no ${name}`, remove);
      if (add) learn(`add ${name}`, add);
      if (add && alone) learn(name, add);
    }
  }
  // What the table says in so many words goes before what is put together.
  for (const [phrases, edit] of table()) for (const key of waysToSay(phrases)) learn(key, edit);
  const verbs = new Map<string, 'add' | 'no'>();
  for (const key of waysToSay(ADDING)) verbs.set(key, 'add');
  for (const key of waysToSay(REMOVING)) verbs.set(key, 'no');
  return { whole, verbs };
}
