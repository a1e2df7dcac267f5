import type { Draft } from '@/utils/domain';
import type { Access, Tx } from './access';
import type { Announce } from './changes';
import { letGo } from './loose';
import { standing, type DraftRow } from './schema';

/**
 * Drafts, one row a window. A gesture that came to nothing does not cost what was on the bench before it: that is kept
 * in the same row, and is there again once the failure has been read. A removed one can be taken back with its pictures.
 */
export class Drafts {
  constructor(
    private readonly access: Access,
    private readonly announce: Announce,
  ) {}

  get(windowId: number): Promise<Draft | undefined> {
    return this.access.read(async (db) => shown(await db.get('drafts', windowId)));
  }

  all(): Promise<Draft[]> {
    return this.access.read(async (db) => (await db.getAll('drafts')).flatMap((row) => shown(row) ?? []));
  }

  /** The newest Draft of any window: a window opened after a restart takes up where the last one stopped. */
  newest(): Promise<Draft | undefined> {
    return this.access.read(async (db) => {
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
    const written = await this.#write(windowId, (row) => {
      const next = change(shown(row));
      return next && withBefore(next, row);
    });
    if (written) this.announce({ kind: 'draft', windowId });
    return written;
  }

  /** A failure makes room for what was there before it; anything else can be put back until it is swept. */
  async remove(windowId: number): Promise<void> {
    await this.#write(windowId, (row) => {
      const before = row?.state.kind === 'failed' ? row.before : undefined;
      return row && (before ?? { ...row, removedAt: Date.now() });
    });
    this.announce({ kind: 'draft', windowId });
  }

  #write(windowId: number, change: (row: DraftRow | undefined) => DraftRow | undefined): Promise<boolean> {
    const work = async (tx: Tx): Promise<boolean> => {
      const row = await tx.objectStore('drafts').get(windowId);
      const next = change(row);
      if (!next) return false;
      await tx.objectStore('drafts').put(next);
      const kept = new Set(picturesOf(next));
      await letGo(tx, row ? picturesOf(row).filter((id) => !kept.has(id)) : [], Date.now());
      return true;
    };
    return this.access.write(['drafts', 'loose'], work, 'relaxed');
  }
}

/** Pictures of all that a row holds, by id. */
export function picturesOf(row: DraftRow): string[] {
  return standing(row).flatMap(({ state }) =>
    state.kind === 'failed' ? [] : state.source.images.map(({ id }) => id),
  );
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
