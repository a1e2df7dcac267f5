import type { ConnectionKind } from '@/utils/domain';
import { isHosted, SERVICES } from '@/utils/providers';
import { t } from '../../i18n';
import { Choice } from '../../ui/Choice';
import { Field } from '../Field';
import { hasChat, PROGRAMS } from './offers';
import type { Form } from './use-form';

const BODIES = { multipart: 'bodyForm', json: 'bodyJson' } as const;

/** What few people change, folded away. */
export function MoreFields(props: {
  kind: ConnectionKind;
  form: Form;
  models: readonly string[];
  /** What was found holds for the address it was found at. */
  onMoved: () => void;
}) {
  const { kind, form, models, onMoved } = props;
  const { fields, field, change } = form;
  const bodies = kind === 'openai-videos' ? PROGRAMS[fields.preset].bodies : [];
  return (
    <details className="fold more-fields">
      <summary>{t('moreSettings')}</summary>
      <div>
        {kind !== 'openai-videos' && (
          <Field {...field('name')} label={t('serverName')} hint={t('nameHint')} dir="auto" spellCheck />
        )}
        {isHosted(kind) && (
          <Field
            {...field('model')}
            label={t('firstModel')}
            hint={t('firstModelHint')}
            suggestions={models}
            dir="ltr"
          />
        )}
        {isHosted(kind) && (
          <Field
            {...field('baseUrl', onMoved)}
            label={t('serviceAddress')}
            hint={t('serviceAddressHint')}
            placeholder={SERVICES[kind].baseUrl}
            inputMode="url"
            required
            dir="ltr"
          />
        )}
        {bodies.length > 1 && (
          <>
            <Choice
              label={t('bodyAs')}
              kind="segments"
              value={fields.body}
              options={bodies.map((value) => ({ value, name: t(BODIES[value]) }))}
              onChange={(body) => change({ body })}
            />
            <p className="quiet">{t('bodyHint')}</p>
          </>
        )}
        {kind !== 'chat' && hasChat(kind) && (
          <Field {...field('chatModel')} label={t('chatModel')} hint={t('chatModelHint')} dir="ltr" />
        )}
        {!isHosted(kind) && (
          <>
            <Field {...field('imageModel')} label={t('imageModel')} hint={t('imageModelHint')} dir="ltr" />
            <Field
              {...field('stillPrice')}
              label={t('stillPrice')}
              hint={t('stillPriceHint')}
              unit={t('usd')}
              inputMode="decimal"
            />
          </>
        )}
      </div>
    </details>
  );
}
