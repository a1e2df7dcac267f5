import { PlugZap } from 'lucide-react';
import { useEffect, useRef, type FormEvent } from 'react';
import type { Connection, ConnectionKind } from '@/utils/domain';
import { isHosted, SERVICES } from '@/utils/providers';
import { t } from '../../i18n';
import { isReadable } from '../server-address';
import { TestReport } from '../TestReport';
import { useTest } from '../use-test';
import { KeyPart } from './KeyPart';
import { MoreFields } from './MoreFields';
import { offerName } from './offers';
import { ChatFields, VideoServerFields } from './OwnFields';
import { useConnect } from './use-connect';
import { useForm } from './use-form';
import { useSecret } from './use-secret';

/** Connects a service or server, or changes `before`. Escape and Cancel leave everything as it was. */
export function ConnectForm(props: {
  kind: ConnectionKind;
  before?: Connection;
  /** Opened to enter the key anew. */
  anew?: boolean;
  /** Saved, or undefined: left as it was. */
  onClose: (saved?: Connection) => void;
}) {
  const { kind, before, anew = false, onClose } = props;
  const hosted = isHosted(kind);
  const form = useForm(kind, before);
  const { fields } = form;
  const part = useSecret({ before, baseUrl: fields.baseUrl, required: hosted, anew });
  const { saving, trouble, save } = useConnect({ isNew: !before, onSaved: onClose, onSecret: part.fail });
  const { test, run, forget } = useTest();
  const models = test.kind === 'answered' ? test.report.models : [];
  const whole = useRef<HTMLFormElement>(null);
  useFirstFocus(part.known, () => {
    if (!hosted && !anew) return form.focus('baseUrl');
    // A key that is in place has no field: then it is what can be done about it.
    (part.inputs.key.current ?? whole.current?.querySelector('button'))?.focus();
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const connection = form.read();
    const secret = connection && part.read();
    if (secret) save(connection, secret);
  };
  const tryIt = (): void => {
    const baseUrl = form.address();
    if (baseUrl === undefined) return;
    const key = part.typed();
    const wish = { connectionId: before?.id ?? null, kind, preset: fields.preset, baseUrl, key };
    void run(wish).then((report) => {
      const seen = kind === 'openai-videos' && report?.answer === 'ok' ? report.preset : undefined;
      if (seen !== undefined) form.change({ preset: seen });
    });
  };
  const own = { form, models, onMoved: forget };
  return (
    <form
      ref={whole}
      className={before ? 'card server-form' : 'server-form'}
      aria-label={before?.name ?? offerName(kind)}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && !event.nativeEvent.isComposing && onClose()}
    >
      {before && (
        <h3>
          <bdi>{before.name}</bdi>
        </h3>
      )}
      {kind === 'openai-videos' && <VideoServerFields {...own} />}
      {kind === 'chat' && <ChatFields {...own} />}
      <KeyPart
        part={part}
        label={t(hosted ? 'key' : 'keyOptional')}
        hint={t(hosted ? 'keyHint' : 'keyOptionalHint')}
        placeholder={hosted ? placeholderOf(SERVICES[kind].keyBegins) : ''}
        connectionId={before?.id}
        readable={isReadable(fields.baseUrl.trim())}
      />
      <MoreFields kind={kind} {...own} />
      <TestReport
        test={test}
        kind={kind}
        baseUrl={fields.baseUrl}
        onKey={() => (part.entering ? part.inputs.key.current?.focus() : part.setReplacing(true))}
      />
      {!hosted && <p className="quiet">{t(kind === 'chat' ? 'chatPermission' : 'serverPermission')}</p>}
      <div className="settings-status" role="alert">
        {trouble && <p className="field-problem">{t(trouble)}</p>}
      </div>
      <div className="actions">
        <button type="submit" className="button button-accent" aria-disabled={saving}>
          {t(before ? 'saveServer' : 'connect')}
        </button>
        <button type="button" className="button" aria-disabled={test.kind === 'running'} onClick={tryIt}>
          <PlugZap size={15} aria-hidden />
          {t('testServer')}
        </button>
        <button type="button" className="button button-plain" onClick={() => onClose()}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

/** Where the keyboard begins, once the form is there as a whole. */
function useFirstFocus(isThere: boolean, focus: () => void): void {
  const begin = useRef(focus);
  useEffect(() => {
    if (isThere) begin.current();
  }, [isThere]);
}

function placeholderOf(keyBegins: string): string {
  return keyBegins === '' ? '' : `${keyBegins}…`;
}
