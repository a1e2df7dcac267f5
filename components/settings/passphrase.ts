/** A passphrase as it is typed, and what comes of it, in words. Pure. */
import type { KeyRefusal } from '@/utils/domain';
import type { LockAnswer } from '@/utils/messaging';
import type { MessageKey } from '../i18n';

const SHORTEST = 8;
const LONGEST = 1024;

export interface PassphraseProblems {
  before?: MessageKey | undefined;
  first?: MessageKey | undefined;
  again?: MessageKey | undefined;
}

/** What is wrong with a new one, typed twice; undefined: nothing. */
export function newPassphraseProblems(first: string, again: string): PassphraseProblems | undefined {
  if (first.length < SHORTEST) return { first: 'passphraseTooShort' };
  if (first.length > LONGEST) return { first: 'passphraseTooLong' };
  return first === again ? undefined : { again: 'passphraseDiffers' };
}

/** Null: it was taken on. */
export const LOCK_PROBLEMS: Record<LockAnswer, MessageKey | null> = {
  done: null,
  open: null,
  wrong: 'passphraseWrong',
  none: 'passphraseNone',
  'no-session': 'passphraseNoSession',
  'too-short': 'passphraseTooShort',
  'too-long': 'passphraseTooLong',
  'is-set': 'passphraseIsSet',
  'not-kept': 'passphraseNotKept',
};

export const KEY_REFUSALS: Record<KeyRefusal, MessageKey> = {
  empty: 'keyEmpty',
  'too-short': 'keyTooShort',
  'too-long': 'keyTooLong',
  characters: 'keyCharacters',
  'no-address': 'serverAddressInvalid',
  'no-session': 'keyNoSession',
  'no-passphrase': 'keyNoPassphrase',
  locked: 'keyStillLocked',
  'not-kept': 'keyNotKept',
};
