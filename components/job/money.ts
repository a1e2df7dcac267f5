/** What a job cost, or may have, in words. Nothing is guessed, and nothing is called free that may not have been. */
import type { Attempt, Job } from '@/utils/domain';
import { usd } from '../format';
import { locale, t, type MessageKey } from '../i18n';

/** One sentence on money; `usd` goes into it where it has a sum. */
export interface MoneyLine {
  key: MessageKey;
  usd?: number;
}

/** All that is known of the money of a job's attempts, each kind apart. */
export function moneyLines(attempts: readonly Attempt[], onDevice: boolean): MoneyLine[] {
  if (attempts.length === 0) return [{ key: onDevice ? 'costNothing' : 'costNotSent' }];
  const money = attempts.map((attempt) => attempt.money);
  const named = money.filter(({ chargedUsd }) => chargedUsd !== null && chargedUsd > 0);
  const untold = (verdict: string) =>
    money.filter((one) => one.verdict === verdict && one.chargedUsd === null).map((one) => one.estimate.usd);
  const lines = [
    ...(named.length > 0
      ? [{ key: 'costCharged' as const, usd: sum(named.map((one) => one.chargedUsd)) }]
      : []),
    ...byPrice(untold('charged'), 'costChargedAbout', 'costChargedUntold'),
    ...byPrice(untold('unknown'), 'costMaybe', 'costMaybeUnpriced'),
    ...byPrice(untold('pending'), 'costPending', 'costPendingUnpriced'),
  ];
  if (lines.length > 0) return lines;
  return [{ key: money.every(({ verdict }) => verdict === 'free') ? 'costNothing' : 'costNotCharged' }];
}

/** The same as one piece of text. */
export function moneyWords(job: Pick<Job, 'attempts' | 'request'>): string {
  const lines = moneyLines(job.attempts, job.request.providerId === 'on-device');
  return lines
    .map((line) => t(line.key, ...(line.usd === undefined ? [] : [usd(line.usd, locale())])))
    .join(' ');
}

function byPrice(prices: readonly (number | null)[], priced: MessageKey, unpriced: MessageKey): MoneyLine[] {
  const known = prices.filter((price) => price !== null);
  return [
    ...(known.length > 0 ? [{ key: priced, usd: sum(known) }] : []),
    ...(known.length < prices.length ? [{ key: unpriced }] : []),
  ];
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
