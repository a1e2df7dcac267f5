import { KeyRound, Lock } from 'lucide-react';
import type { KeysState } from '@/utils/messaging';
import { t } from '../../i18n';
import { useConnections, useKeys } from '../../live/money-hooks';
import { Section } from '../Section';
import { OpenLock } from './OpenLock';
import { RemovePassphrase } from './RemovePassphrase';
import { SetPassphrase } from './SetPassphrase';
import { Unlock } from './Unlock';

/** How keys are kept, and the passphrase before some of them. Nothing where there is neither. */
export function Keys() {
  const keys = useKeys();
  if (keys.kind !== 'ready') return null;
  const { lock } = keys.value;
  if (!lock.set && Object.keys(keys.value.keys).length === 0) return null;
  return (
    <Section title={t('keys')} intro={t('keysIntro')} name="keys">
      <Passphrase state={keys.value} />
    </Section>
  );
}

function Passphrase({ state }: { state: KeysState }) {
  const behind = useNamesBehind(state);
  const { lock } = state;
  if (!lock.set) {
    return (
      <div className="card lock">
        <p className="lock-line">
          <KeyRound size={16} aria-hidden />
          {t('lockNone')}
        </p>
        <SetPassphrase />
      </div>
    );
  }
  return (
    <div className="card lock">
      <p className="lock-line">
        {lock.open ? <KeyRound size={16} aria-hidden /> : <Lock size={16} aria-hidden />}
        {t(lock.open ? 'lockOpen' : 'lockLocked')}
      </p>
      {lock.open ? <OpenLock minutes={lock.minutes} /> : <Unlock />}
      <RemovePassphrase forgotten={!lock.open} names={behind} />
    </div>
  );
}

/** What would have to be given its key again. */
function useNamesBehind({ keys }: KeysState): string[] {
  const connections = useConnections();
  if (connections.kind !== 'ready') return [];
  return connections.value.flatMap(({ id, name }) => {
    const key = keys[id];
    return key && key.kind !== 'none' && key.kind !== 'gone' && key.keep === 'passphrase' ? [name] : [];
  });
}
