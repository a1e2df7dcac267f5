import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import type { Turn } from './turn';

/** Bytes on their way out, and where they stop. */
export interface Stream {
  bytes: Buffer;
  /** After so many of these bytes: the connection is cut, held, ended as if that were all, or never ends. */
  stop: { after: number; how: 'cut' | 'hold' | 'end' | 'endless' } | null;
  /** Bytes a second; null: as fast as they go. */
  rate: number | null;
}

const PIECE = 64 * 1024;
const TICK_MS = 50;

/** Sends a body whose head is out already, piece by piece, so that it stops exactly where it is to stop. */
export async function pump(turn: Turn, { bytes, stop, rate }: Stream): Promise<void> {
  const until = Math.min(stop?.after ?? Infinity, bytes.length);
  // Whoever has left gets no end either: it would count as taken.
  if (!(await write(turn, bytes.subarray(0, until), rate))) return;
  if (stop?.how === 'cut') {
    turn.cut();
    return;
  }
  if (stop?.how === 'hold') {
    await turn.hold();
    if (!(await write(turn, bytes.subarray(until), rate))) return;
  }
  if (stop?.how === 'endless') await flood(turn);
  else turn.response.end();
}

/** Until nobody takes them any more. */
async function flood(turn: Turn): Promise<void> {
  const zeros = Buffer.alloc(PIECE);
  while (await put(turn, zeros));
}

/** False when they are no longer taken. */
async function write(turn: Turn, bytes: Buffer, rate: number | null): Promise<boolean> {
  const piece = rate === null ? PIECE : Math.max(1, Math.round((rate * TICK_MS) / 1000));
  if (bytes.length === 0) turn.response.flushHeaders();
  for (let at = 0; at < bytes.length; at += piece) {
    if (!(await put(turn, bytes.subarray(at, at + piece)))) return false;
    if (rate !== null) await delay(TICK_MS);
  }
  return true;
}

/** Hands bytes to the network; false when nobody takes them any more. */
function put(turn: Turn, bytes: Buffer): Promise<boolean> {
  const { response, entry, world } = turn;
  if (response.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const gone = (): void => resolve(false);
    response.once('close', gone);
    response.write(bytes, (error) => {
      response.off('close', gone);
      if (!error) {
        entry.bytes += bytes.length;
        world.journal.tell(entry);
      }
      resolve(!error);
    });
  });
}

/** Zeros that take up next to nothing on their way and so many megabytes at the other end. */
export async function unpackBomb(turn: Turn, megabytes: number): Promise<void> {
  const zeros = Buffer.alloc(1 << 20);
  const packed = Readable.from(Array.from({ length: megabytes }, () => zeros)).pipe(createGzip({ level: 1 }));
  for await (const piece of packed) {
    if (!(await put(turn, piece as Buffer))) return;
  }
  turn.response.end();
}
