import { VIDEO_SECONDS, VIDEO_SIZES } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { seconds } from '../format';
import { locale, t } from '../i18n';
import { Choice } from '../ui/Choice';
import './options.css';

/** What can be asked of a server that speaks `/v1/videos`; nothing that only this device understands. */
export function ServerOptions(props: {
  settings: Pick<Preferences, 'videoSeconds' | 'videoSize'>;
  onSettings: (patch: Partial<Preferences>) => void;
}) {
  const { settings, onSettings } = props;
  return (
    <section className="options" aria-label={t('serverOptions')}>
      <Choice
        label={t('length')}
        kind="segments"
        value={settings.videoSeconds}
        options={VIDEO_SECONDS.map((value) => ({ value, name: seconds(value, locale()) }))}
        onChange={(videoSeconds) => onSettings({ videoSeconds })}
      />
      <Choice
        label={t('shape')}
        kind="swatches"
        value={settings.videoSize}
        options={VIDEO_SIZES.map((value) => ({
          value,
          name: pixels(value),
          face: (
            <span className="shape" aria-hidden>
              <span className={SHAPES[value]} />
            </span>
          ),
        }))}
        onChange={(videoSize) => onSettings({ videoSize })}
        note={pixels(settings.videoSize)}
      />
    </section>
  );
}

const SHAPES: Record<(typeof VIDEO_SIZES)[number], string> = {
  '1280x720': 'shape-16-9',
  '720x1280': 'shape-9-16',
  '1024x1024': 'shape-1-1',
};

function pixels(size: string): string {
  return size.replace('x', '×');
}
