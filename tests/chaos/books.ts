import type { Clip, Job } from '@/utils/domain';
import type { JournalSnapshot } from '../servers/videos';

/** What was ordered, sent, paid and kept, counted. */
export interface Balance {
  /** Jobs, second deliveries included. */
  jobs: number;
  /** Second deliveries: the server had received the order more than once. */
  twins: number;
  /** Attempts that were written down before they were sent. */
  intents: number;
  /** POSTs that arrived. */
  posts: number;
  /** Attempts that never arrived: whoever was about to send them died, or the line did. */
  unsent: number;
  /** POSTs that the browser sent once more by itself, when a connection it had used before was cut. */
  resent: number;
  /** Jobs the server made, and was paid for. */
  paid: number;
  clips: number;
  /** Refused, failed, expired or damaged. */
  stopped: number;
  /** Given up by the user after the question. */
  givenUp: number;
}

export interface Books {
  balance: Balance;
  /** What does not add up, in words; empty when all does. */
  wrong: string[];
}

const STOPPED = new Set<Job['state']>(['failed', 'expired', 'damaged']);

/** Answers after which an order may be sent again. */
const PROOFS = new Set([400, 401, 403, 429]);

const promptOf = ({ request }: Job): string => (request.providerId === 'openai-videos' ? request.prompt : '');

/** Holds the extension's account against the server's. `digests`: SHA-256 of the stored bytes, by clip. */
export function audit(
  jobs: readonly Job[],
  clips: readonly Clip[],
  digests: ReadonlyMap<string, string>,
  server: JournalSnapshot,
): Books {
  const wrong: string[] = [];
  const insist = (right: boolean, words: string): void => {
    if (!right) wrong.push(words);
  };
  const own = jobs.filter(({ twinOf }) => twinOf === null);
  const attempts = own.flatMap((job) => job.attempts);
  const handles = jobs
    .flatMap((job) => job.attempts.map(({ handle }) => handle))
    .filter((handle) => handle !== '');
  const made = server.jobs;
  const posts = server.entries.filter(({ phase }) => phase === 'create').length;
  const count = (state: (job: Job) => boolean): number => jobs.filter(state).length;
  const balance: Balance = {
    jobs: jobs.length,
    twins: jobs.length - own.length,
    intents: attempts.length,
    posts,
    unsent: 0,
    resent: 0,
    paid: made.length,
    clips: clips.length,
    stopped: count(({ state }) => STOPPED.has(state)),
    givenUp: count(({ state }) => state === 'canceled'),
  };

  for (const job of own) {
    const arrived = server.counts.posts[promptOf(job)] ?? 0;
    const unsent = job.attempts.length - arrived;
    balance.unsent += Math.max(unsent, 0);
    balance.resent += Math.max(-unsent, 0);
    const again = mayComeTwice(promptOf(job), server);
    const sent = mayBePaid(promptOf(job), server);
    const paid = server.counts.created[promptOf(job)] ?? 0;
    const twins = jobs.filter(({ twinOf }) => twinOf === job.id).length;
    const counts = `${job.attempts.length} intents, ${arrived} POSTs, ${sent} of them maybe paid, ${paid} paid, ${twins} twins`;
    const insistOf = (right: boolean, words: string): void =>
      insist(right, `"${promptOf(job)}": ${words} (${counts})`);
    insistOf(-unsent <= again, 'more POSTs than intents');
    insistOf(unsent <= 0 || job.state === 'canceled', `an intent without a POST, and yet ${job.state}`);
    insistOf(sent <= 1 + again, 'sent again, though the first may have been paid for');
    insistOf(paid <= 1 + twins, 'paid for more often than there are jobs for it');
    insistOf(twins <= again, 'second deliveries, and the browser sent nothing twice');
  }
  for (const { id, prompt } of made) {
    const owners = handles.filter((handle) => handle === id).length;
    insist(owners === 1, `${prompt}: ${id} was paid for, and belongs to ${owners} jobs`);
  }
  const ended = balance.clips + balance.stopped + balance.givenUp;
  insist(ended === balance.jobs, `${balance.jobs} jobs, and ${ended} clips, failures and given up`);
  for (const clip of clips) {
    const bytes = digests.get(clip.id);
    insist(
      bytes === clip.media.sha256,
      `clip ${clip.id}: its bytes are ${bytes}, its record ${clip.media.sha256}`,
    );
    // Some servers have another file at every request.
    const served = server.entries.filter(
      ({ phase, jobId }) => phase === 'content' && jobId === clip.record.handle,
    );
    insist(
      served.some(({ sha256 }) => sha256 === bytes),
      `clip ${clip.id}: the server never sent such bytes for ${clip.record.handle}`,
    );
  }
  return { balance, wrong };
}

const ordersOf = (prompt: string, { entries }: JournalSnapshot) =>
  entries.filter((entry) => entry.phase === 'create' && entry.prompt === prompt);

/** POSTs that a browser may have sent again: it does so for connections that had carried something before. */
function mayComeTwice(prompt: string, server: JournalSnapshot): number {
  return ordersOf(prompt, server).filter(({ reused, cut, done }) => reused && (cut || !done)).length;
}

/** POSTs whose answer did not prove that nothing was taken on: after one of these no other may be sent by us. */
function mayBePaid(prompt: string, server: JournalSnapshot): number {
  return ordersOf(prompt, server).filter(({ status }) => status === null || !PROOFS.has(status)).length;
}
