import { useId, useState } from 'react';
import type { Connection } from '@/utils/domain';
import { t } from '../../i18n';
import { useCaps } from '../../live/money-hooks';
import { useServices } from '../../services';
import { leadTo } from '../Section';

/** Sends to a connection without the card before it: only while some limit says where it ends. */
export function QuickSwitch({ connection }: { connection: Connection }) {
  const { saveConnection } = useServices();
  const caps = useCaps();
  const id = useId();
  const [failed, setFailed] = useState(false);
  if (caps.kind !== 'ready') return null;
  const limited = Object.values(caps.value).some((limit) => limit !== null);
  const change = (quick: boolean): void => {
    setFailed(false);
    saveConnection({ ...connection, quick }).catch(() => setFailed(true));
  };
  return (
    <div className="quick">
      <label className="switch">
        <span>{t('quick')}</span>
        <input
          type="checkbox"
          role="switch"
          aria-describedby={id}
          disabled={!limited}
          checked={limited && connection.quick}
          onChange={(event) => change(event.target.checked)}
        />
      </label>
      <p className="quiet">
        <span id={id}>{t(limited ? 'quickHint' : 'quickNeedsLimit')}</span>{' '}
        {!limited && (
          <button type="button" className="link" onClick={() => leadTo('limits')}>
            {t('setLimit')}
          </button>
        )}
      </p>
      <p className="settings-status field-problem" role="alert">
        {failed && t('serverSaveFailed')}
      </p>
    </div>
  );
}
