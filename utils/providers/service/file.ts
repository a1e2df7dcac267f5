import { SERVICE_LIMITS, type ServiceAnswer, type ServiceBody } from '@/utils/platform';
import type { DownloadProblem, DownloadSink } from '../port';
import { retryAfterMs } from './clocks';
import { couldBeSame, lengthIn416, markOf, partHeaders, partIn } from './ranges';
import { beginningOf, SNIFF_BYTES } from './sniff';
import type { Wire } from './wire';

const MB = 1024 * 1024;
/** Bytes that are stored at a time: small enough to lose, large enough to be few. */
const PIECE = 4 * MB;
const MAX_FILE = SERVICE_LIMITS.video;

/** What came of one address. */
export type Fetched =
  | { kind: 'whole' }
  | { kind: 'problem'; problem: DownloadProblem; afterMs: number | null }
  /** JSON in the place of the file. */
  | { kind: 'json'; json: unknown }
  /** Not a 2xx. */
  | { kind: 'status'; status: number; afterMs: number | null }
  /** `allowed`: false for an address that is never asked. */
  | { kind: 'silence'; allowed: boolean };

const problem = (problem: DownloadProblem, afterMs: number | null = null): Fetched => ({
  kind: 'problem',
  problem,
  afterMs,
});

/** Fetches the file at an address from where the sink stands, or from the start where that cannot be relied on. */
export async function fetchFile(wire: Wire, url: string, sink: DownloadSink): Promise<Fetched> {
  if (sink.total > 0 && sink.have === sink.total) return { kind: 'whole' };
  const range = sink.have <= MAX_FILE ? partHeaders(sink, sink.have) : undefined;
  if (range) {
    const rest = await takeRest(wire, await open(wire, url, range), sink);
    if (rest) return rest;
  }
  return takeAll(wire, await open(wire, url, {}), sink);
}

function open(wire: Wire, url: string, headers: Record<string, string>): Promise<ServiceAnswer> {
  return wire.open(url, { headers: { Accept: '*/*', ...headers } });
}

/** Undefined: what came does not continue what is stored, and the whole is to be asked for. */
async function takeRest(wire: Wire, answer: ServiceAnswer, sink: DownloadSink): Promise<Fetched | undefined> {
  if (!answer.ok || (answer.status !== 206 && answer.status !== 416)) return takeAll(wire, answer, sink);
  const { status, headers, body } = answer;
  if (status === 416) {
    await body.close();
    return sink.total === 0 && lengthIn416(headers) === sink.have ? { kind: 'whole' } : undefined;
  }
  const part = partIn(headers);
  const same = part && couldBeSame(sink, { etag: markOf(wire, headers).etag, total: part.total });
  if (!part || !same || part.start !== sink.have) {
    await body.close();
    return undefined;
  }
  if (part.total > MAX_FILE) return tooLarge(body);
  const total = part.total || sink.total;
  const stored = await store(body, sink, []);
  // A server that sends a part of what was asked for has more to give at once.
  const more = stored.kind === 'whole' && sink.have > part.end && sink.have < total;
  return more ? problem('cut', 0) : complete(stored, sink, total);
}

async function takeAll(wire: Wire, answer: ServiceAnswer, sink: DownloadSink): Promise<Fetched> {
  if (!answer.ok) return { kind: 'silence', allowed: answer.reason !== 'refused-address' };
  const { status, headers, body } = answer;
  if (status !== 200) {
    const afterMs = retryAfterMs(headers, wire.now());
    // A proxy's page says nothing of the key.
    const isPage = [401, 403].includes(status) && beginningOf((await readHead(body)).bytes) === 'html';
    await body.close();
    if (status === 204) return problem('file-empty');
    return isPage ? problem('cut', afterMs) : { kind: 'status', status, afterMs };
  }
  const mark = markOf(wire, headers);
  if (mark.total > MAX_FILE) return tooLarge(body);
  const head = await readHead(body);
  if (head.broken) return problem('cut');
  if (head.length === 0) return problem(mark.total > 0 ? 'cut' : 'file-empty');
  switch (beginningOf(head.bytes)) {
    case 'video': {
      await begin(body, sink, mark);
      return complete(await store(body, sink, [head.bytes]), sink, mark.total);
    }
    case 'json':
      return readJson(wire, body, head.bytes);
    case 'html':
    case 'other':
      await body.close();
      return problem('not-a-video');
  }
}

async function tooLarge(body: ServiceBody): Promise<Fetched> {
  await body.close();
  return problem('file-too-large');
}

async function begin(
  body: ServiceBody,
  sink: DownloadSink,
  mark: { etag: string; total: number },
): Promise<void> {
  try {
    await sink.begin(mark);
  } catch (error) {
    await body.close();
    throw error;
  }
}

interface Head {
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
  broken: boolean;
}

/** Enough to see what it is. */
async function readHead(body: ServiceBody): Promise<Head> {
  let bytes = new Uint8Array(0);
  while (bytes.length < SNIFF_BYTES) {
    const read = await body.read();
    if (read.kind === 'end') break;
    if (read.kind === 'broken') return { bytes, length: bytes.length, broken: true };
    const joined = new Uint8Array(bytes.length + read.bytes.length);
    joined.set(bytes);
    joined.set(read.bytes, bytes.length);
    bytes = joined;
  }
  return { bytes, length: bytes.length, broken: false };
}

async function readJson(wire: Wire, body: ServiceBody, head: Uint8Array): Promise<Fetched> {
  const decoder = new TextDecoder();
  let text = decoder.decode(head, { stream: true });
  for (;;) {
    const read = await body.read(SERVICE_LIMITS.json);
    if (read.kind === 'broken') return problem(read.reason === 'too-large' ? 'not-a-video' : 'cut');
    if (read.kind === 'end') return { kind: 'json', json: wire.formOf(text + decoder.decode()).json };
    text += decoder.decode(read.bytes, { stream: true });
  }
}

/** Stores what comes, and what came before a cut; what the sink throws ends the request and comes through. */
async function store(
  body: ServiceBody,
  sink: DownloadSink,
  first: Uint8Array<ArrayBuffer>[],
): Promise<Fetched> {
  const start = sink.have;
  let parts = first;
  let size = first.reduce((sum, part) => sum + part.length, 0);
  const flush = async (): Promise<void> => {
    if (size > 0) await sink.append(sink.have, new Blob(parts));
    parts = [];
    size = 0;
  };
  try {
    for (;;) {
      const read = await body.read(MAX_FILE - start);
      if (read.kind === 'broken' && read.reason === 'too-large') return problem('file-too-large');
      if (read.kind === 'bytes') {
        parts.push(read.bytes);
        size += read.bytes.length;
        if (size < PIECE) continue;
      }
      await flush();
      if (read.kind === 'broken') return problem('cut');
      if (read.kind === 'end') return { kind: 'whole' };
    }
  } finally {
    await body.close();
  }
}

/** The end of a body is the end of the file only if nothing was promised that did not come. */
function complete(stored: Fetched, sink: DownloadSink, total: number): Fetched {
  return stored.kind === 'whole' && total > 0 && sink.have < total ? problem('cut') : stored;
}
