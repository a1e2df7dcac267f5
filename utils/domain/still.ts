import type { Connection } from './connection';
import type { Failure } from './job';
import type { Estimate, LedgerRow, Money } from './money';

/** Why there is no still, or not yet; each has its words. */
export type StillProblem =
  // Nothing was sent.
  | 'no-connection'
  | 'needs-permission'
  | 'needs-key'
  | 'key-locked'
  | 'over-limit'
  | 'price-unknown'
  // The service's word: nothing was made.
  | 'no-credit'
  | 'model-retired'
  | 'rate-limited'
  | 'content-refused'
  | 'request-refused'
  // It may have been charged.
  | 'answer-lost'
  | 'provider-failed'
  | 'no-picture'
  | 'picture-too-large'
  | 'picture-elsewhere'
  | 'picture-address'
  | 'download-failed'
  | 'storage-full';

/** What goes to whom for a still; frozen when the user confirms it. */
interface StillOrder {
  connectionId: string;
  providerId: string;
  /** "http://127.0.0.1:8091/v1"; empty for a connection that is no longer there. */
  baseUrl: string;
  model: string;
  /** Word for word as it is sent. */
  prompt: string;
  /** Pixels: "1344x768". */
  size: string;
}

/** A picture that a clip may begin with, and what is known of how it came about: the receipt, where it was ordered. */
export interface Still {
  /** Also of its line in the ledger. */
  id: string;
  /** The Source on whose bench it is. */
  sourceId: string;
  at: number;
  updatedAt: number;
  /** `unknown`: it may have been made, and paid for; nobody can say. */
  state: 'asking' | 'ready' | 'unknown' | 'failed';
  /** Null: it was drawn on this device. */
  order: StillOrder | null;
  /** In the image store; null while there is none. */
  imageId: string | null;
  /** Where the service keeps it, if it sent an address in the place of the picture; else empty. */
  pictureUrl: string;
  problem: StillProblem | null;
  failure: Failure | null;
  money: Money;
  /** When the user used it, left it, or read why there is none; 0: not yet. */
  settledAt: number;
  /** Which life of the background asked: any other one knows that nobody waits for the answer. Empty: nobody was asked. */
  askedBy: string;
}

/** What a still costs there, by what the user says; services tell nothing of it. */
export function stillPrice({
  usdPerStill: usd,
  priceAt,
}: Pick<Connection, 'usdPerStill' | 'priceAt'>): Estimate {
  return usd === null ? { usd, basis: 'not-told', asOf: null } : { usd, basis: 'your-price', asOf: priceAt };
}

/** The ledger's line of a still; null: it was drawn here, or nothing was sent. */
export function stillLine({ id, at, updatedAt, order, money, askedBy }: Still): LedgerRow | null {
  if (!order || askedBy === '') return null;
  return {
    id,
    jobId: id,
    at,
    updatedAt,
    providerId: order.providerId,
    host: new URL(order.baseUrl).host,
    model: order.model,
    handle: '',
    ...money,
  };
}
