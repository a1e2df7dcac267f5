import { Pause, Play } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import { frameSize, type OnDeviceRequest } from '@/utils/domain';
import { clock, seconds as inSeconds } from '../format';
import { locale, t } from '../i18n';
import { usePreview } from './use-preview';
import './preview.css';

/** A pointer that only passes by starts nothing. */
const HOVER_MS = 250;

/** The clip before it is made: poster, scrubbing, playing, in the shape it will have. */
export function Preview({ request, still = false }: { request: OnDeviceRequest; still?: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width: full, height } = frameSize(request.settings.aspect, request.settings.resolution);
  const width = Math.min(full, useDevicePixels(canvas));
  const { state, show, play, stop } = usePreview(request, canvas, width);
  const hover = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { seconds, at, playing, trouble } = state;

  useEffect(() => {
    if (still) show('poster');
  }, [still, show]);
  useEffect(() => () => clearTimeout(hover.current), []);

  const toggle = () => (playing ? stop() : play(at + 0.05 < seconds ? at : 0, seconds));
  const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
  const enter = (event: React.PointerEvent) => {
    if (still || event.pointerType !== 'mouse' || calm() || playing || seconds === 0) return;
    hover.current = setTimeout(() => play(0, seconds), HOVER_MS);
  };
  const leave = () => {
    clearTimeout(hover.current);
    if (playing) show('poster');
  };
  const words = request.storyboard.shots.map((shot) => shot.text).join(' ');
  const ratio = { '--ratio': full / height, '--seen': seconds > 0 ? at / seconds : 0 } as CSSProperties;

  return (
    <section className="preview" aria-label={t('preview')} style={ratio}>
      <div className="preview-stage" onPointerEnter={enter} onPointerLeave={leave}>
        <canvas ref={canvas} role="img" aria-label={t('previewOf', words.slice(0, 300))} />
        {trouble && <p className="preview-trouble">{t('previewTrouble')}</p>}
      </div>
      {!still && (
        <div className="preview-bar">
          <button
            type="button"
            className="button button-icon button-plain"
            aria-label={t(playing ? 'pause' : 'play')}
            disabled={seconds === 0}
            onClick={toggle}
          >
            {playing ? <Pause size={17} aria-hidden /> : <Play size={17} aria-hidden />}
          </button>
          <input
            type="range"
            min={0}
            max={seconds || 1}
            step={1 / request.settings.fps}
            value={at}
            disabled={seconds === 0}
            aria-label={t('previewPosition')}
            aria-valuetext={inSeconds(at, locale())}
            onChange={(event) => show(event.target.valueAsNumber)}
          />
          <span className="preview-time" dir="ltr" aria-hidden>
            {clock(at)} / {clock(seconds)}
          </span>
        </div>
      )}
    </section>
  );
}

/** The width of an element in device pixels, even (4:2:0 needs it); 0 until it is laid out. */
function useDevicePixels(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  // Before the first paint: the poster should be on its way by then.
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const measure = () => setWidth(2 * Math.round((current.clientWidth * devicePixelRatio) / 2));
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return width;
}
