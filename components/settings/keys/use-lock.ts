import { useRef, useState } from 'react';
import type { LockAnswer, LockWish } from '@/utils/messaging';
import type { MessageKey } from '../../i18n';
import { useServices } from '../../services';
import { LOCK_PROBLEMS } from '../passphrase';

/** Says one thing to the lock at a time. The answer's words, or null: it was done; undefined: one is under way. */
export function useTellLock() {
  const { tellLock } = useServices();
  const [busy, setBusy] = useState(false);
  const under = useRef(false);
  const tell = async (wish: LockWish): Promise<MessageKey | null | undefined> => {
    // Not the state: two clicks may come before it is drawn.
    if (under.current) return undefined;
    under.current = true;
    setBusy(true);
    try {
      return LOCK_PROBLEMS[await tellLock(wish).catch((): LockAnswer => 'not-kept')];
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  return { busy, tell };
}
