/**
 * The points at which a background or a browser can die, each by its number in the table of the docs, in a real browser
 * against a real server: wherever it is killed, one order is one POST, and ends as one clip or as a question.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '@/utils/domain';
import { Rig, type Death } from '../chaos/rig';
import { startVideoServer, type VideoServer } from '../servers/videos';
import { readStore, until } from './drivers/extension';

let server: VideoServer;
let rig: Rig;
beforeAll(async () => {
  server = await startVideoServer({ jobMs: 0 });
  rig = await Rig.start('chromium', server.baseUrl);
});
afterAll(async () => {
  await rig.close();
  await server.close();
});

/** One way to die, and what must come of it. */
interface CrashPoint {
  id: string;
  words: string;
  /** Faults the server plays, written as in a prompt. */
  faults?: string;
  /** Where the background stops; see `at` in utils/jobs. */
  point?: string;
  /** When there is no such place: how to know that it is time. */
  moment?: (prompt: string, id: string) => Promise<unknown>;
  /** Default: the worker. */
  kill?: Death;
  /** Default: saved. */
  ends?: Job['state'];
  /** POSTs that reached the server, and jobs it made of them; default: one and one. */
  posts?: number;
  created?: number;
  /** What else must be true. */
  check?: (job: Job, prompt: string) => Promise<unknown> | void;
}

const answered = (prompt: string): Promise<unknown> =>
  server.journal.until((entry) => entry.phase === 'create' && entry.prompt === prompt && entry.done);
const arrived = (prompt: string): Promise<unknown> =>
  server.journal.until((entry) => entry.phase === 'create' && entry.prompt === prompt);
const jobOf = (prompt: string) => server.journal.jobs().find((job) => job.prompt === prompt);
const downloaded = (prompt: string): number => server.journal.counts().bytes[jobOf(prompt)?.id ?? ''] ?? 0;

const lastAttempt = ({ attempts }: Job) => attempts.at(-1);
const PIECES = 12_000_000;

const POINTS: CrashPoint[] = [
  {
    id: 'C07',
    words: 'at the check before the order',
    point: 'C07',
  },
  {
    id: 'C08',
    words: 'just before the intent is written',
    point: 'C08',
    kill: 'browser',
  },
  {
    id: 'C09',
    words: 'intent written, nothing sent',
    point: 'C09',
    kill: 'browser',
    ends: 'ask-user',
    posts: 0,
    created: 0,
    check: (job) => expect(lastAttempt(job)?.money.verdict).toBe('unknown'),
  },
  {
    id: 'C10',
    words: 'sent, and not taken on',
    faults: '[[hold]]',
    moment: arrived,
    ends: 'ask-user',
    created: 0,
  },
  {
    id: 'C11',
    words: 'taken on, the answer not read',
    faults: '[[hold-answer]]',
    moment: (prompt) => until('the job at the server', () => jobOf(prompt)),
    kill: 'browser',
    check: (job, prompt) => expect(lastAttempt(job)).toMatchObject({ handle: jobOf(prompt)?.id }),
  },
  {
    id: 'C12',
    words: 'the answer read, its number not stored',
    point: 'C12',
    kill: 'browser',
  },
  {
    id: 'C13',
    words: 'while its number is being stored',
    moment: answered,
  },
  {
    id: 'C14',
    words: 'its number stored, and nothing else',
    point: 'C14',
    kill: 'browser',
  },
  {
    id: 'C16',
    words: 'a refusal read, not stored',
    faults: '[[refuse]]',
    point: 'C12',
    ends: 'ask-user',
    created: 0,
  },
  {
    id: 'C17',
    words: '"too many" read, not stored',
    faults: '[[429]]',
    point: 'C12',
    ends: 'ask-user',
    created: 0,
  },
  {
    id: 'C19',
    words: 'the line broke after the order was taken on, and that is all that is known',
    faults: '[[drop-answer]]',
    point: 'C14',
  },
  {
    id: 'C20',
    words: 'while the job is asked for',
    faults: '[[takes:1200]]',
    moment: (prompt) =>
      server.journal.until((entry) => entry.phase === 'poll' && entry.jobId === jobOf(prompt)?.id),
  },
  {
    id: 'C21',
    words: '"completed" read, not stored',
    point: 'C21',
  },
  {
    id: 'C22',
    words: '"failed" read, not stored',
    faults: '[[fails]]',
    point: 'C22',
    ends: 'failed',
  },
  {
    id: 'C23',
    words: 'its number is not known any more',
    faults: '[[status:404@poll*all]]',
    moment: (prompt) =>
      server.journal.until((entry) => entry.phase === 'poll' && entry.jobId === jobOf(prompt)?.id),
    ends: 'expired',
    check: (job) => expect(job.problem).toBe('provider-forgot'),
  },
  {
    id: 'C24',
    words: 'the result has expired',
    faults: '[[expired]]',
    point: 'C21',
    ends: 'expired',
    check: (job) => expect(job.problem).toBe('result-expired'),
  },
  {
    id: 'C25',
    words: 'between two pieces of the file',
    faults: `[[bytes:${PIECES}]]`,
    point: 'C25',
    kill: 'browser',
    check: (_job, prompt) =>
      expect(
        server.journal.entries.some((entry) => entry.jobId === jobOf(prompt)?.id && entry.range !== null),
      ).toBe(true),
  },
  {
    id: 'C26',
    words: 'within a piece of the file',
    faults: `[[bytes:${PIECES}]] [[stuck-at:6000000]]`,
    moment: (prompt) => until('half of the file', () => downloaded(prompt) >= 6_000_000),
    kill: 'browser',
  },
  {
    id: 'C27',
    words: 'between two pieces, of a server that sends only whole files',
    faults: `[[bytes:${PIECES}]] [[no-range]]`,
    point: 'C25',
  },
  {
    id: 'C28',
    words: 'all pieces there, not joined',
    point: 'C28',
  },
  {
    id: 'C29',
    words: 'verified, not committed',
    point: 'C29',
    kill: 'browser',
  },
  {
    id: 'C30',
    words: 'around the commit itself',
    moment: (_prompt, id) => rig.reaches(id, 'verifying', 'saved'),
    kill: 'browser',
  },
  {
    id: 'C31',
    words: 'committed, its picture not drawn',
    point: 'C31',
    check: (job) => until('the poster', () => rig.desk.hasPoster(job.clipId ?? '')),
  },
  {
    id: 'C33',
    words: 'committed, the user not told',
    point: 'C31',
    kill: 'browser',
    check: () =>
      until('nothing left to tell', async () => (await readStore(rig.desk.tab, 'outbox')).length === 0),
  },
  {
    id: 'C43',
    words: 'the browser, while the job is under way',
    faults: '[[takes:1500]]',
    moment: (_prompt, id) => rig.reaches(id, 'running'),
    kill: 'browser',
  },
];

describe('a death', () => {
  it.each(POINTS)(
    '$id: $words',
    async ({
      id: number,
      faults = '',
      point,
      moment,
      kill = 'worker',
      ends = 'saved',
      posts = 1,
      created = 1,
      check,
    }) => {
      const prompt = `${number} ${faults}`;
      if (point) await rig.desk.stopAt(point);
      const id = await rig.order(prompt);
      await (point ? rig.desk.reached(point) : moment?.(prompt, id));
      await rig.die(kill);
      const job = await rig.reaches(id, ends);
      expect({ posts: server.journal.posts(prompt), created: server.journal.created(prompt) }).toEqual({
        posts,
        created,
      });
      expect(job.attempts).toHaveLength(1);
      if (ends === 'saved') await expectTheClip(job, prompt);
      await check?.(job, prompt);
    },
  );
});

/** The clip's bytes are the record's, and the server's. */
async function expectTheClip(job: Job, prompt: string): Promise<void> {
  const clip = (await rig.desk.clips()).find(({ id }) => id === job.clipId);
  expect(clip?.media.sha256).toBe(jobOf(prompt)?.sha256);
  expect(await rig.desk.digest(job.clipId ?? '')).toBe(clip?.media.sha256);
}
