import * as v from 'valibot';
import { amount } from './bounds';

/** What a Request will cost, shown before the click. */
export const Estimate = v.object({
  /** US dollars; null where nobody says. */
  usd: v.nullable(amount),
  /** Where the figure comes from, as a code the views put into words. */
  basis: v.picklist(['on-device', 'your-price', 'live', 'table', 'not-told']),
  /** When that price was last stated; null where it cannot change. */
  asOf: v.nullable(v.number()),
});
export type Estimate = v.InferOutput<typeof Estimate>;

/**
 * What is known of the money of one attempt. `unknown`: it may have been charged, the service does not say.
 * `pending`: still on its way.
 */
export const CHARGE_VERDICTS = ['pending', 'charged', 'not-charged', 'unknown', 'free'] as const;
export type ChargeVerdict = (typeof CHARGE_VERDICTS)[number];

export const Money = v.object({
  estimate: Estimate,
  verdict: v.picklist(CHARGE_VERDICTS),
  /** US dollars the service itself named; never a guess. */
  chargedUsd: v.nullable(amount),
});
export type Money = v.InferOutput<typeof Money>;

/** One line of the ledger: what one attempt cost, or may have. Written with its Job, never apart from it. */
export interface LedgerRow extends Money {
  /** Id of the attempt. */
  id: string;
  jobId: string;
  at: number;
  updatedAt: number;
  providerId: string;
  /** Host of the service, or empty for this device. */
  host: string;
  model: string;
  /** What the provider calls the work; empty while it has not said. */
  handle: string;
}

/** Limits in US dollars that no submit passes; null: no limit. */
export const Caps = v.object({
  clip: v.nullable(amount),
  day: v.nullable(amount),
  month: v.nullable(amount),
});
export type Caps = v.InferOutput<typeof Caps>;

export const NO_CAPS: Caps = { clip: null, day: null, month: null };
