import { serviceFetch, type ServiceAnswer, type ServiceCall } from '@/utils/platform';
import type { Order } from './orders';
import type { Place, VideosPorts } from './ports';

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

/** One server, as one request knows it. Each call sends once, or not at all. */
export class Wire {
  constructor(
    private readonly ports: Omit<VideosPorts, 'hasConnection'>,
    private readonly place: Place,
  ) {}

  get baseUrl(): string {
    return this.place.baseUrl.replace(/\/+$/, '');
  }

  hasHost(url: string = this.baseUrl): Promise<boolean> {
    return this.ports.hasHost(url);
  }

  now(): number {
    return this.ports.now();
  }

  /** Sends an order and reads the answer as JSON, whatever its status. */
  async ask(order: Promise<Order> | Order, call: ServiceCall = {}): Promise<Heard> {
    let written: Order;
    try {
      written = await order;
    } catch {
      return { kind: 'silence', sent: false };
    }
    const { method, path, body } = written;
    const headers = { Accept: 'application/json', ...call.headers };
    return hear(
      await this.open(this.baseUrl + path, { ...call, method, headers, ...(body ? { body } : {}) }),
    );
  }

  /** Any address; the key goes with it only to the origin that it was given for. */
  async open(url: string, call: ServiceCall): Promise<ServiceAnswer> {
    const key = this.isOwn(url) ? await this.ports.keyFor?.(this.place.connectionId) : null;
    const headers = key ? { ...call.headers, Authorization: `Bearer ${key}` } : { ...call.headers };
    return serviceFetch(url, { ...call, headers }, this.ports.fetch);
  }

  isOwn(url: string): boolean {
    return new URL(url).origin === new URL(this.baseUrl).origin;
  }
}

async function hear(answer: ServiceAnswer): Promise<Heard> {
  if (!answer.ok) return { kind: 'silence', sent: answer.sent };
  const { status, headers, body } = answer;
  return { kind: 'answer', status, headers, ...readForm(await body.text()) };
}

/** What a text is, by itself: the type it was sent as is only somebody's word. */
export function readForm(text: string | null): Pick<Heard & { kind: 'answer' }, 'form' | 'json'> {
  if (text === null) return { form: 'broken', json: undefined };
  const start = text.trimStart();
  if (start === '') return { form: 'empty', json: undefined };
  if (start.startsWith('<')) return { form: 'html', json: undefined };
  try {
    return { form: 'json', json: JSON.parse(text) };
  } catch {
    return { form: 'other', json: undefined };
  }
}
