/** A server over real sockets that says what it is told to, true or not, and notes what it was asked. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { CLIP } from '../servers/videos/clip';

/** What a request is for. */
export type Phase = 'order' | 'poll' | 'result' | 'file' | 'list' | 'cancel';

export interface Answer {
  status?: number;
  headers?: Readonly<Record<string, string>>;
  /** Written as JSON unless it is a text or bytes. */
  body?: unknown;
  /**
   * What the line does: breaks before anything or after half of the body, is silent before or after the headers, never
   * ends, gives hints first, promises a thousand bytes more than come, sends the body packed, or a few kilobytes that
   * become many megabytes.
   */
  line?: 'cut' | 'half' | 'silent' | 'stuck' | 'endless' | 'hints' | 'short' | 'packed' | 'bomb';
}

export interface Asked {
  phase: Phase;
  method: string;
  url: string;
  /** Carried the key, anywhere. */
  keyed: boolean;
}

export const THE_CLIP: Answer = { headers: { 'content-type': 'video/mp4' }, body: CLIP };

const PUSH = 64 * 1024;

export class Liar {
  asked: Asked[] = [];
  answer: (phase: Phase) => Answer = () => ({});
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor(private readonly key: string) {}

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Stands for every host there is, so that nothing leaves this computer. */
  readonly fetch: typeof fetch = (url, init = {}) => {
    const whole = url instanceof Request ? url.url : String(url);
    const { port } = this.#server.address() as AddressInfo;
    const headers = { ...(init.headers as Record<string, string>), 'x-asked': encodeURIComponent(whole) };
    const { pathname, search } = new URL(whole);
    return fetch(`http://127.0.0.1:${port}${pathname}${search}`, { ...init, headers });
  };

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = decodeURIComponent(String(request.headers['x-asked']));
    const { method = '' } = request;
    const phase = phaseOf(method, new URL(url));
    const said = JSON.stringify(request.headers) + url + Buffer.concat(chunks).toString();
    this.asked.push({ phase, method, url, keyed: said.includes(this.key) });
    await write(response, this.answer(phase));
  }
}

function phaseOf(method: string, { hostname, pathname }: URL): Phase {
  if (hostname !== 'service.example' || /\/content$|:download$|\.mp4$/.test(pathname)) return 'file';
  if (method === 'DELETE' || pathname.endsWith('/cancel')) return 'cancel';
  if (method === 'POST') return 'order';
  if (/\/(videos|predictions)$/.test(pathname)) return 'list';
  return /\/requests\/[^/]+$/.test(pathname) ? 'result' : 'poll';
}

async function write(response: ServerResponse, answer: Answer): Promise<void> {
  const { status = 200, line, body } = answer;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(textOf(body));
  const headers: Record<string, string | number> = { 'content-type': 'application/json', ...answer.headers };
  response.on('error', () => undefined);
  switch (line) {
    case 'cut':
      response.destroy();
      return;
    case 'silent':
      return;
    case 'half':
      response.writeHead(status, { ...headers, 'content-length': bytes.length });
      response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
      return;
    case 'stuck':
      response.writeHead(status, headers);
      response.write(bytes.subarray(0, bytes.length >> 1));
      return;
    case 'endless':
      response.writeHead(status, headers);
      return flood(response, bytes);
    case 'short':
      response.writeHead(status, { ...headers, 'content-length': bytes.length + 1000 });
      response.write(bytes, () => response.destroy());
      return;
    case 'packed':
      response.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
      response.end(gzipSync(bytes));
      return;
    case 'bomb':
      return explode(response, status, headers);
    case 'hints':
      response.writeEarlyHints({ link: '</a.css>; rel=preload' });
      await delay(5);
  }
  response.writeHead(status, headers);
  response.end(status === 204 || status === 304 ? undefined : bytes);
}

function textOf(body: unknown): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Until nobody takes it any more. */
async function flood(response: ServerResponse, bytes: Buffer): Promise<void> {
  response.write(bytes);
  const blanks = Buffer.alloc(PUSH, ' ');
  while (!response.destroyed) {
    if (!response.write(blanks)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
}

/** 64 MB in 64 kB. */
async function explode(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | number>,
): Promise<void> {
  response.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
  const packer = createGzip();
  packer.pipe(response);
  const blanks = Buffer.alloc(1024 * 1024, ' ');
  for (let i = 0; i < 64 && !response.destroyed; i += 1) {
    if (!packer.write(blanks)) await Promise.race([once(packer, 'drain'), once(response, 'close')]);
  }
  packer.end();
}
