import type { Attempt, Failure, Request, ServiceRequest } from '@/utils/domain';
import type {
  CancelAnswer,
  Downloaded,
  DownloadSink,
  Inspector,
  Progress,
  Recovered,
  SubmitCall,
  Submitted,
  VideoProvider,
  Verdict,
} from '@/utils/providers';
import { someMedia } from '../unit/samples';
import { Bytes, sha256, wordsOf } from './bytes';
import type { DownloadFault, Post, Service, Work } from './service';
import type { SimStore } from './store';
import type { Life, World } from './world';

const TIME_OUT_MS = 120_000;
const AHEAD_MS = 120_000;
const PIECE = 12;
const POLL_MS = 10_000;
/** Between questions after work that will never be over: two hours of short ones would be most of a run. */
const SELDOM_MS = 600_000;

/** Looks on while it happens; throws what must not be. */
export interface Witness {
  post(post: Post): Promise<void>;
}

/** The provider for `/v1/videos` as the runner sees it, in one life of the background. */
export class SimProvider implements VideoProvider {
  readonly id = 'openai-videos';
  readonly restartable = false;
  readonly concurrency = 2;

  constructor(
    private readonly world: World,
    private readonly life: Life,
    private readonly service: Service,
    private readonly witness: Witness,
  ) {}

  estimate(request: Request) {
    return (request as ServiceRequest).estimate;
  }

  ready = () => this.#step('ready', () => null);
  rest = () => this.#step('rest', () => undefined);

  async submit({ jobId, attemptId, request }: SubmitCall): Promise<Submitted> {
    const post: Post = { jobId, attemptId, at: 0, fault: 'ok', disproved: false };
    const works = await this.#step('submit', async () => {
      post.at = this.world.time;
      post.fault = this.service.next('submits');
      await this.witness.post(post);
      this.service.posts.push(post);
      return this.#taken(post, request as ServiceRequest);
    });
    // What was sent is in the world, whether its sender lives to hear of it or not.
    await this.world.turn(this.life, 'submit, sent');
    const { fault } = post;
    if (fault.startsWith('hangs')) await this.world.sleep(this.life, TIME_OUT_MS);
    const work = works.at(-1);
    if ((fault === 'ok' || fault === 'twice') && work) {
      return { kind: 'accepted', handle: work.handle, expiresAt: this.service.expiresAt(work) };
    }
    return this.#unaccepted(post);
  }

  #taken(post: Post, request: ServiceRequest): Work[] {
    const times = { ok: 1, 'answer-lost': 1, 'hangs-taken': 1, twice: 2, 'twice-answer-lost': 2 };
    const count = times[post.fault as keyof typeof times] ?? 0;
    return Array.from({ length: count }, () => this.service.take(post, request));
  }

  #unaccepted(post: Post): Submitted {
    switch (post.fault) {
      case 'refused':
        post.disproved = true;
        return { kind: 'refused', problem: 'content-refused', failure: failure('input', 'no') };
      case 'later':
        post.disproved = true;
        return { kind: 'later', afterMs: 30_000 };
      case 'blocked':
        post.disproved = true;
        return { kind: 'blocked', problem: 'needs-key' };
      default:
        return { kind: 'doubtful' };
    }
  }

  poll(handle: string): Promise<Progress> {
    return this.#answered('poll', (): Progress => {
      const fault = this.service.next('polls');
      if (fault === 'unreachable') return { kind: 'unreachable', afterMs: null };
      if (fault === 'blocked') return { kind: 'blocked', problem: 'needs-key' };
      if (fault === 'forbidden') return { kind: 'blocked', problem: 'needs-permission' };
      const work = this.service.find(handle);
      if (!work || fault === 'gone') return { kind: 'gone' };
      return this.service.isOver(work) || work.canceled ? this.#end(work) : this.#under(work);
    });
  }

  #under(work: Work): Progress {
    const percent = (this.world.time - work.createdAt) / (work.fate.seconds * 10);
    return {
      kind: 'working',
      percent: work.fate.end === 'never' ? null : Math.min(Math.floor(percent), 99),
      expiresAt: this.service.expiresAt(work),
      afterMs: work.fate.end === 'never' ? SELDOM_MS : POLL_MS,
    };
  }

  #end(work: Work): Progress {
    const { end, tellsPrice } = work.fate;
    if (work.canceled) return failed('service', 'unknown', null);
    if (end === 'fails-free') {
      work.told = 'not-charged';
      return failed('output', 'no', null);
    }
    if (end === 'fails-charged') {
      work.told = 'charged';
      return failed('output', 'yes', tellsPrice ? 0.5 : null);
    }
    if (end === 'fails-untold') return failed('service', 'unknown', null);
    if (tellsPrice) work.told = 'charged';
    return {
      kind: 'done',
      renderMs: 0,
      expiresAt: this.service.expiresAt(work),
      chargedUsd: tellsPrice ? 0.5 : null,
    };
  }

  cancel(handle: string): Promise<CancelAnswer> {
    return this.#answered('cancel', (): CancelAnswer => {
      const fault = this.service.next('cancels');
      if (fault !== 'ok') return fault;
      const work = this.service.find(handle);
      if (!work || this.service.isOver(work)) return 'too-late';
      work.canceled = true;
      return 'canceled';
    });
  }

  recover(attempt: Attempt, request: Request): Promise<Recovered> {
    return this.#answered('list', (): Recovered => {
      // Both clocks are known by then: a service says with each answer what time it is.
      const sent = this.service.posts.find(({ attemptId }) => attemptId === attempt.id)?.at;
      const since = (sent ?? attempt.startedAt - this.world.skew) - AHEAD_MS;
      const found = this.service.list(request as ServiceRequest, since);
      if (!found) return { kind: 'no-list' };
      if (this.service.next('lists') === 'unreachable') return { kind: 'unreachable' };
      return { kind: 'listed', handles: found.map(({ handle }) => handle) };
    });
  }

  async download(handle: string, _request: Request, sink: DownloadSink): Promise<Downloaded> {
    let fault: DownloadFault = 'ok';
    const opened = await this.#step('download', () => {
      fault = this.service.next('downloads');
      const work = this.service.find(handle);
      if (!work || fault === 'expired' || this.service.isExpired(work)) return undefined;
      work.asked += 1;
      return { ...this.service.file(work), served: work.served };
    });
    if (!opened) return { ok: false, problem: 'result-expired', afterMs: null };
    if (opened.words === '') return { ok: false, problem: 'file-empty', afterMs: null };
    if (opened.words.startsWith('<')) return { ok: false, problem: 'not-a-video', afterMs: null };
    return this.#stream(opened, sink, this.#cutAt(fault, opened.words.length));
  }

  #cutAt(fault: DownloadFault, length: number): number {
    return fault === 'cut' ? this.world.random.below(length) : Infinity;
  }

  async #stream(
    { etag, words, served }: { etag: string; words: string; served: number[] },
    sink: DownloadSink,
    upTo: number,
  ): Promise<Downloaded> {
    const goesOn = this.service.manners.ranges && sink.have > 0 && sink.etag === etag;
    if (!goesOn) await sink.begin({ etag, total: words.length });
    const from = goesOn ? sink.have : 0;
    served.push(from);
    for (let at = from; at < words.length; at += PIECE) {
      await this.world.turn(this.life, `download at ${at}`);
      const end = Math.min(at + PIECE, words.length, upTo);
      if (end > at) await sink.append(at, new Bytes(words.slice(at, end)));
      if (end >= upTo) return { ok: false, problem: 'cut', afterMs: null };
    }
    return { ok: true };
  }

  #step<T>(label: string, work: () => T | Promise<T>): Promise<T> {
    return this.world.step(this.life, label, work);
  }

  /** The question reaches the service; the answer may not be heard any more. */
  #answered<T>(label: string, work: () => T): Promise<T> {
    return this.world.act(this.life, label, work);
  }
}

function failure(gate: Failure['gate'], charged: Failure['charged']): Failure {
  return { gate, code: 'sim', message: 'said the service', charged };
}

function failed(gate: Failure['gate'], charged: Failure['charged'], chargedUsd: number | null): Progress {
  return { kind: 'failed', problem: 'provider-failed', failure: failure(gate, charged), chargedUsd };
}

/** Reads a simulated file back: whole, or cut off. */
export function simInspector(world: World, life: Life, store: SimStore): Inspector {
  return {
    verify: (jobId) =>
      world.step(life, 'verify', async (): Promise<Verdict> => {
        const file = await store.pieces.get(jobId, 'file');
        const words = file ? await wordsOf(file) : '';
        if (!words.endsWith('.')) return { kind: 'invalid', problem: 'file-truncated' };
        return { kind: 'valid', media: someMedia({ bytes: words.length, sha256: sha256(words) }) };
      }),
    poster: () => world.step(life, 'poster', () => true),
  };
}
