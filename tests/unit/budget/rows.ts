import type { Estimate, LedgerRow, Money } from '@/utils/domain';

export const NOON = new Date(2026, 10, 25, 12).getTime();

export function estimateOf(usd: number | null): Estimate {
  if (usd === 0) return { usd, basis: 'on-device', asOf: null };
  return { usd, basis: usd === null ? 'not-told' : 'your-price', asOf: NOON };
}

export function someMoney(
  usd: number | null,
  verdict: Money['verdict'] = 'pending',
  chargedUsd: number | null = null,
): Money {
  return { estimate: estimateOf(usd), verdict, chargedUsd };
}

export function aRow(money: Money, change: Partial<LedgerRow> = {}): LedgerRow {
  return {
    id: 'attempt-1',
    jobId: 'job-1',
    at: NOON,
    updatedAt: NOON,
    providerId: 'openai-videos',
    host: '127.0.0.1:8091',
    model: 'wan-3',
    handle: 'video_1',
    ...money,
    ...change,
  };
}
