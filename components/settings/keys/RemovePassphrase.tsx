import { useState } from 'react';
import { Sure } from '../../job/Sure';
import { isolate, locale, t, type MessageKey } from '../../i18n';
import { useSay } from '../../ui/Toasts';
import { useTellLock } from './use-lock';

/** Removes the passphrase, and with it the keys behind it; says which, and asks first. */
export function RemovePassphrase({ forgotten, names }: { forgotten: boolean; names: readonly string[] }) {
  const { tell } = useTellLock();
  const say = useSay();
  const [trouble, setTrouble] = useState<MessageKey>();
  const remove = async (): Promise<void> => {
    const wrong = await tell({ do: 'remove' });
    if (wrong === null) say(t('passphraseRemoved'));
    setTrouble(wrong ?? undefined);
  };
  const list = new Intl.ListFormat(locale(), { type: 'conjunction' }).format(names.map(isolate));
  return (
    <>
      <Sure
        label={t(forgotten ? 'passphraseForgotten' : 'removePassphrase')}
        question={names.length > 0 ? t('removePassphraseSure', list) : t('removePassphraseSureNone')}
        yes={t('removePassphrase')}
        onYes={() => void remove()}
        plain
      />
      <p className="settings-status field-problem" role="alert">
        {trouble && t(trouble)}
      </p>
    </>
  );
}
