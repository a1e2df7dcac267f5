import { MAX_SEED, nearestSeconds, type ModelCard } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { seconds } from '../format';
import { locale, t } from '../i18n';
import { Choice } from '../ui/Choice';
import { Switch } from '../ui/Switch';
import type { OrderEdit } from './order-edit';
import './options.css';
import './model-form.css';

type Asked = Pick<Preferences, 'videoSeconds' | 'videoAspect' | 'videoResolution' | 'videoAudio'>;

/** From so many lengths on they are chosen from a list. */
const MANY = 7;

/** What can be asked of a model, drawn from its card: no option is shown that it does not have. */
export function ModelForm(props: {
  cards: readonly ModelCard[];
  card: ModelCard;
  settings: Asked;
  edit: OrderEdit;
  negative: string;
  onCard: (id: string) => void;
  onSettings: (patch: Partial<Asked>) => void;
  onEdit: (change: Partial<OrderEdit>) => void;
}) {
  const { cards, card, settings, edit, negative, onCard, onSettings, onEdit } = props;
  const length = nearestSeconds(card, settings.videoSeconds);
  const aspect = known(card.aspects, settings.videoAspect);
  return (
    <section className="options" aria-label={t('serverOptions')}>
      {cards.length > 1 && (
        <label className="model-pick">
          <span className="choice-label">{t('model')}</span>
          <select value={card.id} onChange={(event) => onCard(event.target.value)}>
            {cards.map(({ id, name }) => (
              <option key={id} value={id}>
                {name || t('modelUnnamed')}
              </option>
            ))}
          </select>
        </label>
      )}
      <Length card={card} value={length} onChange={(videoSeconds) => onSettings({ videoSeconds })} />
      {card.aspects.length > 0 && (
        <Choice
          label={t('shape')}
          kind="swatches"
          value={aspect}
          options={card.aspects.map((value) => ({ value, name: value, face: <Shape ratio={value} /> }))}
          onChange={(videoAspect) => onSettings({ videoAspect })}
          note={aspect}
        />
      )}
      {card.resolutions.length > 0 && (
        <Choice
          label={t('resolution')}
          kind="segments"
          value={known(card.resolutions, settings.videoResolution)}
          options={card.resolutions.toSorted(bySize).map((value) => ({ value, name: value }))}
          onChange={(videoResolution) => onSettings({ videoResolution })}
        />
      )}
      {card.audio === 'choice' && (
        <Switch
          label={t('withSound')}
          hint={t('withSoundHint')}
          on={settings.videoAudio}
          onChange={(videoAudio) => onSettings({ videoAudio })}
        />
      )}
      {card.audio === 'always' && <p className="quiet">{t('alwaysSound')}</p>}
      {(card.negative || card.seed) && (
        <details className="fold">
          <summary>
            <span>{t('more')}</span>
          </summary>
          <div className="more">
            {card.negative && (
              <label className="model-field">
                <span>{t('notToShow')}</span>
                <textarea
                  rows={2}
                  dir="auto"
                  maxLength={500}
                  value={negative}
                  onChange={(event) => onEdit({ negative: event.target.value })}
                />
              </label>
            )}
            {card.seed && <Seed value={edit.seed} onChange={(seed) => onEdit({ seed })} />}
          </div>
        </details>
      )}
    </section>
  );
}

/** The few lengths of a model side by side; many, or any, in a list. */
function Length({
  card,
  value,
  onChange,
}: {
  card: ModelCard;
  value: number;
  onChange: (s: number) => void;
}) {
  const values = lengthsOf(card);
  const only = values.length === 1;
  if (values.length < MANY) {
    return (
      <Choice
        label={t('length')}
        kind="segments"
        value={value}
        options={values.map((each) => ({ value: each, name: seconds(each, locale()) }))}
        onChange={onChange}
        note={only ? t('onlyLength') : undefined}
      />
    );
  }
  return (
    <label className="model-pick">
      <span className="choice-label">{t('length')}</span>
      <select value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {values.map((each) => (
          <option key={each} value={each}>
            {seconds(each, locale())}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Of a range, whole seconds are enough to choose from. */
function lengthsOf({ seconds: offered }: ModelCard): number[] {
  if (offered.kind === 'list') return offered.values;
  const step = Math.max(offered.step, 1);
  const count = Math.floor((offered.max - offered.min) / step) + 1;
  return Array.from({ length: count }, (_, i) => offered.min + i * step);
}

/** Same words, same seed: nearly the same clip. Empty: whatever the service takes. */
function Seed({ value, onChange }: { value: number | null; onChange: (seed: number | null) => void }) {
  const read = (typed: string) => {
    const seed = Number(typed.replaceAll(/\D/g, ''));
    onChange(typed.trim() === '' || !(seed <= MAX_SEED) ? null : seed);
  };
  return (
    <label className="model-field">
      <span>{t('seed')}</span>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder={t('seedAny')}
        value={value ?? ''}
        onChange={(event) => read(event.target.value)}
      />
      <span className="quiet">{t('seedHint')}</span>
    </label>
  );
}

/** The shape itself, as large as its row allows. */
function Shape({ ratio }: { ratio: string }) {
  const [w = 1, h = 1] = ratio.split(':').map(Number);
  const scale = 26 / Math.max(w, h);
  return (
    <span className="shape" aria-hidden>
      <span style={{ inlineSize: Math.max(w * scale, 6), blockSize: Math.max(h * scale, 6) }} />
    </span>
  );
}

/** Of "720p", "1080p" and "4k"; the first of a card is its default, whatever its size. */
function bySize(a: string, b: string): number {
  const size = (name: string) => Number.parseFloat(name) * (/k$/i.test(name) ? 1000 : 1);
  return size(a) - size(b);
}

function known(offered: readonly string[], wished: string): string {
  return offered.includes(wished) ? wished : (offered[0] ?? '');
}
