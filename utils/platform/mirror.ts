import { browser } from 'wxt/browser';
import * as v from 'valibot';
import { MirrorJob, mirrorOf, type Job } from '@/utils/domain';
import { privacy } from './private';

/**
 * Orders that may have been paid for, kept a second time where another kind of failure would be needed to lose them:
 * in `storage.local`. Read when the database turns out to be a new or a shorter one. It belongs to the ordinary windows:
 * to a private one, whose database is another, everything in it would look lost.
 */
export interface Mirror {
  /** Of the database the jobs are in. */
  generation: string;
  jobs: MirrorJob[];
}

/** `storage.local` is read as a whole by browsers, and has lost all of it when it grew large. */
const MAX_CHARS = 100_000;

const Stored = v.object({ generation: v.pipe(v.string(), v.maxLength(64)), jobs: v.array(v.unknown()) });

/** Read and written as it is: WXT's storage items would weigh 3.0 kB gzipped more in the background for one row. */
const KEY = 'mirror';

let last: string | undefined;

/** Undefined: nothing was ever written. A job that does not parse is left out. */
export async function readMirror(): Promise<Mirror | undefined> {
  if (privacy() !== 'ordinary') return undefined;
  const stored = v.safeParse(Stored, (await browser.storage.local.get(KEY))[KEY]);
  if (!stored.success) return undefined;
  const jobs = stored.output.jobs.flatMap((job) => {
    const parsed = v.safeParse(MirrorJob, job);
    return parsed.success ? [parsed.output] : [];
  });
  return { generation: stored.output.generation, jobs };
}

/** Writes what there is to know of these jobs, if it is not what was written last. */
export async function writeMirror(jobs: readonly Job[], generation: string): Promise<void> {
  if (privacy() !== 'ordinary') return;
  const mirror = fitting({ generation, jobs: jobs.flatMap((job) => mirrorOf(job) ?? []) });
  const text = JSON.stringify(mirror);
  last ??= JSON.stringify(await readMirror());
  if (text === last) return;
  await browser.storage.local.set({ [KEY]: mirror });
  last = text;
}

/** With more than fits, those that can be found again by their handle go first. */
function fitting(mirror: Mirror): Mirror {
  const byWorth = mirror.jobs.toSorted((a, b) => Number(b.handle !== '') - Number(a.handle !== ''));
  const kept: MirrorJob[] = [];
  let chars = JSON.stringify({ ...mirror, jobs: [] }).length;
  for (const job of byWorth) {
    chars += JSON.stringify(job).length + 1;
    if (chars > MAX_CHARS) break;
    kept.push(job);
  }
  return { ...mirror, jobs: kept };
}
