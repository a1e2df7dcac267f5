import { Film, Play, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Clip } from '@/utils/domain';
import { ClipView } from '../clip/ClipView';
import { clock, timeOfDay } from '../format';
import { locale, t } from '../i18n';
import { usePosterUrl } from '../live/use-poster-url';
import { useServices } from '../services';
import { useNear } from './use-near';

/** A clip in the library: its poster, or, once opened, the clip itself with all that can be done with it. */
export function ClipCard({
  clip,
  open,
  onOpen,
}: {
  clip: Clip;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const { openPage } = useServices();
  const item = useRef<HTMLLIElement>(null);
  const near = useNear(item);
  const poster = usePosterUrl(near && !open ? clip.id : '');
  const { source } = clip.record;
  const { width, height, seconds } = clip.media;

  useEffect(() => {
    if (!open) return;
    item.current?.scrollIntoView({ block: 'nearest' });
    // The poster that was pressed is gone; the clip stands in its place.
    item.current?.focus({ preventScroll: true });
  }, [open]);
  const close = () => {
    onOpen(false);
    requestAnimationFrame(() => item.current?.querySelector('button')?.focus());
  };

  if (open) {
    return (
      <li
        ref={item}
        className="library-open"
        tabIndex={-1}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      >
        <div className="library-open-top">
          <h3>
            <bdi>{clip.title}</bdi>
          </h3>
          <button
            type="button"
            className="button button-icon button-plain"
            aria-label={t('close')}
            onClick={close}
          >
            <X size={16} aria-hidden />
          </button>
        </div>
        <ClipView clip={clip} onDeleted={() => onOpen(false)} />
      </li>
    );
  }
  return (
    <li ref={item} className="library-item">
      <button type="button" className="library-poster" onClick={() => onOpen(true)}>
        {/* Shows where there is no poster, or none yet. */}
        <Film className="library-blank" size={26} strokeWidth={1.5} aria-hidden />
        {poster && <img src={poster} alt="" width={width} height={height} />}
        <span className="library-play" aria-hidden>
          <Play size={16} fill="currentcolor" />
        </span>
        <span className="hidden-visually">{t('playClip', clip.title)}</span>
      </button>
      <p className="library-title">
        <bdi>{clip.title}</bdi>
      </p>
      <p className="library-from">
        {source.url === '' ? (
          <bdi>{source.site || t('unknownSite')}</bdi>
        ) : (
          <button
            type="button"
            className="library-link"
            title={t('openPage')}
            onClick={() => void openPage(source.url)}
          >
            <bdi>{source.site || t('openPage')}</bdi>
          </button>
        )}
        <span>
          {timeOfDay(clip.createdAt, locale())} · {clock(seconds)}
        </span>
      </p>
    </li>
  );
}
