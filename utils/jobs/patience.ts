/** How long and how often is waited, in one place. Milliseconds. */

/** Builds for tests wait a fraction of it; everywhere else this is 1. */
const PACE = Number(import.meta.env.VITE_PACE ?? 1);
const MINUTE = 60_000 * PACE;

/** A restartable job that was cut off this many times in a row is told as failed, not tried for ever. */
export const MAX_LOST = 3;
/** A service that says "later" is believed this many times; then the user decides. */
export const MAX_LATER = 5;
/** A bad file is fetched again this many times. */
export const MAX_BAD_FILES = 2;
/** Looks in a row that found nobody, and how far apart, before a job is told as forgotten. */
export const MAX_FORGOTTEN = 3;
export const FORGOTTEN_MS = 5 * MINUTE;
/** When a list that did not have the job is read again: real lists lag behind. */
export const SETTLE_MS: readonly number[] = [MINUTE, 5 * MINUTE, 15 * MINUTE];
/** A list that could not be read. */
export const LIST_AGAIN_MS = MINUTE;
/** ... so many times in a row, before the user is asked. */
export const MAX_UNREAD = 15;
/** Downloads in a row that were cut before the first byte, before the user is told. */
export const MAX_CUTS = 8;
/** Work that is not over by then is put to the user: it may still be charged, so it is not given up by itself. */
export const DEADLINE_MS = 120 * MINUTE;
/** What a service asks for with Retry-After is believed up to this. */
export const MAX_AFTER_MS = 60 * MINUTE;
/** Polls that were not answered: doubled each time, up to this. */
export const UNREACHABLE_MS = { first: MINUTE / 12, most: 5 * MINUTE } as const;
