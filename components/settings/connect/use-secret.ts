import { useRef, useState, type RefObject } from 'react';
import type { Connection, KeyKeep, KeyState, LockState } from '@/utils/domain';
import type { LockWish } from '@/utils/messaging';
import type { MessageKey } from '../../i18n';
import { useKeys } from '../../live/money-hooks';
import { isSameOrigin } from '../connection-form';
import { newPassphraseProblems, type PassphraseProblems } from '../passphrase';

/** What is to become of a connection's key when it is saved. */
export type Secret =
  | { kind: 'as-is' }
  | { kind: 'forget' }
  /** `lock`: what has to be done before a key can be put behind the passphrase. */
  | { kind: 'new'; key: string; keep: KeyKeep; lock: LockWish | null };

export type SecretProblems = PassphraseProblems & { key?: MessageKey | undefined };

const NO_KEY: KeyState = { kind: 'none' };
const NO_LOCK: LockState = { set: false, open: false, minutes: 15 };

export type SecretPart = ReturnType<typeof useSecret>;

/** The part of a connection's form that has to do with its key; what is typed stays in the fields. */
export function useSecret(props: {
  before: Connection | undefined;
  /** As it is typed now. */
  baseUrl: string;
  /** A service does nothing without one. */
  required: boolean;
  /** Opened to enter it anew. */
  anew: boolean;
}) {
  const { before, baseUrl, required, anew } = props;
  const keys = useKeys();
  const state = (keys.kind === 'ready' && before && keys.value.keys[before.id]) || NO_KEY;
  const lock = keys.kind === 'ready' ? keys.value.lock : NO_LOCK;
  const moved = before !== undefined && state.kind !== 'none' && !isSameOrigin(before.baseUrl, baseUrl);
  const [replacing, setReplacing] = useState(anew);
  const [chosen, setKeep] = useState<KeyKeep>();
  const [problems, setProblems] = useState<SecretProblems>({});
  /** Only whether there is something, never what. */
  const [begun, setBegun] = useState(false);
  const key = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);

  const entering = replacing || moved || (state.kind !== 'set' && state.kind !== 'locked');
  const keep = chosen ?? (state.kind === 'none' ? 'stored' : state.keep);
  const wants: 'new-passphrase' | 'passphrase' | 'nothing' = wantedFor(keep, lock);

  /** Undefined: something is wrong with it, and shown. */
  const read = (): Secret | undefined => {
    if (!entering) return { kind: 'as-is' };
    const typed = key.current?.value.trim() ?? '';
    if (typed === '') {
      if (replacing || (required && !before)) return fail({ key: 'keyEmpty' });
      return { kind: moved ? 'forget' : 'as-is' };
    }
    const passphrase = first.current?.value ?? '';
    const wrong = wants === 'new-passphrase' && newPassphraseProblems(passphrase, again.current?.value ?? '');
    if (wrong) return fail(wrong);
    if (wants === 'passphrase' && passphrase === '') return fail({ first: 'passphraseEmpty' });
    const todo = { 'new-passphrase': 'set', passphrase: 'unlock', nothing: null } as const;
    const what = todo[wants];
    return { kind: 'new', key: typed, keep, lock: what && { do: what, passphrase } };
  };
  const fail = (found: SecretProblems): undefined => {
    setProblems(found);
    focusFirst(found);
  };
  const focusFirst = (found: SecretProblems): void => {
    const at: RefObject<HTMLInputElement | null> = found.key ? key : found.first ? first : again;
    at.current?.focus();
  };
  return {
    /** How the key of a saved connection stands has to be asked; until then there is nothing to draw. */
    known: before === undefined || keys.kind !== 'loading',
    state,
    lock,
    moved,
    entering,
    replacing,
    keep,
    wants,
    problems,
    inputs: { key, first, again },
    setKeep,
    setReplacing,
    read,
    /** Shows what the background found wrong. */
    fail,
    /** For a free call before anything is saved; null: none was typed. */
    typed: (): string | null => (entering && key.current?.value.trim()) || null,
    /** How a key is kept is asked where there will be one. */
    asksKeep: required || begun || state.kind !== 'none',
    input: () => {
      setProblems({});
      setBegun(key.current?.value !== '');
    },
  };
}

function wantedFor(keep: KeyKeep, { set, open }: LockState) {
  if (keep !== 'passphrase') return 'nothing';
  if (!set) return 'new-passphrase';
  return open ? 'nothing' : 'passphrase';
}
