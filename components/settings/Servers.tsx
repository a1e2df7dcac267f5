import { Pencil, Plus, PlugZap, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Connection } from '@/utils/domain';
import { usd } from '../format';
import { isolate, locale, t } from '../i18n';
import { useConnections } from '../live/money-hooks';
import { useServices } from '../services';
import { StorageCard } from '../trouble/TroubleCard';
import { useSay } from '../ui/Toasts';
import { ServerForm } from './ServerForm';
import { TestReport } from './TestReport';
import { useTest } from './use-test';

type Editing = { kind: 'none' } | { kind: 'new' } | { kind: 'edit'; id: string };

/** Servers the user connected, and the form that adds or changes one. */
export function Servers() {
  const connections = useConnections();
  const [editing, setEditing] = useState<Editing>({ kind: 'none' });
  const add = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  /** Whose form was just closed: the keyboard goes on from where it was opened. Empty for a new one. */
  const back = useRef<string>(undefined);

  useEffect(() => {
    const id = back.current;
    if (id === undefined || editing.kind !== 'none') return;
    back.current = undefined;
    const edit = list.current?.querySelector<HTMLElement>(`[data-edit="${CSS.escape(id)}"]`);
    (edit ?? add.current)?.focus();
  }, [editing]);

  const close = (id: string) => {
    back.current = id;
    setEditing({ kind: 'none' });
  };
  if (connections.kind === 'trouble') {
    return <StorageCard error={connections.error} onRetry={() => void connections.refresh()} />;
  }
  if (connections.kind === 'loading') return <div aria-busy="true" />;
  return (
    <>
      {connections.value.length > 0 && (
        <ul className="server-list" ref={list}>
          {connections.value.map((connection) => (
            <li key={connection.id}>
              {editing.kind === 'edit' && editing.id === connection.id ? (
                <ServerForm before={connection} onClose={() => close(connection.id)} />
              ) : (
                <ServerCard
                  connection={connection}
                  onEdit={() => setEditing({ kind: 'edit', id: connection.id })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {editing.kind === 'new' ? (
        <ServerForm onClose={() => close('')} />
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

function ServerCard({ connection, onEdit }: { connection: Connection; onEdit: () => void }) {
  const remove = useRemove();
  const { test, run } = useTest();
  const { id, name, baseUrl, model } = connection;
  const named = isolate(name);
  return (
    <article className="card server-card" aria-label={name}>
      <div>
        <h3 className="server-name">
          <bdi>{name}</bdi>
        </h3>
        <p className="server-address">
          <bdi>{baseUrl}</bdi>
        </p>
        <p className="quiet">
          {model !== '' && (
            <>
              <bdi>{model}</bdi>
              {' · '}
            </>
          )}
          {priceOf(connection)}
        </p>
      </div>
      <TestReport test={test} />
      <div className="actions">
        <button
          type="button"
          className="button"
          aria-label={t('testNamed', named)}
          aria-disabled={test.kind === 'running'}
          onClick={() => run(baseUrl)}
        >
          <PlugZap size={15} aria-hidden />
          {t('testServer')}
        </button>
        <button
          type="button"
          className="button"
          data-edit={id}
          aria-label={t('editNamed', named)}
          onClick={onEdit}
        >
          <Pencil size={15} aria-hidden />
          {t('edit')}
        </button>
        <button
          type="button"
          className="button button-plain"
          aria-label={t('removeNamed', named)}
          onClick={() => void remove(connection)}
        >
          <Trash2 size={15} aria-hidden />
          {t('remove')}
        </button>
      </div>
    </article>
  );
}

function priceOf({ usdPerSecond }: Connection): string {
  if (usdPerSecond === null) return t('priceUnknown');
  return usdPerSecond === 0 ? t('costFree') : t('pricePerSecond', usd(usdPerSecond, locale()));
}

/** Removes a server so that it can be taken back, and says so. */
function useRemove() {
  const { saveConnection, removeConnection } = useServices();
  const say = useSay();
  return async (connection: Connection): Promise<void> => {
    const undo = () =>
      void saveConnection(connection).then(
        () => say(t('serverRestored')),
        () => say(t('serverRestoreFailed')),
      );
    try {
      await removeConnection(connection.id);
      say(t('serverRemoved'), { label: t('undo'), run: undo }, { takesFocus: true });
    } catch {
      say(t('serverRemoveFailed'));
    }
  };
}
