import { Braces } from 'lucide-react';
import type { Attempt, Clip } from '@/utils/domain';
import { locale, t } from '../i18n';
import { useSay } from '../ui/Toasts';
import { recordFields } from './record-fields';

/** Characters that may need more than the lines a field has in the narrowest panel. */
const LONG = 160;

/** Where a clip comes from and how it was made. */
export function RecordCard(props: {
  clip: Clip;
  /** The name of the model that a service made it with. */
  model: string;
  attempts: readonly Attempt[] | undefined;
}) {
  const { clip, model, attempts } = props;
  const say = useSay();
  const copy = () => {
    const { id, createdAt, title, media, record } = clip;
    const json = JSON.stringify({ id, createdAt, title, media, record }, null, 2);
    navigator.clipboard.writeText(json).then(
      () => say(t('copiedRecord')),
      () => say(t('copyFailed')),
    );
  };
  return (
    <details className="fold record">
      <summary>
        <span>{t('record')}</span>
        <span className="quiet">{t('recordHint')}</span>
      </summary>
      <dl>
        {recordFields(clip, locale(), t, attempts, model).map((field) => (
          <div key={`${field.label} ${field.of ?? ''}`}>
            <dt>{t(field.label)}</dt>
            <dd
              className={field.machine ? 'record-machine' : undefined}
              // What is long is scrolled, by keyboard too.
              tabIndex={field.value.length > LONG ? 0 : undefined}
            >
              <bdi>{field.value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button" onClick={copy}>
        <Braces size={15} aria-hidden />
        {t('copyRecord')}
      </button>
    </details>
  );
}
