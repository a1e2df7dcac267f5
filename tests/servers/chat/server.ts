import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from '../videos/form';
import { shortened } from '../videos/media';
import type { ChatEntry, ChatPhase, ChatServer, ChatServerOptions } from './api';
import { complete } from './chat';
import { Exchange } from './exchange';
import { generate, paint } from './images';
import { World } from './world';

const PHASES: Readonly<Record<string, ChatPhase>> = {
  'POST /v1/chat/completions': 'chat',
  'POST /v1/images/generations': 'images',
  'GET /v1/models': 'models',
};

/** Starts a chat model and a maker of pictures on 127.0.0.1. */
export async function startChatServer(options: ChatServerOptions = {}): Promise<ChatServer> {
  const world = new World(options);
  const server = createServer((request, response) => {
    const exchange = new Exchange(world, request, response, begin(world, request));
    response.shouldKeepAlive = false;
    response.once('close', () => {
      exchange.entry.done = true;
      world.tell(exchange.entry);
    });
    answer(exchange).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else exchange.send(501, 'text/plain', String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(world.options.port, '127.0.0.1', resolve);
  });
  world.port = (server.address() as AddressInfo).port;
  return {
    port: world.port,
    url: world.origin('same'),
    baseUrl: `${world.origin('same')}/v1`,
    otherUrl: world.origin('other'),
    journal: world,
    control: world.control,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function begin(world: World, request: IncomingMessage): ChatEntry {
  const { method = '', url = '/', headers } = request;
  const { pathname } = new URL(url, 'http://server');
  const picture = method === 'GET' && pathname.startsWith('/pictures/');
  const entry: ChatEntry = {
    n: world.entries.length,
    method,
    path: hidden(world, request, url),
    phase: picture ? 'picture' : (PHASES[`${method} ${pathname}`] ?? 'other'),
    host: headers.host ?? '',
    origin: headers.origin ?? null,
    authorized: headers.authorization !== undefined,
    keyLeaked: false,
    body: null,
    status: null,
    played: [],
    pictures: 0,
    held: false,
    done: false,
  };
  world.entries.push(entry);
  return entry;
}

async function answer(exchange: Exchange): Promise<void> {
  const { world, request, response, entry } = exchange;
  if (world.options.cors) openTo(request, response);
  const body = await readBody(request);
  const text = body.toString();
  const keys = keysOf(world, request);
  entry.keyLeaked = keys.some((key) => text.includes(key) || request.url?.includes(key));
  entry.body = jsonOf(hidden(world, request, text));
  world.tell(entry);
  if (world.options.cors && request.method === 'OPTIONS') return exchange.send(204, 'text/plain', '');
  if (!isWelcome(world, request)) return exchange.send(403, 'text/plain', '');
  if (entry.phase === 'picture') return picture(exchange);
  if (entry.keyLeaked) return exchange.error(401, 'A key was sent where all can read it.', 'key_leaked');
  const { apiKey } = world.options;
  if (apiKey !== '' && request.headers.authorization !== `Bearer ${apiKey}`) {
    return exchange.error(401, 'Incorrect API key provided.', 'invalid_api_key');
  }
  if (entry.phase === 'models') return models(exchange);
  if (entry.phase === 'other')
    return exchange.error(404, `Invalid URL (${entry.method} ${entry.path})`, 'unknown_url');
  if (entry.body === null) return exchange.error(400, 'We could not parse the JSON body.', 'invalid_json');
  if (await exchange.before()) return;
  if (entry.phase === 'chat') complete(exchange);
  else generate(exchange);
}

function models(exchange: Exchange): void {
  const data = exchange.world.options.models.map((id) => ({
    id,
    object: 'model',
    created: 1_790_000_000,
    owned_by: 'a test',
  }));
  exchange.json(200, { object: 'list', data });
}

/** The address of a picture says what is on it. */
function picture(exchange: Exchange): void {
  const { searchParams } = new URL(exchange.request.url ?? '/', 'http://server');
  const [prompt, size, i] = ['prompt', 'size', 'i'].map((name) => searchParams.get(name) ?? '');
  exchange.send(200, 'image/png', paint(prompt ?? '', size || 'auto', Number(i)));
}

/** As Ollama does without OLLAMA_ORIGINS: no Origin, or a local one. */
function isWelcome({ options }: World, { headers: { origin } }: IncomingMessage): boolean {
  if (options.origins === null || origin === undefined) return true;
  if (/^https?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0)(:\d+)?$/.test(origin)) return true;
  return options.origins.some((each) =>
    each.endsWith('*') ? origin.startsWith(each.slice(0, -1)) : origin === each,
  );
}

function openTo(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader(
    'access-control-allow-headers',
    request.headers['access-control-request-headers'] ?? '*',
  );
}

/** The server's own key, and the one that is shown. Short ones are words, not keys. */
function keysOf({ options }: World, { headers }: IncomingMessage): string[] {
  const shown = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  return [...new Set([options.apiKey, shown])].filter((key) => key.length >= 8);
}

function hidden(world: World, request: IncomingMessage, text: string): string {
  return keysOf(world, request).reduce((rest, key) => rest.replaceAll(key, '[key]'), text);
}

function jsonOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (shortened(value) as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
