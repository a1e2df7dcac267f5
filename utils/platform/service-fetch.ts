import { mayUseHttp } from '@/utils/domain';
import { joined, PLAIN_FETCH } from './fetch-body';

const MB = 1024 * 1024;
/** Bytes, counted after unpacking. */
export const SERVICE_LIMITS = { json: 4 * MB, error: 64 * 1024, video: 512 * MB } as const;
/** Milliseconds: until the headers, without a byte of the body, and for a file as a whole. */
const HEADERS_MS = 30_000;
const IDLE_MS = 60_000;
const FILE_MS = 3600_000;
const MAX_URL = 8192;

export interface ServiceCall {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  body?: FormData | string;
  /** Until the headers are here, and until a text is; 30 seconds unless told. */
  timeoutMs?: number;
  /** Longest time without a byte of the body; 60 seconds unless told. */
  idleMs?: number;
  /** Bytes of an answer that is read as text; 4 MB unless told. */
  mostBytes?: number | undefined;
  signal?: AbortSignal;
}

export type ServiceAnswer =
  | { ok: true; status: number; headers: Headers; body: ServiceBody }
  | {
      ok: false;
      reason: 'refused-address' | 'network' | 'timeout' | 'aborted';
      /** False: nothing has left this computer, for certain. True: it may have arrived, once or more often. */
      sent: boolean;
    };

type Broken = { kind: 'broken'; reason: 'network' | 'timeout' | 'aborted' | 'too-large' };
export type ServiceRead = { kind: 'bytes'; bytes: Uint8Array<ArrayBuffer> } | { kind: 'end' } | Broken;

/**
 * The only way out to a service. One request, never a second one; no cookies, no cache, no referrer, no redirect: a
 * redirect would carry the prompt, and any key but `Authorization`, to wherever it points. Never throws.
 */
export async function serviceFetch(
  url: string,
  call: ServiceCall = {},
  send: typeof fetch = fetch,
): Promise<ServiceAnswer> {
  if (!isServiceAddress(url)) return { ok: false, reason: 'refused-address', sent: false };
  if (call.signal?.aborted) return { ok: false, reason: 'aborted', sent: false };
  const line = new Line(call);
  try {
    const response = await send(url, {
      ...PLAIN_FETCH,
      cache: 'no-store',
      method: call.method ?? 'GET',
      headers: call.headers ?? {},
      ...(call.body === undefined ? {} : { body: call.body }),
      signal: line.signal,
    });
    const { status, headers } = response;
    return { ok: true, status, headers, body: new ServiceBody(response, line) };
  } catch {
    line.close();
    return { ok: false, reason: line.reason, sent: true };
  }
}

/** True for what may be asked at all: https, or http within this computer and private networks; no name and password. */
function isServiceAddress(url: string): boolean {
  const parsed = url.length > MAX_URL ? null : addressOf(url);
  if (!parsed || parsed.username !== '' || parsed.password !== '') return false;
  return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && mayUseHttp(parsed.hostname));
}

function addressOf(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/** One request's clock and its way to be ended. */
class Line {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #deadline: number;
  readonly idleMs: number;
  readonly mostBytes: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timedOut = false;

  constructor(call: ServiceCall) {
    this.#outer = call.signal;
    this.#outer?.addEventListener('abort', this.#stop, { once: true });
    this.idleMs = call.idleMs ?? IDLE_MS;
    this.mostBytes = call.mostBytes ?? SERVICE_LIMITS.json;
    this.#deadline = Date.now() + (call.timeoutMs ?? HEADERS_MS);
    this.allow(this.left);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Milliseconds left of the call's own time. */
  get left(): number {
    return Math.max(this.#deadline - Date.now(), 0);
  }

  get reason(): 'timeout' | 'aborted' | 'network' {
    if (this.#timedOut) return 'timeout';
    return this.#outer?.aborted ? 'aborted' : 'network';
  }

  /** Ends everything unless it is called again within so many milliseconds. */
  allow(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timedOut = true;
      this.#stop();
    }, ms);
  }

  /** Nothing is waited for just now. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  close(): void {
    this.pause();
    this.#outer?.removeEventListener('abort', this.#stop);
  }

  readonly #stop = (): void => this.#controller.abort();
}

/** The body of an answer: read as a text at once, or piece by piece. To be read to its end, or closed. */
export class ServiceBody {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined;
  readonly #begun = Date.now();
  #length = 0;

  constructor(
    private readonly response: Response,
    private readonly line: Line,
  ) {
    const reader = response.body?.getReader();
    this.#reader = reader;
    // Until somebody reads, the headers' time goes on.
    if (reader) line.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
    else line.close();
  }

  /** The whole as text, within the call's own time; null: cut off, too late or too long. */
  async text(): Promise<string | null> {
    const most = this.response.ok ? this.line.mostBytes : SERVICE_LIMITS.error;
    const parts: Uint8Array[] = [];
    for (;;) {
      const read = await this.#next(most, this.line.left);
      if (read.kind === 'broken') return null;
      if (read.kind === 'end') return new TextDecoder().decode(joined(parts));
      parts.push(read.bytes);
    }
  }

  /** The next piece of a file of at most `most` bytes. */
  async read(most: number = SERVICE_LIMITS.video): Promise<ServiceRead> {
    const left = this.#begun + FILE_MS - Date.now();
    return this.#next(most, Math.max(Math.min(this.line.idleMs, left), 0));
  }

  /** Lets go of what has not been read. */
  async close(): Promise<void> {
    this.line.close();
    await this.#reader?.cancel().catch(() => undefined);
  }

  async #next(most: number, ms: number): Promise<ServiceRead> {
    if (!this.#reader) return { kind: 'end' };
    this.line.allow(ms);
    const part = await this.#reader.read().catch(() => null);
    if (!part || this.line.signal.aborted) {
      this.line.close();
      return { kind: 'broken', reason: this.line.reason };
    }
    if (part.done) {
      this.line.close();
      return { kind: 'end' };
    }
    this.#length += part.value.length;
    if (this.#length > most) {
      await this.close();
      return { kind: 'broken', reason: 'too-large' };
    }
    // Whoever stores the piece may take their time.
    this.line.pause();
    return { kind: 'bytes', bytes: part.value };
  }
}
