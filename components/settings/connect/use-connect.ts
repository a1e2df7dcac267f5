import { useRef, useState } from 'react';
import type { Connection } from '@/utils/domain';
import { t, type MessageKey } from '../../i18n';
import { useServices } from '../../services';
import { useSay } from '../../ui/Toasts';
import { KEY_REFUSALS, LOCK_PROBLEMS } from '../passphrase';
import { useAskAccess } from './use-access';
import type { Secret, SecretProblems } from './use-secret';

/** Saves a connection and its key: the permission first, then the key, then what may use it. */
export function useConnect(props: {
  isNew: boolean;
  onSaved: (connection: Connection) => void;
  onSecret: (problems: SecretProblems) => void;
}) {
  const { isNew, onSaved, onSecret } = props;
  const { saveConnection } = useServices();
  const askAccess = useAskAccess();
  const settle = useSettleSecret();
  const say = useSay();
  const [state, setState] = useState<{ saving: boolean; trouble?: MessageKey }>({ saving: false });
  const busy = useRef(false);

  /** Must be called within the click: it may have to ask for a permission. */
  const save = (connection: Connection, secret: Secret): void => {
    // Not the state: two clicks may come before it is drawn.
    if (busy.current) return;
    busy.current = true;
    // First in the click: after any await the browser no longer takes it for the user's own wish.
    const granted = askAccess(connection);
    setState({ saving: true });
    const write = async (): Promise<void> => {
      if (!(await granted)) return setState({ saving: false, trouble: 'serverPermissionRefused' });
      const problems = await settle(connection, secret);
      if (problems) {
        setState({ saving: false });
        return onSecret(problems);
      }
      await saveConnection(connection);
      say(t(isNew ? (connection.kind === 'chat' ? 'chatAdded' : 'serverAdded') : 'serverChanged'));
      onSaved(connection);
    };
    write()
      .catch(() => setState({ saving: false, trouble: 'serverSaveFailed' }))
      .finally(() => {
        busy.current = false;
      });
  };
  return { ...state, save };
}

/** Undefined: done. */
function useSettleSecret() {
  const { saveKey, forgetKey, tellLock } = useServices();
  return async ({ id, baseUrl }: Connection, secret: Secret): Promise<SecretProblems | undefined> => {
    if (secret.kind === 'as-is') return undefined;
    if (secret.kind === 'forget') return void (await forgetKey(id));
    const { key, keep, lock } = secret;
    const first = lock && LOCK_PROBLEMS[await tellLock(lock)];
    if (first) return { first };
    const saved = await saveKey({ connectionId: id, baseUrl, key, keep });
    return saved.ok ? undefined : { key: KEY_REFUSALS[saved.reason] };
  };
}
