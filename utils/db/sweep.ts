import type { IDBPTransaction, StoreNames } from 'idb';
import { END_STATES, isOpen, type Draft, type Job } from '@/utils/domain';
import type { Database } from './connection';
import { standing, type DraftRow, type Schema } from './schema';

/** Deleted clips and drafts can be taken back for this long; then their bytes go. */
export const UNDO_MS = 60_000;
/** Ended jobs are kept this long as the receipt of what was tried. */
const RECEIPT_MS = 90 * 24 * 3600_000;
/** Windows have new ids after every restart: drafts that nobody came back to for this long go, but the newest. */
const DRAFT_MS = 30 * 24 * 3600_000;
/** Nothing takes longer to read; a row that says so was left behind by a background that died. */
const READING_MS = 15 * 60_000;

type Tx = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>;

/**
 * Removes what nobody can reach any more: clips whose time to be taken back is over, pieces and pictures
 * without an owner, receipts past their time. By reachability, so that a crash never leaves an orphan for ever.
 */
export async function sweep(db: Database, now: number): Promise<void> {
  const names: StoreNames<Schema>[] = ['clips', 'clipBytes', 'posters', 'jobs', 'pieces', 'images', 'drafts'];
  const tx = db.transaction(names, 'readwrite');
  await sweepClips(tx, now);
  const jobs = await sweepJobs(tx, now);
  await sweepPieces(tx, jobs);
  const drafts = await sweepDrafts(tx, now);
  await sweepImages(tx, jobs, drafts, now);
  await tx.done;
}

async function sweepClips(tx: Tx, now: number): Promise<void> {
  for (const clip of await tx.objectStore('clips').getAll()) {
    if (clip.deletedAt === null || now - clip.deletedAt < UNDO_MS) continue;
    await tx.objectStore('clips').delete(clip.id);
    await tx.objectStore('clipBytes').delete(clip.id);
    await tx.objectStore('posters').delete(clip.id);
  }
}

async function sweepJobs(tx: Tx, now: number): Promise<Job[]> {
  const kept: Job[] = [];
  for (const job of await tx.objectStore('jobs').getAll()) {
    if (END_STATES.includes(job.state) && now - job.updatedAt > RECEIPT_MS) {
      await tx.objectStore('jobs').delete(job.id);
    } else kept.push(job);
  }
  return kept;
}

async function sweepPieces(tx: Tx, jobs: readonly Job[]): Promise<void> {
  const open = new Set(jobs.filter(isOpen).map((job) => job.id));
  for (const key of await tx.objectStore('pieces').getAllKeys()) {
    if (!open.has(key[0])) await tx.objectStore('pieces').delete(key);
  }
}

async function sweepDrafts(tx: Tx, now: number): Promise<DraftRow[]> {
  const rows = await tx.objectStore('drafts').getAll();
  const newest = Math.max(...rows.filter((row) => row.removedAt === undefined).map((row) => row.at));
  const kept: DraftRow[] = [];
  for (const row of rows) {
    const over =
      row.removedAt === undefined
        ? now - row.at > DRAFT_MS && row.at !== newest
        : now - row.removedAt > UNDO_MS;
    if (over) await tx.objectStore('drafts').delete(row.windowId);
    else kept.push(row);
  }
  return kept;
}

async function sweepImages(
  tx: Tx,
  jobs: readonly Job[],
  rows: readonly DraftRow[],
  now: number,
): Promise<void> {
  const drafts = rows.flatMap(standing);
  // A picture is stored a moment before the draft that names it: with a source being read, sweep none.
  if (drafts.some(({ state, at }) => state.kind === 'reading' && now - at < READING_MS)) return;
  const clips = await tx.objectStore('clips').getAll();
  const sources = [
    ...clips.map((clip) => clip.record.source),
    // A saved or canceled job draws nothing again: its pictures are its clip's, or nobody's.
    ...jobs.filter(({ state }) => state !== 'saved' && state !== 'canceled').map((job) => job.source),
    ...drafts.flatMap(sourceOfDraft),
  ];
  const used = new Set(sources.flatMap((source) => source.images.map((image) => image.id)));
  for (const id of await tx.objectStore('images').getAllKeys()) {
    if (!used.has(id)) await tx.objectStore('images').delete(id);
  }
}

const sourceOfDraft = ({ state }: Draft) => (state.kind === 'failed' ? [] : [state.source]);
