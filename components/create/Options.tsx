import type { CSSProperties } from 'react';
import {
  ASPECTS,
  durationOf,
  FRAME_RATES,
  LOOKS,
  RESOLUTIONS,
  TEMPLATES,
  type Look,
  type Storyboard,
  type Template,
} from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { seconds } from '../format';
import { locale, t, type MessageKey } from '../i18n';
import { Choice } from '../ui/Choice';
import { Switch } from '../ui/Switch';
import './options.css';

const TEMPLATE_NAMES: Record<Template, MessageKey> = {
  quote: 'templateQuote',
  lyric: 'templateLyric',
  photo: 'templatePhoto',
  storyboard: 'templateStoryboard',
  stat: 'templateStat',
};
const LOOK_NAMES: Record<Look, MessageKey> = {
  editorial: 'lookEditorial',
  grotesk: 'lookGrotesk',
  vivid: 'lookVivid',
  terminal: 'lookTerminal',
};
const LENGTHS = ['auto', 6, 10, 15, 30] as const;

/** How the clip will look. What the Source has no words or pictures for cannot be chosen. */
export function Options(props: {
  storyboard: Storyboard;
  possible: readonly Template[];
  settings: Preferences;
  /** The page's own colour, or empty: the dark look is dyed with it. */
  themeColor: string;
  onTemplate: (template: Template) => void;
  onSettings: (patch: Partial<Preferences>) => void;
}) {
  const { storyboard, possible, settings, themeColor, onTemplate, onSettings } = props;
  const tint = themeColor === '' ? undefined : ({ '--tint': themeColor } as CSSProperties);
  const length = seconds(Math.round(durationOf(storyboard)), locale());
  const summary = [
    settings.resolution,
    t('fps', String(settings.fps)),
    t(settings.soundtrack ? 'withSound' : 'noSound'),
  ].join(' · ');

  return (
    <section className="options" aria-label={t('options')} style={tint}>
      <Choice
        label={t('template')}
        kind="segments"
        value={storyboard.template}
        options={TEMPLATES.map((value) => ({
          value,
          name: t(TEMPLATE_NAMES[value]),
          disabled: !possible.includes(value),
        }))}
        onChange={onTemplate}
      />
      <Choice
        label={t('look')}
        kind="swatches"
        value={settings.look}
        options={LOOKS.map((value) => ({
          value,
          name: t(LOOK_NAMES[value]),
          face: (
            <span className={`look look-${value}`} aria-hidden>
              Aa
            </span>
          ),
        }))}
        onChange={(look) => onSettings({ look })}
        note={t(LOOK_NAMES[settings.look])}
      />
      <Choice
        label={t('shape')}
        kind="swatches"
        value={settings.aspect}
        options={ASPECTS.map((value) => ({
          value,
          name: value,
          face: (
            <span className="shape" aria-hidden>
              <span className={`shape-${value.replace(':', '-')}`} />
            </span>
          ),
        }))}
        onChange={(aspect) => onSettings({ aspect })}
        note={settings.aspect}
      />
      <Choice
        label={t('length')}
        kind="segments"
        value={LENGTHS.find((value) => value === settings.length) ?? 'auto'}
        options={LENGTHS.map((value) => ({
          value,
          name: value === 'auto' ? t('lengthAuto') : seconds(value, locale()),
        }))}
        onChange={(value) => onSettings({ length: value })}
        note={settings.length === 'auto' && length}
      />
      <details className="fold">
        <summary>
          <span>{t('more')}</span>
          <span className="quiet">{summary}</span>
        </summary>
        <div className="more">
          <Choice
            label={t('resolution')}
            kind="segments"
            value={settings.resolution}
            options={RESOLUTIONS.map((value) => ({ value, name: value }))}
            onChange={(resolution) => onSettings({ resolution })}
          />
          <Choice
            label={t('frameRate')}
            kind="segments"
            value={settings.fps}
            options={FRAME_RATES.map((value) => ({ value, name: t('fps', String(value)) }))}
            onChange={(fps) => onSettings({ fps })}
          />
          <Switch
            label={t('soundtrack')}
            hint={t('soundtrackHint')}
            on={settings.soundtrack}
            onChange={(soundtrack) => onSettings({ soundtrack })}
          />
          <Switch
            label={t('reducedMotion')}
            hint={t('reducedMotionHint')}
            on={settings.reducedMotion}
            onChange={(reducedMotion) => onSettings({ reducedMotion })}
          />
        </div>
      </details>
    </section>
  );
}
