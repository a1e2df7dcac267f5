import type { Draft } from '@/utils/domain';
import type { Change } from './changes';
import type { Database } from './connection';
import { standing, type DraftRow } from './schema';

/**
 * Drafts, one row a window. A gesture that came to nothing does not cost what was on the bench before it: that is kept
 * in the same row, and is there again once the failure has been read. A removed one can be taken back with its pictures.
 */
export class Drafts {
  constructor(
    private readonly run: <T>(work: (db: Database) => Promise<T>) => Promise<T>,
    private readonly announce: (change: Change) => void,
  ) {}

  async get(windowId: number): Promise<Draft | undefined> {
    return this.run(async (db) => shown(await db.get('drafts', windowId)));
  }

  all(): Promise<Draft[]> {
    return this.run(async (db) => (await db.getAll('drafts')).flatMap((row) => shown(row) ?? []));
  }

  /** The newest Draft of any window: a window opened after a restart takes up where the last one stopped. */
  newest(): Promise<Draft | undefined> {
    return this.run(async (db) => {
      let cursor = await db.transaction('drafts').store.index('at').openCursor(null, 'prev');
      for (; cursor; cursor = await cursor.continue()) {
        // What failed in another window, a private one perhaps, is no news in this one.
        const draft = standing(cursor.value).find(({ state }) => state.kind !== 'failed');
        if (draft && cursor.value.removedAt === undefined) return draft;
      }
      return undefined;
    });
  }

  async put(draft: Draft): Promise<void> {
    await this.update(draft.windowId, () => draft);
  }

  /** Reads and writes in one transaction. False when `change` gave nothing to write. */
  async update(windowId: number, change: (draft: Draft | undefined) => Draft | undefined): Promise<boolean> {
    const written = await this.run(async (db) => {
      const tx = db.transaction('drafts', 'readwrite');
      const row = await tx.store.get(windowId);
      const next = change(shown(row));
      if (next) await tx.store.put(withBefore(next, row));
      await tx.done;
      return next !== undefined;
    });
    if (written) this.announce({ kind: 'draft', windowId });
    return written;
  }

  /** A failure makes room for what was there before it; anything else can be put back until it is swept. */
  async remove(windowId: number): Promise<void> {
    await this.run(async (db) => {
      const tx = db.transaction('drafts', 'readwrite');
      const row = await tx.store.get(windowId);
      const before = row?.state.kind === 'failed' ? row.before : undefined;
      if (row) await tx.store.put(before ?? { ...row, removedAt: Date.now() });
      await tx.done;
    });
    this.announce({ kind: 'draft', windowId });
  }
}

function shown(row: DraftRow | undefined): Draft | undefined {
  if (!row || row.removedAt !== undefined) return undefined;
  const { before: _before, ...draft } = row;
  return draft;
}

/** Only a Source that is whole takes the place of the one before it. */
function withBefore(next: Draft, row: DraftRow | undefined): DraftRow {
  if (next.state.kind === 'ready' || !row || row.removedAt !== undefined) return next;
  const before = standing(row).find(({ state }) => state.kind === 'ready');
  return before ? { ...next, before } : next;
}
