import { PlugZap } from 'lucide-react';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { Connection } from '@/utils/domain';
import { locale, t, type MessageKey } from '../i18n';
import { useServices } from '../services';
import { useSay } from '../ui/Toasts';
import {
  ADDRESS_MESSAGES,
  FIELD_NAMES,
  fieldsOf,
  readForm,
  type FieldName,
  type FieldProblems,
} from './connection-form';
import { Field } from './Field';
import { serverAddress } from './server-address';
import { TestReport } from './TestReport';
import { useTest } from './use-test';

/** Adds a server, or changes `before`. Escape and Cancel leave everything as it was. */
export function ServerForm({ before, onClose }: { before?: Connection; onClose: () => void }) {
  const { test, run, forget } = useTest();
  const { problems, setProblems, saving, trouble, save } = useSave(before, onClose);
  const [fields, setFields] = useState(() => fieldsOf(before, locale()));
  const inputs = useRef<Partial<Record<FieldName, HTMLInputElement | null>>>({});
  const titleId = useId();
  const models = test.kind === 'answered' ? test.report.models : [];

  useEffect(() => inputs.current.baseUrl?.focus(), []);

  const show = (found: FieldProblems) => {
    setProblems(found);
    const first = FIELD_NAMES.find((name) => found[name] !== undefined);
    if (first) inputs.current[first]?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readForm(fields, before, {
      locale: locale(),
      now: Date.now(),
      newId: () => crypto.randomUUID(),
    });
    if (!read.ok) return show(read.problems);
    setProblems({});
    save(read.connection);
  };
  const tryIt = () => {
    const address = serverAddress(fields.baseUrl);
    if (!address.ok) return show({ ...problems, baseUrl: ADDRESS_MESSAGES[address.problem] });
    setProblems({ ...problems, baseUrl: undefined });
    run(address.baseUrl);
  };
  const field = (name: FieldName) => ({
    value: fields[name],
    problem: problems[name],
    ref: (input: HTMLInputElement | null) => {
      inputs.current[name] = input;
    },
    onChange: (event: { target: { value: string } }) => {
      setFields({ ...fields, [name]: event.target.value });
      if (problems[name]) setProblems({ ...problems, [name]: undefined });
      // What was found holds for the address it was found at.
      if (name === 'baseUrl') forget();
    },
  });

  return (
    <form
      className="card server-form"
      aria-labelledby={titleId}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && !event.nativeEvent.isComposing && onClose()}
    >
      <h3 id={titleId}>{t(before ? 'editServer' : 'addServer')}</h3>
      <Field
        {...field('baseUrl')}
        label={t('serverAddress')}
        hint={t('serverAddressHint')}
        placeholder="http://127.0.0.1:8000/v1"
        inputMode="url"
        required
        dir="ltr"
      />
      <Field {...field('name')} label={t('serverName')} hint={t('serverNameHint')} dir="auto" spellCheck />
      <Field
        {...field('model')}
        label={t('serverModel')}
        hint={t('serverModelHint')}
        suggestions={models}
        dir="ltr"
      />
      <Field
        {...field('price')}
        label={t('serverPrice')}
        hint={t('serverPriceHint')}
        unit={t('usd')}
        inputMode="decimal"
      />
      <TestReport test={test} />
      <p className="quiet">{t('serverPermission')}</p>
      <div className="settings-status" role="alert">
        {trouble && <p className="field-problem">{t(trouble)}</p>}
      </div>
      <div className="actions">
        <button type="submit" className="button button-accent" aria-disabled={saving}>
          {t('saveServer')}
        </button>
        <button type="button" className="button" aria-disabled={test.kind === 'running'} onClick={tryIt}>
          <PlugZap size={15} aria-hidden />
          {t('testServer')}
        </button>
        <button type="button" className="button button-plain" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

function useSave(before: Connection | undefined, onClose: () => void) {
  const { askOrigin, saveConnection } = useServices();
  const say = useSay();
  const [problems, setProblems] = useState<FieldProblems>({});
  const [state, setState] = useState<{ saving: boolean; trouble?: MessageKey }>({ saving: false });
  const busy = useRef(false);
  const save = (connection: Connection): void => {
    // Not the state: two clicks may come before it is drawn.
    if (busy.current) return;
    busy.current = true;
    // First in the click: after any await the browser no longer takes it for the user's own wish.
    const granted = askOrigin(connection.baseUrl);
    setState({ saving: true });
    const write = async (): Promise<void> => {
      if (!(await granted)) return setState({ saving: false, trouble: 'serverPermissionRefused' });
      await saveConnection(connection);
      say(t(before ? 'serverChanged' : 'serverAdded'));
      onClose();
    };
    write()
      .catch(() => setState({ saving: false, trouble: 'serverSaveFailed' }))
      .finally(() => {
        busy.current = false;
      });
  };
  return { problems, setProblems, ...state, save };
}
