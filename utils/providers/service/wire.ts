import { spellingsOf } from '@/utils/domain';
import { serviceFetch, type ServiceAnswer, type ServiceBody, type ServiceCall } from '@/utils/platform';
import type { KeyAnswer } from './ports';

/** What is asked of a service. */
export interface Order {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the base address on, with its query; or a whole address of the same origin. */
  path: string;
  /** A form, or what is sent as JSON. */
  body?: FormData | { json: unknown };
  headers?: Record<string, string>;
}

/** `read`: how the body becomes a text, where that is not simply done; null: it cannot be had whole. */
export interface Question extends ServiceCall {
  read?: ((body: ServiceBody) => Promise<string | null>) | undefined;
}

/** What came back. `json` is undefined where the body is none. */
export type Heard =
  | {
      kind: 'answer';
      status: number;
      headers: Headers;
      form: 'json' | 'html' | 'empty' | 'other' | 'broken';
      json: unknown;
    }
  /** `sent`: whether it may have arrived all the same. */
  | { kind: 'silence'; sent: boolean };

/** One service, and who may ask it what. */
export interface Place {
  baseUrl: string;
  key: KeyAnswer;
  /** The headers that carry a key. */
  auth: (key: string) => Record<string, string>;
}

const KNOCK_MS = 10_000;

interface WirePorts {
  fetch: typeof fetch;
  hasHost(url: string): Promise<boolean>;
  now(): number;
}

/** One service, as one request knows it. Each call sends once, or not at all. */
export class Wire {
  readonly baseUrl: string;

  constructor(
    private readonly ports: WirePorts,
    private readonly place: Place,
  ) {
    this.baseUrl = place.baseUrl.replace(/\/+$/, '');
  }

  hasHost(url: string = this.baseUrl): Promise<boolean> {
    return this.ports.hasHost(url);
  }

  now(): number {
    return this.ports.now();
  }

  get hasKey(): boolean {
    return this.place.key.kind === 'key';
  }

  /** Sends an order and reads the answer as JSON, whatever its status. */
  async ask(order: Promise<Order> | Order, call: Question = {}): Promise<Heard> {
    let written: Order;
    try {
      written = await order;
    } catch {
      return { kind: 'silence', sent: false };
    }
    const { path } = written;
    const url = path.startsWith('/') ? this.baseUrl + path : this.resolved(path);
    if (url === null || !this.isOwn(url)) return { kind: 'silence', sent: false };
    const { method, body } = written;
    const isForm = body instanceof FormData;
    const headers = {
      Accept: 'application/json',
      ...(body && !isForm ? { 'Content-Type': 'application/json' } : {}),
      ...written.headers,
      ...call.headers,
    };
    const sent = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body.json) };
    const answer = await this.open(url, { ...call, method, headers, ...sent });
    if (!answer.ok) return { kind: 'silence', sent: answer.sent };
    const text = await (call.read?.(answer.body) ?? answer.body.text());
    return { kind: 'answer', status: answer.status, headers: answer.headers, ...this.formOf(text) };
  }

  /** What a text is, by itself: the type it was sent as is only somebody's word. */
  formOf(text: string | null): Pick<Heard & { kind: 'answer' }, 'form' | 'json'> {
    if (text === null) return { form: 'broken', json: undefined };
    const start = text.trimStart();
    if (start === '') return { form: 'empty', json: undefined };
    if (start.startsWith('<')) return { form: 'html', json: undefined };
    try {
      // Written anew, it has no spellings but those of the words themselves.
      return { form: 'json', json: JSON.parse(this.withoutKey(JSON.stringify(JSON.parse(text)))) };
    } catch {
      return { form: 'other', json: undefined };
    }
  }

  /**
   * The one door that everything comes through which somebody says: some repeat a key, under whichever status, and
   * their words are kept and shown.
   */
  withoutKey(text: string): string {
    const { key } = this.place;
    return key.kind === 'key' ? text.replace(spellingsOf(key.key), '…') : text;
  }

  /** Any address; the key goes with it only to the origin that it was given for. */
  async open(url: string, call: ServiceCall): Promise<ServiceAnswer> {
    const { key, auth } = this.place;
    const own = key.kind === 'key' && this.isOwn(url) ? auth(key.key) : {};
    return serviceFetch(url, { ...call, headers: { ...call.headers, ...own } }, this.ports.fetch);
  }

  /**
   * Asks for the place itself, without a key and without reading what comes: whether anybody is there whose answer the
   * browser keeps to itself. `late`: nothing came in time.
   */
  async knock(init: Pick<RequestInit, 'mode' | 'redirect'>): Promise<'answered' | 'failed' | 'late'> {
    const signal = AbortSignal.timeout(KNOCK_MS);
    try {
      const plain = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' } as const;
      const { body } = await this.ports.fetch(this.baseUrl, { ...plain, ...init, signal });
      void body?.cancel().catch(() => undefined);
      return 'answered';
    } catch {
      return signal.aborted ? 'late' : 'failed';
    }
  }

  isOwn(url: string): boolean {
    return new URL(url).origin === new URL(this.baseUrl).origin;
  }

  /** The whole of an address that an answer named; null: it is none. */
  resolved(named: string): string | null {
    if (named === '') return null;
    try {
      return new URL(named, `${this.baseUrl}/`).href;
    } catch {
      return null;
    }
  }
}
