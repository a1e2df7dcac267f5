import { browser } from 'wxt/browser';
import { openStore, type Health } from '@/utils/db';
import type { Clip, Job, JobState, LedgerRow } from '@/utils/domain';
import { newJob } from '@/utils/jobs';
import { commands, type JobWish } from '@/utils/messaging';
import { aConnection, aSource, aVideosRequest } from '../../unit/samples';

const store = openStore();

/** A clip to be bought from the server at this address. */
export interface Order {
  id: string;
  prompt: string;
  /** "http://127.0.0.1:8091/v1" */
  baseUrl: string;
}

/** What the fake server's strict flavour calls its model. */
const MODEL = 'sora-2';

function jobFor({ id, prompt, baseUrl }: Order): Job {
  const request = aVideosRequest({ prompt, baseUrl, model: MODEL });
  return newJob({ id, source: aSource(), request, now: Date.now() });
}

/** All rows, however many: tests keep few. */
const EVERYTHING = 10_000;

/** Answers once `look` says something; looked at again whenever the store changes, and now and then beside that. */
function whenStored<T>(look: () => Promise<T | undefined>): Promise<T> {
  return new Promise((resolve, reject) => {
    const again = (): void => {
      look().then((answer) => {
        if (answer === undefined) return;
        stop();
        resolve(answer);
      }, fail);
    };
    const fail = (error: unknown): void => {
      stop();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const quiet = store.onChange(again);
    // A background that dies after its commit announces nothing.
    const timer = setInterval(again, 500);
    const stop = (): void => {
      quiet();
      clearInterval(timer);
    };
    again();
  });
}

/** What tests do in a page of the extension, by the product's own ways; see desk.ts. */
export const desk = {
  /** The connection that all orders here go through. */
  connect: (baseUrl: string): Promise<void> =>
    commands.saveConnection(aConnection({ baseUrl, model: MODEL })),

  /** As a view does it: the row first, then a word to the background. */
  async place(order: Order): Promise<'added' | 'exists'> {
    const answer = await store.jobs.add(jobFor(order));
    await commands.wake();
    return answer;
  },
  /** The row alone, as left by a view whose word never arrived. */
  add: (order: Order): Promise<'added' | 'exists'> => store.jobs.add(jobFor(order)),

  wake: (): Promise<void> => commands.wake(),
  tell: (wish: JobWish): Promise<void> => commands.tellJob(wish),

  job: (id: string): Promise<Job | undefined> => store.jobs.get(id),
  jobs: (): Promise<Job[]> => store.jobs.recent(EVERYTHING),
  clips: (): Promise<Clip[]> => store.clips.page({ limit: EVERYTHING }),
  ledger: (): Promise<LedgerRow[]> => store.ledger.all(),

  /** The job, as soon as it is in one of these states; or as it is after so many milliseconds. */
  reaches: (id: string, states: readonly JobState[], timeout: number): Promise<Job | undefined> =>
    Promise.race([
      whenStored(async () => {
        const job = await store.jobs.get(id);
        return job && states.includes(job.state) ? job : undefined;
      }),
      new Promise<void>((resolve) => setTimeout(resolve, timeout)).then(() => store.jobs.get(id)),
    ]),

  /** What the store itself has noticed of a loss. */
  health: (): Promise<Health> => store.health(),

  /** SHA-256 of the stored bytes themselves, in hex. */
  async digest(clipId: string): Promise<string> {
    const bytes = await (await store.clips.bytes(clipId))?.arrayBuffer();
    if (!bytes) throw new Error(`no clip ${clipId}`);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  },

  hasPoster: async (clipId: string): Promise<boolean> => (await store.clips.poster(clipId)) !== undefined,

  /** Arms a fault point; see utils/platform/faults.ts. */
  async stopAt(point: string, times = 1): Promise<void> {
    await browser.storage.local.remove('reached');
    await browser.storage.local.set({ fault: { point, times } });
  },
  /** Answers once the background stands at this point. */
  async reached(point: string): Promise<void> {
    const isThere = async (): Promise<boolean> =>
      (await browser.storage.local.get('reached'))['reached'] === point;
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        isThere().then((there) => {
          if (!there) return;
          browser.storage.onChanged.removeListener(look);
          resolve();
        }, reject);
      };
      browser.storage.onChanged.addListener(look);
      look();
    });
  },

  /** What stands in `storage.local`. */
  stored: (): Promise<Record<string, unknown>> => browser.storage.local.get(null),
};

Object.assign(globalThis, { desk });
