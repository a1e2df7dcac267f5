/** Ids of bad ends the user has seen; kept on this computer, the newest of them. */
import * as v from 'valibot';

const KEY = 'pagereel.seen-stops';
const KEPT = 200;
const Ids = v.array(v.string());

export function seenStops(storage: Storage = localStorage): readonly string[] {
  try {
    const parsed = v.safeParse(Ids, JSON.parse(storage.getItem(KEY) ?? '[]'));
    return parsed.success ? parsed.output : [];
  } catch {
    return [];
  }
}

/** Remembers them, and answers with all that are remembered. */
export function seeStops(ids: readonly string[], storage: Storage = localStorage): readonly string[] {
  const all = [...new Set([...ids, ...seenStops(storage)])].slice(0, KEPT);
  try {
    storage.setItem(KEY, JSON.stringify(all));
  } catch {
    // A full or forbidden storage costs the memory of it: the cards are there again the next time.
  }
  return all;
}
