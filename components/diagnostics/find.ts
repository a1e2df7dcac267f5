/** Reads what the diagnostics tell of, and moves nothing on. */
import type { Clip, Job } from '@/utils/domain';
import type { Services } from '../services';
import { MOST_JOBS, type Found } from './report';

type Store = Services['store'];

/** The newest `limit` jobs, at least as many as the JSON holds, with all that belongs to them. */
export async function find(
  store: Store,
  about: { version: string; browser: string; now: number },
  limit: number,
): Promise<Found> {
  const [jobs, counts, clipCount, health] = await Promise.all([
    store.jobs.page({ limit: Math.max(limit, MOST_JOBS) }),
    store.jobs.counts(),
    store.clips.count(),
    store.health(),
  ]);
  const [clips, have, ledger] = await Promise.all([
    clipsOf(store, jobs),
    havesOf(store, jobs),
    ledgerOf(store, jobs),
  ]);
  return { ...about, counts, clipCount, store: health, jobs, clips, have, ledger };
}

async function clipsOf(store: Store, jobs: readonly Job[]): Promise<Map<string, Clip>> {
  const ids = jobs.flatMap(({ clipId }) => clipId ?? []);
  const clips = await Promise.all(ids.map((id) => store.clips.get(id)));
  return new Map(clips.flatMap((clip) => (clip ? [[clip.id, clip] as const] : [])));
}

async function havesOf(store: Store, jobs: readonly Job[]): Promise<Map<string, number>> {
  const loading = jobs.filter(({ state, resumeTo }) => state === 'downloading' || resumeTo === 'downloading');
  return new Map(
    await Promise.all(loading.map(async ({ id }) => [id, await store.pieces.have(id)] as const)),
  );
}

/** Lines of these jobs: none is older than its job. */
async function ledgerOf(store: Store, jobs: readonly Job[]) {
  const oldest = jobs.at(-1);
  if (!oldest) return [];
  const ids = new Set(jobs.map(({ id }) => id));
  return (await store.ledger.page({ from: oldest.createdAt })).filter(({ jobId }) => ids.has(jobId));
}
