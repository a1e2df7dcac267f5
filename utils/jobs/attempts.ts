import type { Attempt, Failure, Job, Money } from '@/utils/domain';

/** Id of the present attempt; empty before the first. */
export function tryOf(job: Job): string {
  return job.attempts.at(-1)?.id ?? '';
}

/** Whether the provider may have made something of this try. */
export function mayBeTaken({ outcome }: Attempt): boolean {
  return outcome !== 'refused' && outcome !== 'later';
}

/** Under a name that only the user gave: the provider itself has not said yet that it knows it. */
export function isOnlyClaimed(job: Job): boolean {
  const last = job.attempts.at(-1);
  return last?.outcome === 'unknown' && last.handle !== '';
}

/** Nothing of what was tried for the job can have cost anything. */
export function isFree(job: Job): boolean {
  return job.attempts.every(({ money }) => money.verdict === 'free' || money.verdict === 'not-charged');
}

/** A service's word on the charge, as a verdict. */
export function verdictOf(charged: Failure['charged']): Money['verdict'] {
  if (charged === 'unknown') return 'unknown';
  return charged === 'yes' ? 'charged' : 'not-charged';
}

/** What is left of "pending" when no word on the charge will come. */
export function asUntold(money: Money): Money['verdict'] {
  return money.verdict === 'free' ? 'free' : 'unknown';
}

/**
 * Ends the last attempt. Its money: what was told now, else what was told before, else "unknown" as soon as the
 * attempt may have been charged. "Free" stays free unless the service itself says otherwise.
 */
export function closeLast(
  job: Job,
  outcome: Attempt['outcome'],
  told?: Money['verdict'],
  chargedUsd: number | null = null,
): Attempt[] {
  return job.attempts.map((attempt, i) => {
    if (i !== job.attempts.length - 1) return attempt;
    return { ...attempt, outcome, money: settled(attempt.money, outcome, told, chargedUsd) };
  });
}

/** The receipts with the service's word that this attempt was charged; undefined: they say so already. */
export function charge(job: Job, attemptId: string, chargedUsd: number | null): Attempt[] | undefined {
  const money = job.attempts.find(({ id }) => id === attemptId)?.money;
  if (!money || (money.verdict === 'charged' && (chargedUsd ?? money.chargedUsd) === money.chargedUsd)) {
    return undefined;
  }
  return job.attempts.map((attempt) =>
    attempt.id === attemptId
      ? { ...attempt, money: settled(money, attempt.outcome, 'charged', chargedUsd) }
      : attempt,
  );
}

/** As `closeLast`, with what the provider calls the work, and what it says that it will cost. */
export function nameLast(
  job: Job,
  handle: string,
  outcome: Attempt['outcome'],
  estimate?: Money['estimate'],
): Attempt[] {
  const closed = closeLast(job, outcome);
  const last = closed.at(-1);
  if (!last) return closed;
  return [
    ...closed.slice(0, -1),
    { ...last, handle, money: { ...last.money, ...(estimate && { estimate }) } },
  ];
}

function settled(
  money: Money,
  outcome: Attempt['outcome'],
  told: Money['verdict'] | undefined,
  chargedUsd: number | null,
): Money {
  if (chargedUsd !== null) return { ...money, verdict: chargedUsd === 0 ? 'free' : 'charged', chargedUsd };
  if (money.verdict === 'charged') return money;
  // A server its owner called free says otherwise itself.
  if (money.verdict === 'free' && told !== 'charged') return money;
  if (told !== undefined) return { ...money, verdict: told };
  if (outcome === 'accepted' || outcome === 'adopted') return { ...money, verdict: 'pending' };
  return money.verdict === 'pending' ? { ...money, verdict: 'unknown' } : money;
}
