import { createHash } from 'node:crypto';
import { fileOf, type VideoFile } from './clip';
import { numberOf, type FaultName } from './faults';
import type { Job } from './jobs';
import { pump, unpackBomb, type Stream } from './pump';
import { isFresh, partOf } from './ranges';
import type { Turn } from './turn';

const LOGIN =
  '<!doctype html><html><head><title>Sign in</title></head><body><h1>Please sign in</h1></body></html>';

type Headers = Record<string, string | number>;

/** Serves the job's file, or what a fault makes of it. */
export async function download(turn: Turn, job: Job): Promise<void> {
  const bomb = turn.take('bomb');
  if (bomb) {
    turn.head(200, { 'content-type': 'video/mp4', 'content-encoding': 'gzip' });
    return unpackBomb(turn, numberOf(bomb, 1024));
  }
  if (playInstead(turn, job)) return;
  const { bytes, sha256 } = fileFor(turn, job);
  turn.entry.sha256 = sha256;
  const etag = tagFor(turn, sha256);
  const asked = rangeAsked(turn, etag);
  const part = partOf(asked, bytes.length);
  if (part.kind === 'beyond' || (asked !== undefined && turn.take('416'))) {
    turn.send(416, 'text/plain', '', { 'content-range': `bytes */${bytes.length}` });
    return;
  }
  const [from, to] = part.kind === 'part' ? [part.from, part.to] : [0, bytes.length];
  const stream = streamFor(turn, bytes, from, to);
  turn.head(part.kind === 'part' ? 206 : 200, {
    'content-type': turn.take('octet') ? 'application/octet-stream' : 'video/mp4',
    'accept-ranges': played(turn, 'no-range') ? 'none' : 'bytes',
    ...(etag !== '' && { etag }),
    ...(part.kind === 'part' && { 'content-range': `bytes ${from}-${to - 1}/${bytes.length}` }),
    ...framing(turn, stream, to - from),
  });
  await pump(turn, stream);
}

/** As a store behind signed addresses says it. */
export function staleUrl(turn: Turn): void {
  const xml = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
  turn.send(403, 'application/xml', `<?xml version="1.0" encoding="UTF-8"?>${xml}`);
}

function played(turn: Turn, name: FaultName): boolean {
  return turn.entry.faults.some((each) => each.split(':')[0] === name);
}

/** Answers that are not the file at all. */
function playInstead(turn: Turn, job: Job): boolean {
  if (turn.take('empty')) turn.send(200, 'video/mp4', '');
  else if (turn.take('html-page')) turn.send(200, 'text/html', LOGIN);
  else if (turn.take('html-as-video')) turn.send(200, 'video/mp4', LOGIN);
  else if (turn.take('json')) turn.json({ status: 200, body: { id: job.id, status: 'processing' } });
  else return false;
  return true;
}

function fileFor(turn: Turn, job: Job): VideoFile {
  const { entries } = turn.world.journal;
  const changing = turn.take('changing') ?? turn.take('changing-rudely');
  const before = entries.filter((entry) => entry.phase === 'content' && entry.jobId === job.id).length;
  const file = fileOf(changing ? `${job.id} ${before}` : job.id, turn.world.lengthOf(job));
  const short = turn.take('truncated');
  if (!short) return file;
  const bytes = file.bytes.subarray(0, numberOf(short, file.bytes.length >> 1));
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function tagFor(turn: Turn, sha256: string): string {
  if (turn.take('no-etag')) return '';
  const tag = `"${sha256.slice(0, 16)}"`;
  return turn.take('weak-etag') ? `W/${tag}` : tag;
}

function rangeAsked(turn: Turn, etag: string): string | undefined {
  const { range, 'if-range': ifRange } = turn.request.headers;
  if (turn.take('no-range')) return undefined;
  const fresh = ifRange === undefined || isFresh(String(ifRange), etag);
  return fresh || played(turn, 'changing-rudely') ? range : undefined;
}

const STOPS = [
  ['stuck-at', 'hold'],
  ['cut-at', 'cut'],
  ['chunked-cut', 'cut'],
  ['closing-cut', 'end'],
] as const satisfies [FaultName, 'hold' | 'cut' | 'end'][];

function streamFor(turn: Turn, bytes: Buffer, from: number, to: number): Stream {
  const drip = turn.take('drip');
  const stream = { bytes: bytes.subarray(from, to), rate: drip ? numberOf(drip, 20_000) : null };
  for (const [name, how] of STOPS) {
    const call = turn.take(name);
    if (!call) continue;
    return { ...stream, stop: { after: Math.max(0, numberOf(call, bytes.length >> 1) - from), how } };
  }
  return { ...stream, stop: turn.take('endless') ? { after: to - from, how: 'endless' } : null };
}

/** How the end of the body is told: by its length, in chunks, or by the end of the connection. */
function framing(turn: Turn, stream: Stream, length: number): Headers {
  const { response } = turn;
  if (turn.take('closing') || played(turn, 'closing-cut')) {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
    return {};
  }
  if (turn.take('chunked') || played(turn, 'chunked-cut') || stream.stop?.how === 'endless') return {};
  const [more, less] = [turn.take('long-length'), turn.take('short-length')];
  // Whoever believes a wrong length would read the next answer wrongly.
  if (more ?? less) response.shouldKeepAlive = false;
  return { 'content-length': length + (more ? numberOf(more, 1000) : 0) - (less ? numberOf(less, 1000) : 0) };
}
