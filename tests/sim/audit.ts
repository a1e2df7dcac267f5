import type { Attempt, Caps, Job, LedgerRow } from '@/utils/domain';
import type { Post } from './service';
import type { SimStore } from './store';

/** Something that must never be; its message says what. */
export class Breach extends Error {
  override name = 'Breach';
}

function must(holds: boolean, what: string, ...about: unknown[]): void {
  if (!holds) throw new Breach(`${what}: ${about.map((it) => JSON.stringify(it)).join(' ')}`);
}

/** What must hold between a row and the row that replaces it; `byUser`: written as a wish of the user. */
export function auditWrite(before: Job, after: Job, byUser: boolean): void {
  const [from, to] = [before.state, after.state];
  const about = `${before.id} ${from} -> ${to}`;
  must(after.rev === before.rev + 1, 'every write is one step on', about);
  must(after.attempts.length - before.attempts.length <= 1, 'one attempt at a time', about);
  for (const [i, attempt] of before.attempts.entries()) {
    const next = after.attempts[i];
    must(next?.id === attempt.id, 'an attempt is a receipt and never goes', about);
    must(isNameless(attempt) || next?.handle === attempt.handle, 'a handle is never lost', about);
    must(isHonest(attempt.money.verdict, next?.money.verdict), 'a charge is not taken back', about);
  }
  if (after.attempts.length > before.attempts.length) {
    must(to === 'intent', 'an attempt begins with its intent', about);
    must(after.attempts.at(-1)?.outcome === 'open', 'an intent is open', about);
  }
  if (to === 'intent') must(from === 'preparing', 'an intent follows the checks', about);
  if (from === 'unknown' && to !== 'unknown') {
    const adopted = to === 'running' && after.attempts.at(-1)?.outcome === 'adopted';
    must(byUser || adopted || to === 'ask-user', 'doubt ends by finding it or by asking', about);
  }
  if (from === 'ask-user') must(byUser, 'what is asked is answered by the user', about);
  if (['saved', 'canceled', 'expired', 'damaged'].includes(from))
    must(from === to, 'an end is an end', about);
  if (to === 'running') must(after.attempts.at(-1)?.handle !== '', 'what runs can be asked for', about);
  if (to === 'saved') must(after.clipId !== null, 'saved means that there is a clip', about);
}

/** Nothing but the user's own word for it, which the service may know nothing of, takes the place of a name. */
function isNameless({ handle, outcome }: Attempt): boolean {
  return handle === '' || outcome === 'unknown';
}

/** "Charged" stays so; what was said to be free is not charged afterwards without a word of the service. */
function isHonest(before: string, after: string | undefined): boolean {
  return before !== 'charged' || after === 'charged';
}

/** How often the user asked for one more try, knowing what it may cost. */
export type Resends = ReadonlyMap<string, number>;

/** Asked at the moment a POST leaves: is it the only one that its intent allows? */
export async function auditPost(
  post: Post,
  posts: readonly Post[],
  store: SimStore,
  resends: Resends,
): Promise<void> {
  const job = await store.jobs.get(post.jobId);
  // Somebody else may have moved the job on since; the intent itself must stand there.
  const stands = job?.attempts.some(({ id }) => id === post.attemptId) ?? false;
  must(stands, 'nothing is sent before its intent is stored', post.jobId, job?.state);
  must(!posts.some(({ attemptId }) => attemptId === post.attemptId), 'one attempt is one POST', post);
  const unproven = posts.filter(({ jobId, disproved }) => jobId === post.jobId && !disproved);
  const allowed = resends.get(post.jobId) ?? 0;
  must(unproven.length <= allowed, 'nothing is sent twice unless the user says so', post.jobId);
}

/** The caps, reckoned anew from the ledger after an intent was written. */
export function auditCaps(caps: Caps, ledger: readonly LedgerRow[], job: Job, now: number): void {
  const spent = (since: number): number =>
    ledger
      .filter(({ at, verdict }) => at >= since && verdict !== 'free' && verdict !== 'not-charged')
      .reduce((sum, { chargedUsd, estimate }) => sum + (chargedUsd ?? estimate.usd ?? 0), 0);
  if (job.attempts.at(-1)?.money.estimate.usd === 0) return;
  const day = new Date(now).setHours(0, 0, 0, 0);
  const month = new Date(new Date(day).setDate(1)).getTime();
  const estimate = job.attempts.at(-1)?.money.estimate.usd ?? 0;
  if (caps.clip !== null) must(estimate <= caps.clip, 'the cap of a clip holds', estimate);
  if (caps.day !== null) must(spent(day) <= caps.day + 1e-9, 'the cap of a day holds', spent(day), caps.day);
  if (caps.month !== null) must(spent(month) <= caps.month + 1e-9, 'the cap of a month holds', spent(month));
}
