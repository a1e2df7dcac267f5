import { useEffect, useRef, useState } from 'react';
import type { Caps } from '@/utils/domain';
import { locale, t, type MessageKey } from '../i18n';
import { useCaps } from '../live/money-hooks';
import { useServices } from '../services';
import { StorageCard } from '../trouble/TroubleCard';
import { fieldAmount, typedAmount } from './amount';
import { Field } from './Field';

const LIMITS = [
  ['clip', 'limitClip'],
  ['day', 'limitDay'],
  ['month', 'limitMonth'],
] as const satisfies readonly (readonly [keyof Caps, MessageKey])[];

/** What may be spent at most: per clip, day and month. Saved as each field is left. */
export function Limits() {
  const caps = useCaps();
  const { said, save } = useSaveCaps(caps.kind === 'ready' ? caps.value : undefined);
  if (caps.kind === 'trouble') {
    return <StorageCard error={caps.error} onRetry={() => void caps.refresh()} />;
  }
  if (caps.kind === 'loading') return <div aria-busy="true" />;
  return (
    <>
      <div className="card limits">
        {LIMITS.map(([key, label]) => (
          <LimitField key={key} label={t(label)} saved={caps.value[key]} onSave={(usd) => save(key, usd)} />
        ))}
      </div>
      <p className="quiet settings-status" role="status">
        {said && t(said)}
      </p>
    </>
  );
}

function useSaveCaps(stored: Caps | undefined) {
  const { saveCaps } = useServices();
  const [said, setSaid] = useState<MessageKey>();
  /** What the last save wrote, until the store tells of it: two fields left in a row must not undo each other. */
  const newest = useRef<Caps>(undefined);
  useEffect(() => {
    newest.current = stored;
  }, [stored]);
  const save = async (key: keyof Caps, usd: number | null): Promise<boolean> => {
    if (!newest.current) return false;
    const before = newest.current;
    newest.current = { ...before, [key]: usd };
    setSaid(undefined);
    try {
      await saveCaps(newest.current);
      setSaid(usd === null ? 'limitRemoved' : 'limitSaved');
      return true;
    } catch {
      newest.current = before;
      setSaid('limitSaveFailed');
      return false;
    }
  };
  return { said, save };
}

function LimitField(props: {
  label: string;
  saved: number | null;
  onSave: (usd: number | null) => Promise<boolean>;
}) {
  const { label, saved, onSave } = props;
  /** What is typed and not yet in the store. */
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? undefined : typedAmount(typed, locale());
  const [left, setLeft] = useState(false);

  const commit = async () => {
    if (read === undefined) return;
    setLeft(true);
    if (!read.ok) return;
    if (read.usd === saved || (await onSave(read.usd))) setTyped(undefined);
  };
  return (
    <Field
      label={label}
      value={typed ?? fieldAmount(saved, locale())}
      unit={t('usd')}
      placeholder={t('noLimit')}
      inputMode="decimal"
      problem={left && read?.ok === false ? 'amountInvalid' : undefined}
      onChange={(event) => {
        setTyped(event.target.value);
        setLeft(false);
      }}
      onBlur={() => void commit()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void commit();
        if (event.key === 'Escape') setTyped(undefined);
      }}
    />
  );
}
