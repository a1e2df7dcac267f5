import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { JournalSnapshot, VideoControl, VideoServer, VideoServerOptions } from './api';
import { callControl, controlOf } from './control';
import { readBody } from './form';
import { carriesKey, withoutKeys } from './keys';
import { answer, placeOf } from './routes';
import { Turn } from './turn';
import { settle, World } from './world';

/** Starts the server of a flavour on 127.0.0.1. */
export async function startVideoServer(options: VideoServerOptions = {}): Promise<VideoServer> {
  const world = new World(settle(options));
  const open = new Set<Turn>();
  let server: Server | undefined;
  const cutAll = (): void => {
    for (const turn of open) turn.cut();
    server?.closeAllConnections();
  };
  const control = controlOf(world, cutAll);
  const handle = handler(world, control, open);

  const listen = async (port: number): Promise<void> => {
    const next = createServer({ keepAliveTimeout: 60_000 }, handle);
    await new Promise<void>((resolve, reject) => {
      next.once('error', reject);
      next.listen(port, '127.0.0.1', resolve);
    });
    server = next;
    world.port = (next.address() as AddressInfo).port;
  };
  const close = async (): Promise<void> => {
    const closing = server;
    server = undefined;
    for (const turn of open) turn.cut();
    closing?.closeAllConnections();
    await new Promise((resolve) => (closing ? closing.close(resolve) : resolve(undefined)));
  };

  await listen(world.options.port);
  return {
    flavour: world.options.flavour,
    port: world.port,
    url: world.origin('same'),
    baseUrl: world.baseUrl(),
    otherUrl: world.origin('other'),
    journal: world.journal,
    control,
    close,
    async restart() {
      await close();
      world.boot();
      await listen(world.port);
    },
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

function handler(world: World, control: VideoControl, open: Set<Turn>): Handler {
  const served = new WeakMap<Duplex, number>();
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server');
    if (pathname.startsWith('/__control/')) {
      void manage(world, control, request, response, pathname.slice('/__control/'.length));
      return;
    }
    const before = served.get(request.socket) ?? 0;
    served.set(request.socket, before + 1);
    response.shouldKeepAlive = world.options.keepAlive && response.shouldKeepAlive;
    if (world.options.cors) allowAll(request, response);
    const place = placeOf(world, request.method ?? '', pathname);
    const turn = begin(world, request, response, place.phase, before > 0);
    open.add(turn);
    response.once('close', () => {
      open.delete(turn);
      turn.entry.done = true;
      turn.entry.left = !response.writableFinished && !turn.entry.cut;
      world.journal.write(turn.entry);
    });
    if (world.options.cors && request.method === 'OPTIONS') {
      turn.head(204, {});
      response.end();
      return;
    }
    answer(turn, place, searchParams).catch((error: unknown) => failed(turn, error));
  };
}

/** A misspelt fault, or a mistake in here: loud, and like nothing a service would say. */
function failed(turn: Turn, error: unknown): void {
  if (turn.response.headersSent || turn.response.destroyed) turn.response.destroy();
  else turn.send(501, 'text/plain', String(error));
}

function begin(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  phase: Turn['entry']['phase'],
  reused: boolean,
): Turn {
  const { headers } = request;
  const key = headers['idempotency-key'];
  const entry = world.journal.begin({
    at: world.now(),
    method: request.method ?? '',
    path: withoutKeys({ world, request }, request.url ?? '/'),
    phase,
    status: null,
    jobId: null,
    prompt: null,
    idempotencyKey: typeof key === 'string' ? key : null,
    authorized: carriesKey({ world, request }),
    keyLeaked: false,
    host: headers.host ?? '',
    range: headers.range ?? null,
    body: 'none',
    order: null,
    media: [],
    reused,
    created: false,
    bytes: 0,
    cut: false,
    left: false,
    held: false,
    done: false,
    faults: [],
    sha256: null,
  });
  return new Turn(world, request, response, entry);
}

function allowAll(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE');
  response.setHeader(
    'access-control-allow-headers',
    request.headers['access-control-request-headers'] ?? '*',
  );
  response.setHeader('access-control-expose-headers', '*');
}

async function manage(
  world: World,
  control: VideoControl,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
): Promise<void> {
  const say = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(body));
  };
  if (request.method === 'GET' && name === 'journal') {
    const { journal } = world;
    say(200, {
      entries: journal.entries,
      counts: journal.counts(),
      jobs: journal.jobs(),
    } satisfies JournalSnapshot);
    return;
  }
  try {
    const body = (await readBody(request)).toString();
    const { args = [] } = (body === '' ? {} : JSON.parse(body)) as { args?: unknown[] };
    const done = request.method === 'POST' && callControl(control, name, args);
    say(done ? 200 : 404, { done });
  } catch (error) {
    say(400, { error: String(error) });
  }
}
