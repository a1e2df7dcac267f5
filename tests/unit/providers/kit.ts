/** A service's adapter over a scripted fetch, behind the port the job runner sees; and a sink that keeps what it is given. */
import type { ServerReport, ServiceRequest } from '@/utils/domain';
import type { DownloadSink } from '@/utils/providers';
import {
  serviceProvider,
  Wire,
  type KeyAnswer,
  type PictureWish,
  type ServiceAdapter,
  type ServicePorts,
} from '@/utils/providers/service';
import { aConnection, aVideosRequest } from '../samples';

export const NOW = 1_700_000_000_000;
/** Looked for wherever it must not be. */
export const KEY = 'key-CANARY-0042';

export interface Sent {
  method: string;
  url: string;
  headers: Headers;
  form: FormData | undefined;
  /** What was sent as JSON; undefined: it was none. */
  json: unknown;
}
export type Answer = Response | (() => Response | Promise<Response>);

/** Answers in turn, and keeps what was asked; one request too many fails the test. */
export function scripted(...answers: Answer[]): { fetch: typeof fetch; sent: Sent[] } {
  const sent: Sent[] = [];
  const left = [...answers];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const { body } = init;
    sent.push({
      method: init.method ?? 'GET',
      url: String(url),
      headers: new Headers(init.headers),
      form: body instanceof FormData ? body : undefined,
      json: typeof body === 'string' ? JSON.parse(body) : undefined,
    });
    const answer = left.shift();
    if (!answer) throw new Error(`one request too many: ${String(url)}`);
    return typeof answer === 'function' ? answer() : answer;
  };
  return { fetch, sent };
}

export function json(
  body: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
}

export const html = (status: number): Response =>
  new Response('<!doctype html><title>Bad gateway</title>', {
    status,
    headers: { 'content-type': 'text/html' },
  });

export const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

/** An answer that breaks off before its body. */
export const cut = (): Response => new Response(breaking(new Uint8Array(0)), { status: 200 });

/** The video itself. */
export const file = (bytes: BlobPart, headers: Record<string, string> = {}): Response =>
  new Response(bytes, { headers: { 'content-type': 'video/mp4', ...headers } });

/** What no service should send, and some day one will: for every place where JSON is read. */
export const MALFORMED: readonly (readonly [string, () => Response])[] = [
  ['nothing', () => new Response('')],
  ['a page', () => html(200)],
  ['half of the JSON', () => new Response('{"id":"work_1","sta')],
  ['a body that breaks off', cut],
  ['null', () => json(null)],
  ['a number', () => json(7)],
  ['a text', () => json('completed')],
  ['a list', () => json([{ id: 'work_1', status: 'completed' }])],
  ['an empty object', () => json({})],
  [
    'lists within lists',
    () =>
      new Response(
        `{"status":${'['.repeat(30_000)}${']'.repeat(30_000)},"error":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
      ),
  ],
  [
    'wrong types everywhere',
    () => json({ id: 7, request_id: {}, status: ['done'], progress: 'x', error: 3, video: 'x', usage: [] }),
  ],
  ['__proto__', () => new Response('{"__proto__":{"id":"work_1","request_id":"work_1","status":"done"}}')],
];

export function portsOver(fetch: ServicePorts['fetch'], change: Partial<ServicePorts> = {}): ServicePorts {
  return {
    fetch,
    hasHost: () => Promise.resolve(true),
    connection: (id) => Promise.resolve(aConnection({ id })),
    keyFor: () => Promise.resolve({ kind: 'key', key: KEY }),
    picture: (imageId) => Promise.resolve({ blob: new Blob([imageId]), mime: 'image/png' }),
    now: () => NOW,
    ...change,
  };
}

export function providerOver(
  adapter: ServiceAdapter,
  fetch: ServicePorts['fetch'],
  change: Partial<ServicePorts> = {},
) {
  const provider = serviceProvider(adapter, portsOver(fetch, change));
  const { download } = provider;
  if (!download) throw new Error('it downloads');
  return { ...provider, download };
}

/** A picture's port that notes what was wished for. */
export function noting(): { wishes: PictureWish[]; picture: ServicePorts['picture'] } {
  const wishes: PictureWish[] = [];
  return {
    wishes,
    picture: async (imageId, wish) => {
      wishes.push(wish);
      return { blob: new Blob([imageId]), mime: 'image/png' };
    },
  };
}

/** The user's own "Test", with a key unless told otherwise. */
export function probeOver(
  adapter: ServiceAdapter,
  baseUrl: string,
  fetch: ServicePorts['fetch'],
  key: KeyAnswer = { kind: 'key', key: KEY },
): Promise<ServerReport> {
  return adapter.probe(new Wire(portsOver(fetch), { baseUrl, key, auth: adapter.auth }));
}

/** An order to a service, with what every model there has. */
export function anOrder(
  adapter: Pick<ServiceAdapter, 'id'>,
  baseUrl: string,
  change: Partial<ServiceRequest> = {},
): ServiceRequest {
  return aVideosRequest({ providerId: adapter.id, baseUrl, ...change });
}

/** Keeps what is stored, as the runner's does. */
export class MemorySink implements DownloadSink {
  etag = '';
  total = 0;
  pieces: Blob[] = [];
  begun = 0;
  /** Thrown by the next append. */
  full: Error | null = null;

  get have(): number {
    return this.pieces.reduce((sum, piece) => sum + piece.size, 0);
  }

  async begin(mark: { etag: string; total: number }): Promise<void> {
    this.begun += 1;
    this.etag = mark.etag;
    this.total = mark.total;
    this.pieces = [];
  }

  async append(start: number, bytes: Blob): Promise<void> {
    if (this.full) throw this.full;
    if (start !== this.have) throw new Error(`a gap: ${start} after ${this.have}`);
    this.pieces.push(bytes);
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await new Blob(this.pieces).arrayBuffer());
  }
}

/** As many bytes that begin like an MP4 file. */
export function anMp4(length: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 251);
  bytes.set([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d]);
  return bytes;
}

/** A body that breaks after these bytes. */
export function breaking(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  let given = false;
  return new ReadableStream({
    pull(controller) {
      if (given || bytes.length === 0) controller.error(new TypeError('terminated'));
      else controller.enqueue(bytes);
      given = true;
    },
  });
}
