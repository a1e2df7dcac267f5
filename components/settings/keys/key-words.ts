/** How a key stands, in words: that there is one, and its last characters; never more. */
import type { KeyKeep, KeyState } from '@/utils/domain';
import { isolate, t, type MessageKey } from '../../i18n';

const KEPT: Record<KeyKeep, MessageKey> = {
  session: 'keptSession',
  stored: 'keptStored',
  passphrase: 'keptPassphrase',
};

/** Empty where there is none. */
export function keyWords(state: KeyState): string {
  if (state.kind === 'none') return '';
  if (state.kind === 'gone') return t('keyGone');
  const locked = state.kind === 'locked';
  const ends = isolate(state.ends);
  if (state.ends === '') return `${t(locked ? 'keyLocked' : 'keySet')} · ${t(KEPT[state.keep])}`;
  return `${t(locked ? 'keyLockedEnds' : 'keySetEnds', ends)} · ${t(KEPT[state.keep])}`;
}
