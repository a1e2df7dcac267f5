import * as v from 'valibot';
import type { Progress } from '../port';
import { done, failed, stateWord, word, wordsOf, working, type Wire } from '../service';

const PACE_MS = 5000;

const FileBody = v.object({ state: stateWord, expirationTime: word(60), error: v.optional(v.unknown()) });

/** A file of its own is not there at once, and is there for two days; nothing is known of any other. */
export async function fileNews(wire: Wire, uri: string): Promise<Progress> {
  const name = fileName(wire, uri);
  const heard = name === null ? null : await wire.ask({ method: 'GET', path: `/files/${name}` });
  const file = v.safeParse(FileBody, heard?.kind === 'answer' && heard.status === 200 ? heard.json : null);
  if (!file.success) return done(null);
  const { state, expirationTime, error } = file.output;
  const expiresAt = Date.parse(expirationTime) || null;
  if (state === 'processing') return working(PACE_MS, null, expiresAt);
  if (state === 'failed') return failed(wordsOf(error), { status: state, cost: null });
  return done(null, expiresAt);
}

/** Of a file of this service; null: it lies elsewhere. */
export function fileName(wire: Wire, uri: string): string | null {
  const url = wire.resolved(uri);
  if (url === null || !wire.isOwn(url)) return null;
  return /\bfiles\/([\w-]+)/.exec(url)?.[1] ?? null;
}
