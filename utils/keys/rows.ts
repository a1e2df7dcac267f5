import * as v from 'valibot';
import { KEY_KEEPS, LOCK_MINUTES } from '@/utils/domain';
import { ITERATIONS, IV_BYTES } from './seal';

/** Records as they are on the disk. Every one may be damaged: what does not parse is told as gone, never thrown. */

const bytes = (least: number, most: number) =>
  v.pipe(
    v.instance(ArrayBuffer),
    v.check(({ byteLength }) => byteLength >= least && byteLength <= most),
  );

const Sealed = v.object({ iv: bytes(IV_BYTES, IV_BYTES), data: bytes(16, 4096) });

/** The key of one connection. Whatever of it cannot be read makes it a key that is gone. */
export const KeyRow = v.object({
  origin: v.fallback(v.string(), ''),
  keep: v.fallback(v.picklist(KEY_KEEPS), 'stored'),
  ends: v.fallback(v.pipe(v.string(), v.maxLength(4)), ''),
  /** Null: the key is not on the disk at all, but in the browser's memory. */
  sealed: v.fallback(v.nullable(Sealed), null),
  /** When its connection was first found missing (ms since 1970); 0: it is there. */
  looseSince: v.fallback(v.number(), 0),
});
export type KeyRow = v.InferOutput<typeof KeyRow>;

export function keyRow(stored: unknown): KeyRow {
  const parsed = v.safeParse(KeyRow, stored);
  return parsed.success ? parsed.output : v.parse(KeyRow, {});
}

/**
 * The passphrase: nothing of it, but the key that opens the rows, sealed under what is derived from it. So it can be
 * changed without touching the rows.
 */
const PassphraseRow = v.object({
  salt: bytes(16, 64),
  // A number that was damaged upwards would keep the background busy for ever.
  iterations: v.pipe(v.number(), v.integer(), v.minValue(ITERATIONS), v.maxValue(10_000_000)),
  sealed: Sealed,
});
export type PassphraseRow = v.InferOutput<typeof PassphraseRow>;

export function passphraseRow(stored: unknown): PassphraseRow | null {
  const parsed = v.safeParse(PassphraseRow, stored);
  return parsed.success ? parsed.output : null;
}

export const LockMinutesRow = v.fallback(v.picklist(LOCK_MINUTES), 15);
