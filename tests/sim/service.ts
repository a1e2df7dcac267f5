import type { ServiceRequest } from '@/utils/domain';
import { aPrice, aVideosRequest } from '../unit/samples';

/** What the network and the service do with one POST. */
export type SubmitFault =
  | 'ok'
  /** Taken on, the answer is lost on the way. */
  | 'answer-lost'
  /** Lost on its way there. */
  | 'never-arrived'
  /** Nothing comes back until our own time-out; taken on, or not. */
  | 'hangs-taken'
  | 'hangs-not-taken'
  /** The browser sent it a second time by itself: taken on twice, the second is answered. */
  | 'twice'
  | 'twice-answer-lost'
  | 'refused'
  | 'later'
  | 'blocked';

export type PollFault = 'ok' | 'unreachable' | 'gone' | 'blocked' | 'forbidden';
export type ListFault = 'ok' | 'unreachable';
export type CancelFault = 'ok' | 'too-late' | 'unsupported' | 'unreachable';
export type DownloadFault = 'ok' | 'cut' | 'expired';

/** How a piece of work comes out, whoever ordered it. */
export interface Fate {
  seconds: number;
  end: 'done' | 'fails-charged' | 'fails-free' | 'fails-untold' | 'never';
  /** The sum is named with the result. */
  tellsPrice: boolean;
  file: 'good' | 'html' | 'empty' | 'truncated';
  /** The file is another one when it is asked for the second time. */
  changes: boolean;
  /** Seconds after its end; null: for ever. */
  keeps: number | null;
  /** Forgotten right after it was taken on. */
  forgotten: boolean;
}

export const GOOD: Fate = {
  seconds: 20,
  end: 'done',
  tellsPrice: false,
  file: 'good',
  changes: false,
  keeps: null,
  forgotten: false,
};

/** What the service is like for a whole run. */
export interface Manners {
  /** `lags`: a new piece of work is listed after so many seconds. */
  list: { kind: 'none' } | { kind: 'lags'; seconds: number };
  ranges: boolean;
  submits: SubmitFault[];
  polls: PollFault[];
  lists: ListFault[];
  cancels: CancelFault[];
  downloads: DownloadFault[];
  fates: Fate[];
}

export interface Work {
  handle: string;
  /** Which attempt's POST it came from. */
  attemptId: string;
  jobId: string;
  request: ServiceRequest;
  createdAt: number;
  fate: Fate;
  canceled: boolean;
  charged: boolean;
  /** The user was told of the charge, in numbers or in words. */
  told: 'charged' | 'not-charged' | 'nothing';
  asked: number;
  /** From which byte on each download was answered. */
  served: number[];
}

export interface Post {
  jobId: string;
  attemptId: string;
  at: number;
  fault: SubmitFault;
  /** Our side learned for certain that nothing was taken on. */
  disproved: boolean;
}

/** The server at the other end: what it was asked, what it made of it, what it charged. */
export class Service {
  readonly works: Work[] = [];
  readonly posts: Post[] = [];
  /** Faults have stopped. */
  calm = false;

  constructor(
    readonly manners: Manners,
    private readonly now: () => number,
  ) {}

  next<K extends 'submits' | 'polls' | 'lists' | 'cancels' | 'downloads'>(kind: K): Manners[K][number] {
    const fault = this.manners[kind].shift();
    return this.calm ? 'ok' : (fault ?? 'ok');
  }

  take(post: Post, request: ServiceRequest): Work {
    const fate = this.manners.fates.shift() ?? GOOD;
    const work: Work = {
      handle: `video_${this.works.length + 1}`,
      attemptId: post.attemptId,
      jobId: post.jobId,
      request,
      createdAt: this.now(),
      fate: this.calm ? { ...fate, forgotten: false } : fate,
      canceled: false,
      charged: isCharged(fate, request),
      told: 'nothing',
      asked: 0,
      served: [],
    };
    this.works.push(work);
    return work;
  }

  find(handle: string): Work | undefined {
    const work = this.works.find((work) => work.handle === handle);
    return work && !work.fate.forgotten ? work : undefined;
  }

  isOver(work: Work): boolean {
    return work.fate.end !== 'never' && this.now() >= work.createdAt + work.fate.seconds * 1000;
  }

  /** When the result is gone; null: never. */
  expiresAt({ createdAt, fate }: Work): number | null {
    return fate.keeps === null ? null : createdAt + (fate.seconds + fate.keeps) * 1000;
  }

  isExpired(work: Work): boolean {
    const until = this.expiresAt(work);
    return until !== null && this.now() >= until;
  }

  /** Works of the same order, taken on since (ms), as far as the list has come; undefined: it has no list. */
  list(like: ServiceRequest, since: number): Work[] | undefined {
    const { list } = this.manners;
    if (list.kind === 'none') return undefined;
    const upTo = this.now() - list.seconds * 1000;
    return this.works.filter(
      ({ request, createdAt, fate }) =>
        !fate.forgotten && createdAt >= since && createdAt <= upTo && orderOf(request) === orderOf(like),
    );
  }

  /** The file's words in its first or a later version. */
  file(
    work: Work,
    version = work.fate.changes && work.asked > 1 ? 'b' : 'a',
  ): { etag: string; words: string } {
    const whole = `video ${work.handle} ${version.repeat(28)}.`;
    const words = { good: whole, html: '<html>Sign in</html>', empty: '', truncated: whole.slice(0, -9) };
    return { etag: `"${work.handle}-${version}"`, words: words[work.fate.file] };
  }
}

/** A server that its owner calls free is free, unless it says otherwise itself. */
function isCharged({ end, tellsPrice }: Fate, { estimate }: ServiceRequest): boolean {
  if (estimate.usd !== 0) return end !== 'fails-free';
  return end === 'fails-charged' || (end === 'done' && tellsPrice);
}

/** What a service can tell two orders apart by. */
export function orderOf({ baseUrl, model, prompt, seconds, aspect }: ServiceRequest): string {
  return [baseUrl, model, prompt, seconds, aspect].join('\n');
}

/** An order as the user may make it in a simulation; few words, so that two are often the same. */
export function anOrder(words: string, usdPerSecond: number | null): ServiceRequest {
  const request = aVideosRequest({ prompt: words, estimate: aPrice(usdPerSecond) });
  return { ...request, storyboard: { ...request.storyboard, shots: request.storyboard.shots.slice(0, 1) } };
}
