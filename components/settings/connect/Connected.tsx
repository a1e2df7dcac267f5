import { CircleAlert, KeyRound, Lock, Pencil, PlugZap, Trash2 } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Connection, KeyState } from '@/utils/domain';
import { isHosted, SERVICES } from '@/utils/providers';
import { day, usd } from '../../format';
import { isolate, locale, t, tn } from '../../i18n';
import { useKeys, useListedModels } from '../../live/money-hooks';
import { keyWords } from '../keys/key-words';
import { leadTo } from '../Section';
import { TestReport } from '../TestReport';
import { testOf, useTest } from '../use-test';
import { offerName, programName } from './offers';
import { QuickSwitch } from './QuickSwitch';
import { useAskAccess, useHasAccess } from './use-access';
import { useRemove } from './use-remove';

/** A connected service or server: how it stands, and what can be done about it. */
export function Connected(props: {
  connection: Connection;
  /** Connected a moment ago: it is tested by itself, since its permission was just given. */
  isNew: boolean;
  /** `anew`: to enter the key again. */
  onEdit: (anew: boolean) => void;
}) {
  const { connection, isNew, onEdit } = props;
  const remove = useRemove();
  const { test, run, look } = useTest();
  const { id, kind, name, baseUrl } = connection;
  const named = isolate(name);
  const looked = useRef(false);
  useEffect(() => {
    // The list may show it before the form has told that it is new.
    if (!isNew || looked.current) return;
    looked.current = true;
    void look(testOf(connection));
  }, [isNew, connection, look]);

  return (
    <article className="card server-card" aria-label={name}>
      <div>
        <h3 className="server-name">
          <bdi>{name}</bdi>
        </h3>
        {(!isHosted(kind) || baseUrl !== SERVICES[kind].baseUrl) && (
          <p className="server-address">
            <bdi>{baseUrl}</bdi>
          </p>
        )}
        <p className="quiet">
          <About connection={connection} />
        </p>
      </div>
      <Standing connection={connection} onKey={() => onEdit(true)} />
      {kind !== 'chat' && <QuickSwitch connection={connection} />}
      <TestReport test={test} kind={kind} baseUrl={baseUrl} onKey={() => onEdit(true)} />
      <div className="actions">
        <button
          type="button"
          className="button"
          aria-label={t('testNamed', named)}
          aria-disabled={test.kind === 'running'}
          onClick={() => void run(testOf(connection))}
        >
          <PlugZap size={15} aria-hidden />
          {t('testServer')}
        </button>
        <button
          type="button"
          className="button"
          data-edit={id}
          aria-label={t('editNamed', named)}
          onClick={() => onEdit(false)}
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

/** What it is, its model, its price. */
function About({ connection }: { connection: Connection }) {
  const { id, kind, preset, name, model, chatModel } = connection;
  const listed = useListedModels();
  const own =
    listed.kind === 'ready' ? listed.value.find(({ connectionId }) => connectionId === id) : undefined;
  const what = kind === 'openai-videos' && preset !== 'custom' ? programName(preset) : offerName(kind);
  const parts = [
    what !== name && what,
    kind === 'chat' ? chatModel : model,
    own && isHosted(kind) && tn('modelsListed', own.cards.length, day(own.at, locale())),
    kind === 'openai-videos' && priceOf(connection),
  ].filter((part) => typeof part === 'string' && part !== '');
  return parts.map((part) => isolate(`${part}`)).join(' · ');
}

/** Key and permission, and the way out where one of them is missing. */
function Standing({ connection, onKey }: { connection: Connection; onKey: () => void }) {
  const { id, kind, baseUrl } = connection;
  const keys = useKeys();
  const askAccess = useAskAccess();
  const has = useHasAccess(baseUrl);
  const state: KeyState | undefined =
    keys.kind === 'ready' ? (keys.value.keys[id] ?? { kind: 'none' }) : undefined;
  const missing = state?.kind === 'none' && isHosted(kind);
  return (
    <ul className="standing">
      {(missing || state?.kind === 'gone') && (
        <Line icon={<CircleAlert size={15} aria-hidden />} words={t(missing ? 'keyNone' : 'keyGone')} warns>
          <button type="button" className="button" onClick={onKey}>
            {t('enterKey')}
          </button>
        </Line>
      )}
      {state?.kind === 'set' && <Line icon={<KeyRound size={15} aria-hidden />} words={keyWords(state)} />}
      {state?.kind === 'locked' && (
        <Line icon={<Lock size={15} aria-hidden />} words={keyWords(state)} warns>
          <button type="button" className="button" onClick={() => leadTo('keys')}>
            {t('unlockKeys')}
          </button>
        </Line>
      )}
      {has === false && (
        <Line icon={<CircleAlert size={15} aria-hidden />} words={t('accessTaken')} warns>
          <button type="button" className="button" onClick={() => void askAccess(connection)}>
            {t('allowAccess', isolate(new URL(baseUrl).hostname))}
          </button>
        </Line>
      )}
    </ul>
  );
}

function Line(props: { icon: ReactNode; words: string; warns?: boolean; children?: ReactNode }) {
  return (
    <li className={props.warns ? 'warns' : undefined}>
      {props.icon}
      <p>{props.words}</p>
      {props.children}
    </li>
  );
}

function priceOf({ usdPerSecond }: Connection): string {
  if (usdPerSecond === null) return t('priceUnknown');
  return usdPerSecond === 0 ? t('costFree') : t('pricePerSecond', usd(usdPerSecond, locale()));
}
