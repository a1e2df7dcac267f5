import { useEffect, useState } from 'react';
import { t, type MessageKey } from '../i18n';
import { useServices } from '../services';

/** Whether the browser may tell of a finished clip while nobody looks. Asked for when it is switched on, never before. */
export function Notifications() {
  const { askNotifications, dropNotifications, hasNotifications } = useServices();
  const [on, setOn] = useState(false);
  const [said, setSaid] = useState<MessageKey>();

  useEffect(() => {
    let gone = false;
    hasNotifications().then(
      (has) => !gone && setOn(has),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [hasNotifications]);

  const change = (wished: boolean) => {
    // First in the click: after any await the browser no longer takes it for the user's own wish.
    const answer = wished ? askNotifications() : dropNotifications().then(() => false);
    setSaid(undefined);
    answer.then(
      (has) => {
        setOn(has);
        if (wished && !has) setSaid('notificationsRefused');
      },
      () => setSaid('notificationsRefused'),
    );
  };
  return (
    <>
      <label className="switch">
        <span>
          {t('notificationsOn')}
          <span className="quiet">{t('notificationsHint')}</span>
        </span>
        <input
          type="checkbox"
          role="switch"
          checked={on}
          onChange={(event) => change(event.target.checked)}
        />
      </label>
      <p className="quiet settings-status" role="status">
        {said && t(said)}
      </p>
    </>
  );
}
