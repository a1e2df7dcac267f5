import { MonitorCheck, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Connection } from '@/utils/domain';
import { t } from '../i18n';
import { useConnections } from '../live/money-hooks';
import { StorageCard } from '../trouble/TroubleCard';
import { ConnectForm } from './connect/ConnectForm';
import { Connected } from './connect/Connected';
import { Offers } from './connect/Offers';

type Editing = { kind: 'none' } | { kind: 'new' } | { kind: 'edit'; id: string; anew: boolean };

/** Where clips can be made: this device, what the user connected, and what else can be. */
export function Servers() {
  const connections = useConnections();
  const [editing, setEditing] = useState<Editing>({ kind: 'none' });
  const [newest, setNewest] = useState('');
  const { add, list, leave } = useWayBack(editing);

  const close = (id: string, saved?: Connection) => {
    leave(saved?.id ?? id);
    if (saved) setNewest(saved.id);
    setEditing({ kind: 'none' });
  };
  if (connections.kind === 'trouble') {
    return <StorageCard error={connections.error} onRetry={() => void connections.refresh()} />;
  }
  if (connections.kind === 'loading') return <div aria-busy="true" />;
  return (
    <>
      <ul className="server-list" ref={list}>
        <li>
          <ThisDevice />
        </li>
        {connections.value.map((connection) => (
          <li key={connection.id}>
            {editing.kind === 'edit' && editing.id === connection.id ? (
              <ConnectForm
                kind={connection.kind}
                before={connection}
                anew={editing.anew}
                onClose={(saved) => close(connection.id, saved)}
              />
            ) : (
              <Connected
                connection={connection}
                isNew={newest === connection.id}
                onEdit={(anew) => setEditing({ kind: 'edit', id: connection.id, anew })}
              />
            )}
          </li>
        ))}
      </ul>
      {editing.kind === 'new' ? (
        <Offers onClose={(saved) => close('', saved)} />
      ) : (
        <div className="actions">
          <button type="button" className="button" ref={add} onClick={() => setEditing({ kind: 'new' })}>
            <Plus size={15} aria-hidden />
            {t('addServer')}
          </button>
        </div>
      )}
    </>
  );
}

function ThisDevice() {
  return (
    <article className="card this-device" aria-label={t('onThisDevice')}>
      <MonitorCheck size={18} aria-hidden />
      <div>
        <h3 className="server-name">{t('onThisDevice')}</h3>
        <p className="quiet">{t('onDeviceAbout')}</p>
      </div>
    </article>
  );
}

/** After a form is closed the keyboard goes on from where it was opened, or from what it made. */
function useWayBack(editing: Editing) {
  const add = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  /** Whose form was just closed. Empty for a new one. */
  const back = useRef<string>(undefined);
  useEffect(() => {
    const id = back.current;
    if (id === undefined || editing.kind !== 'none') return;
    back.current = undefined;
    const edit = list.current?.querySelector<HTMLElement>(`[data-edit="${CSS.escape(id)}"]`);
    (edit ?? add.current)?.focus();
  }, [editing]);
  const leave = (id: string): void => {
    back.current = id;
  };
  return { add, list, leave };
}
