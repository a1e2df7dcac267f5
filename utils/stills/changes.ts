/** How a still changes by what is heard of it. Pure. */
import { stillPrice, type Connection, type Still, type StillProblem } from '@/utils/domain';
import type { StillAnswer } from './answer';
import type { Fetched } from './picture';
import { sizeOf } from './size';

/** What the user confirmed. */
export interface StillWish {
  /** Made at the click, so that a second one is the same. */
  id: string;
  sourceId: string;
  connectionId: string;
  baseUrl: string;
  model: string;
  /** The price on the card, in US dollars; null: none was known. */
  usd: number | null;
  prompt: string;
  /** Of the clip it is for. */
  aspect: string;
}

const UNKNOWN = { usdPerStill: null, priceAt: 0 };

/** An order that has not been sent. */
export function newStill(wish: StillWish, connection: Connection | undefined, now: number): Still {
  const { id, sourceId, connectionId, baseUrl, model, prompt, aspect } = wish;
  const providerId = connection?.kind ?? '';
  return {
    id,
    sourceId,
    at: now,
    updatedAt: now,
    state: 'asking',
    order: { connectionId, providerId, baseUrl, model, prompt, size: sizeOf(model, aspect) },
    imageId: null,
    pictureUrl: '',
    problem: null,
    failure: null,
    money: { estimate: stillPrice(connection ?? UNKNOWN), verdict: 'pending', chargedUsd: null },
    settledAt: 0,
    askedBy: '',
  };
}

/** Something was missing, or a limit is in the way: nothing is sent. */
export function notAsked(still: Still, problem: StillProblem): Still {
  return { ...still, state: 'failed', problem, money: { ...still.money, verdict: 'not-charged' } };
}

/** Nobody waits for an answer that may have been on its way; undefined: it is not that still's. */
export function orphaned(still: Still, life: string, now: number): Still | undefined {
  if (still.state !== 'asking' || still.askedBy === life) return undefined;
  // It was made, and only its picture was still to be fetched.
  if (still.pictureUrl !== '') return failed(still, 'download-failed', now);
  return answered(still, { kind: 'lost' }, now);
}

/** What an answer makes of it. A late one is as good as any, as long as nothing is known. */
export function answered(still: Still, answer: StillAnswer, now: number): Still | undefined {
  if (still.state !== 'asking' && still.state !== 'unknown') return undefined;
  const untold = { ...still.money, verdict: 'unknown' as const };
  const heard = { ...still, updatedAt: now, problem: null, failure: null, money: untold };
  switch (answer.kind) {
    case 'picture':
      return { ...heard, state: 'ready', imageId: still.id };
    case 'address':
      return { ...heard, state: 'asking', pictureUrl: withoutKey(answer.url) };
    case 'lost':
      return { ...heard, state: 'unknown', problem: 'answer-lost' };
    case 'spoiled':
      return { ...heard, state: 'failed', problem: answer.problem, failure: answer.failure };
    case 'refused': {
      const { problem, failure } = answer;
      return { ...heard, state: 'failed', problem, failure, money: { ...untold, verdict: 'not-charged' } };
    }
  }
}

/** An address as it may be kept: a key in it goes to where it leads once, and is written down nowhere. */
function withoutKey(url: string): string {
  return url.replaceAll(/(?<=[?&])(?:api[-_]?)?key=[^&#]*&?/gi, '');
}

/** Its picture is fetched once more; undefined: there is none to fetch. */
export function fetchedAgain(still: Still, life: string, now: number): Still | undefined {
  if (still.state !== 'failed' || still.pictureUrl === '' || still.imageId !== null) return undefined;
  return { ...still, state: 'asking', problem: null, askedBy: life, updatedAt: now };
}

/** What came from the address that the service named. */
export function fetched(still: Still, found: Fetched, now: number): Still | undefined {
  if (still.state !== 'asking' || still.pictureUrl === '') return undefined;
  return found instanceof Blob
    ? { ...still, state: 'ready', imageId: still.id, problem: null, updatedAt: now }
    : failed(still, found, now);
}

export function failed(still: Still, problem: StillProblem, now: number): Still {
  return { ...still, state: 'failed', problem, updatedAt: now };
}
