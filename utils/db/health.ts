import type { Access, Tx } from './access';
import type { Database } from './connection';
import { readCounts, recount } from './counts';
import type { Loss } from './schema';

/** What another store, one that fails for other reasons, remembers of this one. */
export interface Remembered {
  generation: string;
  jobs: readonly { jobId: string }[];
}

export interface Health {
  /** Made with the database; another one than remembered means that the first was lost. */
  generation: string;
  /** Made by a newer version: it can be looked at, never written to. */
  readOnly: boolean;
  lost: 'nothing' | Loss['lost'];
  /** Rows that should be there and are not; 0 where nobody knows. */
  clips: number;
  jobs: number;
  /** Jobs that are remembered and not here. */
  missing: string[];
}

const NOTHING = { lost: 'nothing', clips: 0, jobs: 0 } as const;

/** Whether all that was stored is still there. A loss is kept in mind until the user has acknowledged it. */
export function healthOf(access: Access) {
  return {
    /** Compares with what should be there, and with what is remembered elsewhere. */
    check: async (remembered?: Remembered): Promise<Health> => {
      const readOnly = await access.readOnly();
      const found = await access.read((db) => look(db, remembered));
      const { generation, missing, known, noticed } = found;
      if (noticed && isWorse(noticed, known) && !readOnly) {
        await access.write(['meta', 'clips', 'jobs'], (tx) => writeDown(tx, noticed));
      }
      const { lost, clips, jobs } = (isWorse(noticed, known) ? noticed : known) ?? NOTHING;
      return { generation, readOnly, lost, clips, jobs, missing };
    },

    /** The user knows: from here on, what is there is what should be there. */
    acknowledge: async (): Promise<void> => {
      await access.write(['meta', 'clips', 'jobs'], async (tx) => {
        await tx.objectStore('meta').put(await recount(tx), 'counts');
        await tx.objectStore('meta').delete('loss');
      });
    },
  };
}

interface Found {
  generation: string;
  missing: string[];
  known: Loss | undefined;
  noticed: Loss | undefined;
}

async function look(db: Database, remembered: Remembered | undefined): Promise<Found> {
  const tx = db.transaction(['meta', 'clips', 'jobs']);
  const meta = tx.objectStore('meta');
  const [generation, known] = (await Promise.all([meta.get('generation'), meta.get('loss')])) as [
    string | undefined,
    Loss | undefined,
  ];
  const counts = readCounts(await meta.get('counts'));
  const clips = await tx.objectStore('clips').count();
  const jobs = await tx.objectStore('jobs').count();
  const missing: string[] = [];
  for (const { jobId } of remembered?.jobs ?? []) {
    if ((await tx.objectStore('jobs').getKey(jobId)) === undefined) missing.push(jobId);
  }
  const another = remembered !== undefined && remembered.generation !== (generation ?? '');
  const fewer = {
    clips: Math.max(counts.clips - clips, 0),
    jobs: Math.max(counts.jobs - jobs, another ? 0 : missing.length, 0),
  };
  const isLess = another || fewer.clips + fewer.jobs > 0;
  const loss: Loss = { lost: another ? 'everything' : 'some', ...fewer, at: Date.now() };
  return { generation: generation ?? '', missing, known, noticed: isLess ? loss : undefined };
}

/** What waits and what is under way is counted again; what should be there stays until the user knows. */
async function writeDown(tx: Tx, loss: Loss): Promise<void> {
  const meta = tx.objectStore('meta');
  const { clips, jobs } = readCounts(await meta.get('counts'));
  await meta.put({ ...(await recount(tx)), clips, jobs }, 'counts');
  await meta.put(loss, 'loss');
}

function isWorse(a: Loss | undefined, b: Loss | undefined): boolean {
  if (!a || !b) return a !== undefined;
  if (a.lost !== b.lost) return a.lost === 'everything';
  return a.clips > b.clips || a.jobs > b.jobs;
}
