import type { IDBPDatabase, IDBPTransaction } from 'idb';

/**
 * Version 2: money, services and queues. Jobs are found by what they wait for, clips by what was deleted, pictures by
 * who has them; every job row of version 1 gets the new fields, and every attempt its line in the ledger. Version 1
 * knew this device only: all of it was free. A step imports nothing of the app, so that it never changes again.
 */
export async function migrate(
  db: IDBPDatabase<unknown>,
  tx: IDBPTransaction<unknown, string[], 'versionchange'>,
): Promise<void> {
  const ledger = db.createObjectStore('ledger', { keyPath: 'id' });
  ledger.createIndex('at', 'at');
  ledger.createIndex('verdict', ['verdict', 'at']);
  db.createObjectStore('outbox', { keyPath: 'id' });
  db.createObjectStore('connections', { keyPath: 'id' });
  db.createObjectStore('loose');
  db.createObjectStore('meta');

  const jobs = tx.objectStore('jobs');
  jobs.createIndex('phase', ['ix.phase', 'order']);
  jobs.createIndex('lane', ['ix.phase', 'ix.lane', 'order']);
  jobs.createIndex('claims', 'ix.claims', { multiEntry: true });
  jobs.createIndex('sentAt', 'ix.sentAt');
  jobs.createIndex('endedAt', 'ix.endedAt');
  jobs.createIndex('images', 'ix.images', { multiEntry: true });

  const clips = tx.objectStore('clips');
  // Those that are not deleted have null there, which no index takes in.
  clips.createIndex('deletedAt', 'deletedAt');
  clips.createIndex('model', ['record.provider.model', 'createdAt']);
  clips.createIndex('images', 'ix.images', { multiEntry: true });

  await upgradeClips(tx);
  const meta = tx.objectStore('meta');
  await meta.put(crypto.randomUUID(), 'generation');
  const phases = await upgradeJobs(tx);
  await meta.put({ clips: await clips.count(), jobs: await jobs.count(), ...phases }, 'counts');
}

type Tx = IDBPTransaction<unknown, string[], 'versionchange'>;

interface OldAttempt {
  id: string;
  startedAt: number;
  outcome: string;
}

interface OldSource {
  images: { id: string }[];
}

interface OldJob {
  id: string;
  state: string;
  createdAt: number;
  updatedAt: number;
  source: OldSource;
  request: { model: string };
  attempts: OldAttempt[];
}

const ENDS = new Set(['saved', 'canceled', 'failed', 'expired', 'damaged']);

const FREE = {
  estimate: { usd: 0, basis: 'on-device', asOf: null },
  verdict: 'free',
  chargedUsd: null,
} as const;

/** Gives back how many there are of each phase. */
async function upgradeJobs(tx: Tx): Promise<Record<Phase, number>> {
  const phases = { active: 0, queued: 0, held: 0 };
  let cursor = await tx.objectStore('jobs').openCursor();
  for (; cursor; cursor = await cursor.continue()) {
    const job = cursor.value as OldJob;
    const phase = phaseOf(job);
    if (phase) phases[phase] += 1;
    await cursor.update(upgraded(job));
    for (const { id, startedAt } of job.attempts) {
      await tx.objectStore('ledger').put({
        id,
        jobId: job.id,
        at: startedAt,
        updatedAt: job.updatedAt,
        providerId: 'on-device',
        host: '',
        model: job.request.model,
        handle: '',
        ...FREE,
      });
    }
  }
  return phases;
}

function upgraded(job: OldJob): object {
  const attempts = job.attempts.map((attempt) => ({ ...attempt, epoch: 0, handle: '', money: FREE }));
  return {
    ...job,
    attempts,
    order: job.createdAt,
    failure: null,
    nextAt: 0,
    looks: 0,
    misses: 0,
    newsAt: job.updatedAt,
    percent: null,
    deadlineAt: 0,
    expiresAt: null,
    cancelAnswer: null,
    download: null,
    wantsHost: null,
    twinOf: null,
    ix: indexOf(job),
  };
}

type Phase = 'active' | 'queued' | 'held';

function phaseOf({ state }: OldJob): Phase | undefined {
  if (ENDS.has(state)) return undefined;
  if (state === 'queued') return 'queued';
  return state === 'paused' || state === 'ask-user' ? 'held' : 'active';
}

function indexOf(job: OldJob): object {
  const { state, updatedAt, attempts, source } = job;
  const phase = phaseOf(job);
  const sentAt = attempts.at(-1)?.startedAt;
  return {
    ...(phase && { phase }),
    lane: 'on-device',
    claims: [],
    ...(sentAt !== undefined && { sentAt }),
    ...(!phase && { endedAt: updatedAt }),
    images: state === 'saved' || state === 'canceled' ? [] : source.images.map(({ id }) => id),
  };
}

async function upgradeClips(tx: Tx): Promise<void> {
  let cursor = await tx.objectStore('clips').openCursor();
  for (; cursor; cursor = await cursor.continue()) {
    const clip = cursor.value as { record: { source: OldSource } };
    const images = clip.record.source.images.map(({ id }) => id);
    if (images.length > 0) await cursor.update({ ...clip, ix: { images } });
  }
}
