import { Lock } from 'lucide-react';
import { useState } from 'react';
import { LOCK_MINUTES, type LockMinutes } from '@/utils/domain';
import { locale, t, type MessageKey } from '../../i18n';
import { useSay } from '../../ui/Toasts';
import { Choice } from '../../ui/Choice';
import { SetPassphrase } from './SetPassphrase';
import { useTellLock } from './use-lock';

/** An open lock: when it locks by itself, locking it now, another passphrase. */
export function OpenLock({ minutes }: { minutes: LockMinutes }) {
  const { busy, tell } = useTellLock();
  const say = useSay();
  const [trouble, setTrouble] = useState<MessageKey>();
  const lockNow = async (): Promise<void> => {
    const wrong = await tell({ do: 'lock' });
    if (wrong === null) say(t('keysLocked'));
    setTrouble(wrong ?? undefined);
  };
  const choose = async (wished: LockMinutes): Promise<void> => {
    setTrouble((await tell({ do: 'minutes', minutes: wished })) ?? undefined);
  };
  return (
    <>
      <Choice
        label={t('lockAfter')}
        kind="segments"
        value={minutes}
        options={LOCK_MINUTES.map((value) => ({ value, name: inMinutes(value) }))}
        onChange={(wished) => void choose(wished)}
      />
      <p className="settings-status field-problem" role="alert">
        {trouble && t(trouble)}
      </p>
      <div className="actions">
        <button type="button" className="button" aria-disabled={busy} onClick={() => void lockNow()}>
          <Lock size={15} aria-hidden />
          {t('lockNow')}
        </button>
      </div>
      <SetPassphrase change />
    </>
  );
}

/** "15 min", in the user's language. */
function inMinutes(value: number): string {
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: 'minute', unitDisplay: 'short' }).format(
    value,
  );
}
