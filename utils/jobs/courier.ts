import { oneLine, type Job, type NoticeKind, type OutboxRow } from '@/utils/domain';
import type { Inspector } from '@/utils/providers';
import type { JobStore } from './ports';

/** A picture that could not be drawn is tried once more; then the clip does without. */
const POSTER_TRIES = 2;

interface CourierPorts {
  store: { jobs: Pick<JobStore['jobs'], 'get'>; outbox: JobStore['outbox'] };
  inspector: Pick<Inspector, 'poster'>;
  notify(jobId: string, notice: NoticeKind, title: string): Promise<void>;
}

/** Carries out what is left to do after a commit. A row stays until it is done, or has been tried enough. */
export async function deliver(row: OutboxRow, { store, inspector, notify }: CourierPorts): Promise<void> {
  if (row.kind === 'notice') {
    const job = await store.jobs.get(row.jobId);
    // A word that could not be said is not said again and again.
    if (job) await notify(row.jobId, row.notice, titleOf(job)).catch(() => undefined);
    await store.outbox.remove(row.id);
    return;
  }
  // Counted before it is tried: a file that ends its reader must not be tried for ever.
  if (row.tries < POSTER_TRIES) await store.outbox.put({ ...row, tries: row.tries + 1 });
  else {
    await store.outbox.remove(row.id);
    return;
  }
  const drawn = await inspector.poster(row.clipId).catch(() => false);
  if (drawn) await store.outbox.remove(row.id);
}

function titleOf({ source, request }: Job): string {
  const words = request.storyboard.shots.map((shot) => shot.text).find((text) => text !== '');
  return oneLine(words ?? source.title, 120) || source.site;
}
