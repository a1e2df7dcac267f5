/** Words for the keys of connections, as views may know them: whether there is one, and its last four characters. */

/** How long a key is kept: until the browser closes, on this computer, or on this computer behind a passphrase. */
export const KEY_KEEPS = ['session', 'stored', 'passphrase'] as const;
export type KeyKeep = (typeof KEY_KEEPS)[number];

/** Minutes without use after which keys behind the passphrase lock themselves. */
export const LOCK_MINUTES = [5, 15, 60] as const;
export type LockMinutes = (typeof LOCK_MINUTES)[number];

/** `ends`: the last four characters; empty for a key that is too short to show any. */
export type KeyState =
  | { kind: 'none' }
  | {
      /** `gone`: there was one, and it cannot be had any more. It has to be entered again. */
      kind: 'set' | 'locked' | 'gone';
      keep: KeyKeep;
      ends: string;
    };

/** Why a key was not taken on. */
export type KeyRefusal =
  | 'empty'
  | 'too-short'
  | 'too-long'
  /** A space in it, or a letter that no key has: it was cut out of a page wrongly. */
  | 'characters'
  /** The address of its server is none. */
  | 'no-address'
  /** This browser keeps nothing in memory for extensions. */
  | 'no-session'
  /** It was to be kept behind a passphrase, and there is none yet. */
  | 'no-passphrase'
  /** The same, and the passphrase has to be entered first. */
  | 'locked'
  /** The browser could not write it down. */
  | 'not-kept';

/** Why a passphrase was not taken on; `is-set`: there is one, which has to be changed or removed. */
export type PassphraseRefusal = 'too-short' | 'too-long' | 'is-set' | 'no-session' | 'not-kept';

/** What came of a passphrase that was entered; `none`: there is none. */
export type Unlocking = 'open' | 'wrong' | 'none' | 'no-session';

/** The lock before the keys that are kept behind the passphrase. */
export interface LockState {
  /** Whether there is a passphrase. */
  set: boolean;
  open: boolean;
  minutes: LockMinutes;
}
