import { isOpen } from '@/utils/domain';
import type { Access, Tx } from './access';
import { count } from './counts';
import { picturesOf } from './drafts';
import { allPieces } from './jobs';
import { letGo } from './loose';
import type { ClipRow, DraftRow, JobRow, Swept } from './schema';

/** Deleted clips and drafts can be taken back for this long; then their bytes go. */
export const UNDO_MS = 60_000;
const DAY_MS = 24 * 3600_000;
/** Ended jobs are kept this long as the receipt of what was tried, with what came of damaged ones: the proof. */
const RECEIPT_MS = 90 * DAY_MS;
/** Windows have new ids after every restart: drafts that nobody came back to for this long go, but the newest. */
const DRAFT_MS = 30 * DAY_MS;
/** A picture is stored before the draft that names it: one that nobody has is looked at again after this long. */
const LOOSE_MS = 15 * 60_000;
/** Pictures looked at in one go by the daily look at all of them. */
const BATCH = 200;

/**
 * Removes what nobody can reach any more. Everything is found by an index, so that it costs what has changed and not
 * what there is; once a day, a few at a time, every picture is looked at, for whatever a crash left behind.
 */
export async function sweep(access: Access, now: number): Promise<void> {
  const names = [
    'clips',
    'clipBytes',
    'posters',
    'jobs',
    'pieces',
    'images',
    'drafts',
    'stills',
    'loose',
  ] as const;
  const work = async (tx: Tx): Promise<void> => {
    await sweepClips(tx, now);
    await sweepJobs(tx, now);
    await sweepPieces(tx);
    await sweepStills(tx, now);
    const drafts = await sweepDrafts(tx, now);
    const inDrafts = new Set(drafts.flatMap(picturesOf));
    await sweepPictures(tx, inDrafts, now);
    await lookAtPictures(tx, inDrafts, now);
  };
  // What is not removed now is removed the next time: no need to wait for the disk.
  await access.write([...names, 'outbox', 'meta'], work, 'relaxed');
}

async function sweepClips(tx: Tx, now: number): Promise<void> {
  const clips: ClipRow[] = await tx
    .objectStore('clips')
    .index('deletedAt')
    .getAll(IDBKeyRange.upperBound(now - UNDO_MS));
  for (const { id, ix } of clips) {
    await tx.objectStore('clips').delete(id);
    await tx.objectStore('clipBytes').delete(id);
    await tx.objectStore('posters').delete(id);
    await tx.objectStore('outbox').delete(`poster:${id}`);
    await letGo(tx, ix?.images ?? [], now);
  }
  if (clips.length > 0) await count(tx, { clips: -clips.length });
}

async function sweepJobs(tx: Tx, now: number): Promise<void> {
  const jobs: JobRow[] = await tx
    .objectStore('jobs')
    .index('endedAt')
    .getAll(IDBKeyRange.upperBound(now - RECEIPT_MS));
  for (const { id, ix } of jobs) {
    await tx.objectStore('jobs').delete(id);
    await letGo(tx, ix.images, now);
  }
  if (jobs.length > 0) await count(tx, { jobs: -jobs.length });
}

/** For as long as drafts: a still may be part of an edit, which is kept where no sweep can look. */
async function sweepStills(tx: Tx, now: number): Promise<void> {
  const range = IDBKeyRange.upperBound(now - DRAFT_MS);
  const stills = await tx.objectStore('stills').index('at').getAll(range);
  for (const { id, imageId } of stills) {
    await tx.objectStore('stills').delete(id);
    if (imageId !== null) await letGo(tx, [imageId], now);
  }
}

/** From job to job, whatever the number of their pieces. */
async function sweepPieces(tx: Tx): Promise<void> {
  const pieces = tx.objectStore('pieces');
  let after: IDBKeyRange | null = null;
  for (;;) {
    const next = await pieces.openKeyCursor(after);
    if (!next) return;
    const [jobId] = next.key;
    const job = await tx.objectStore('jobs').get(jobId);
    if (!job || !(isOpen(job) || job.state === 'damaged')) await pieces.delete(allPieces(jobId));
    after = IDBKeyRange.lowerBound([jobId, []]);
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
    if (!over) kept.push(row);
    else {
      await tx.objectStore('drafts').delete(row.windowId);
      await letGo(tx, picturesOf(row), now);
    }
  }
  return kept;
}

/** Pictures that somebody let go of a while ago: gone, unless somebody else has them. */
async function sweepPictures(tx: Tx, inDrafts: ReadonlySet<string>, now: number): Promise<void> {
  let cursor = await tx.objectStore('loose').openCursor();
  for (; cursor; cursor = await cursor.continue()) {
    // A clock that was set back must not keep them for ever.
    if (Math.abs(now - cursor.value) < LOOSE_MS) continue;
    if (!(await isHeld(tx, cursor.key, inDrafts))) await tx.objectStore('images').delete(cursor.key);
    await cursor.delete();
  }
}

async function lookAtPictures(tx: Tx, inDrafts: ReadonlySet<string>, now: number): Promise<void> {
  const meta = tx.objectStore('meta');
  const swept = (await meta.get('swept')) as Swept | undefined;
  const from = swept?.cursor ?? '';
  if (swept && from === '' && Math.abs(now - swept.at) < DAY_MS) return;
  const range = from === '' ? null : IDBKeyRange.lowerBound(from, true);
  const ids = await tx.objectStore('images').getAllKeys(range, BATCH);
  const loose = tx.objectStore('loose');
  for (const id of ids) {
    if ((await isHeld(tx, id, inDrafts)) || (await loose.getKey(id)) !== undefined) continue;
    await letGo(tx, [id], now);
  }
  const isOver = ids.length < BATCH;
  await meta.put({ at: isOver ? now : (swept?.at ?? 0), cursor: isOver ? '' : (ids.at(-1) ?? '') }, 'swept');
}

async function isHeld(tx: Tx, id: string, inDrafts: ReadonlySet<string>): Promise<boolean> {
  if (inDrafts.has(id)) return true;
  const holders = await Promise.all([
    tx.objectStore('clips').index('images').getKey(id),
    tx.objectStore('jobs').index('images').getKey(id),
    tx.objectStore('stills').index('image').getKey(id),
  ]);
  return holders.some((holder) => holder !== undefined);
}
