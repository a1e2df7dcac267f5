import { PRESETS, type Preset } from '@/utils/domain';
import { isolate, t } from '../../i18n';
import { Choice } from '../../ui/Choice';
import { bodyOf } from '../connection-form';
import { Field } from '../Field';
import { CHAT_PLACES, chatPlaceOf, PROGRAMS, programName, type ChatPlace } from './offers';
import type { Form } from './use-form';

interface Props {
  form: Form;
  /** Names that Test found. */
  models: readonly string[];
  /** What was found holds for the address it was found at. */
  onMoved: () => void;
}

/** What Ollama has to be told before it answers an extension. */
const OLLAMA_ORIGINS = 'OLLAMA_ORIGINS=chrome-extension://*,moz-extension://*';

const PROGRAM_ORDER: readonly Preset[] = [...PRESETS.filter((preset) => preset !== 'custom'), 'custom'];

/** Address, name, model and price of a server that speaks `/v1/videos`. */
export function VideoServerFields({ form, models, onMoved }: Props) {
  const { fields, field, change } = form;
  return (
    <>
      <Choice
        label={t('program')}
        kind="segments"
        value={fields.preset}
        options={PROGRAM_ORDER.map((value) => ({ value, name: programName(value) }))}
        onChange={(preset) => change({ preset, body: bodyOf({ preset, body: fields.body }) })}
      />
      <Field
        {...field('baseUrl', onMoved)}
        label={t('serverAddress')}
        hint={t('serverAddressHint')}
        placeholder={PROGRAMS[fields.preset].address}
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
    </>
  );
}

/** Where a chat model is found, and what it is called there. */
export function ChatFields({ form, models, onMoved }: Props) {
  const { fields, field, change } = form;
  const place = chatPlaceOf(fields.baseUrl.trim());
  const { hint } = CHAT_PLACES[place];
  return (
    <>
      <Choice
        label={t('program')}
        kind="segments"
        value={place}
        options={(Object.keys(CHAT_PLACES) as ChatPlace[]).map((value) => ({
          value,
          name: CHAT_PLACES[value].name || t('programOther'),
        }))}
        onChange={(next) => {
          change({ baseUrl: CHAT_PLACES[next].address });
          onMoved();
        }}
      />
      {hint && <p className="note">{t(hint, isolate(OLLAMA_ORIGINS))}</p>}
      <Field
        {...field('baseUrl', onMoved)}
        label={t('serverAddress')}
        hint={t('serverAddressHint')}
        placeholder={CHAT_PLACES.ollama.address}
        inputMode="url"
        required
        dir="ltr"
      />
      <Field
        {...field('chatModel')}
        label={t('serverModel')}
        hint={t('chatModelNeeded')}
        suggestions={models}
        required
        dir="ltr"
      />
    </>
  );
}
