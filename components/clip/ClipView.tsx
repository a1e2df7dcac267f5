import { Copy, Download, ExternalLink, Film, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { hostOf, type Clip } from '@/utils/domain';
import { bytes, clock, seconds } from '../format';
import { isolate, locale, t } from '../i18n';
import { useJob } from '../live/hooks';
import { useBlob } from '../live/use-blob-url';
import { usePosterUrl } from '../live/use-poster-url';
import { useServices } from '../services';
import { StorageCard } from '../trouble/TroubleCard';
import { useSay } from '../ui/Toasts';
import { citationOf } from './citation';
import { copyClip, pngOf, type Copied } from './copy';
import { fileName } from './file-name';
import { RecordCard } from './RecordCard';
import { useDelete } from './use-delete';
import './clip.css';

const COPIED = {
  'picture-and-text': 'copiedAll',
  text: 'copiedText',
  nothing: 'copyFailed',
} as const satisfies Record<Copied, string>;

/** A finished clip: it plays, and everything that can be done with it stands below. */
export function ClipView({ clip, onDeleted }: { clip: Clip; onDeleted?: () => void }) {
  const { store, openPage } = useServices();
  const say = useSay();
  const remove = useDelete();
  const shown = useRef<HTMLVideoElement & HTMLImageElement>(null);
  const { url, trouble } = useBlob(store.clips.bytes, clip.id);
  const poster = usePosterUrl(clip.id);
  const { source } = clip.record;
  const { media } = clip;
  const stored = useJob(clip.jobId);
  const job = stored.kind === 'ready' ? stored.value : undefined;
  const facts = [clock(media.seconds), `${media.width}×${media.height}`, media.container.toUpperCase()];

  const copy = () => {
    const frame = store.clips.poster(clip.id).then((blob) => pngOf(shown.current, blob));
    void copyClip(frame, citationOf(clip)).then((copied) => say(t(COPIED[copied])));
  };

  return (
    <article className="clip" aria-label={t('clipNamed', clip.title)}>
      {trouble === undefined ? (
        <Player clip={clip} url={url} poster={poster} shown={shown} />
      ) : (
        <StorageCard error={trouble} onRetry={undefined} />
      )}
      <p className="quiet clip-facts">
        {[...facts, bytes(media.bytes, locale()), madeIn(clip)].join(' · ')}
        {clip.record.provider.generative && ` · ${t('aiGenerated')}`}
      </p>
      {job && job.twinOf !== null && <p className="quiet">{t('noteTwin')}</p>}
      <div className="actions">
        <a
          className="button button-accent"
          href={url}
          download={fileName(clip)}
          aria-disabled={url === undefined}
          role={url === undefined ? 'link' : undefined}
        >
          <Download size={16} aria-hidden />
          {t('save')}
        </a>
        <button type="button" className="button" onClick={copy}>
          <Copy size={15} aria-hidden />
          {t('copy')}
        </button>
        {source.url !== '' && (
          <button type="button" className="button" onClick={() => void openPage(source.url)}>
            <ExternalLink size={15} aria-hidden />
            {t('openPage')}
          </button>
        )}
        <button
          type="button"
          className="button button-plain"
          onClick={() => void remove(clip).then((done) => done && onDeleted?.())}
        >
          <Trash2 size={15} aria-hidden />
          {t('delete')}
        </button>
      </div>
      <RecordCard clip={clip} attempts={job?.attempts} />
    </article>
  );
}

/** How long it took: the renderer's own work here, the whole way where a server made it. */
function madeIn({ record }: Clip): string {
  const { renderMs, startedAt, finishedAt, request } = record;
  if (request.providerId === 'on-device') return t('madeIn', seconds(renderMs / 1000, locale()));
  return t('madeInBy', isolate(clock((finishedAt - startedAt) / 1000)), isolate(hostOf(request)));
}

function Player(props: {
  clip: Clip;
  url: string | undefined;
  poster: string | undefined;
  shown: React.RefObject<(HTMLVideoElement & HTMLImageElement) | null>;
}) {
  const { clip, url, poster, shown } = props;
  const { width, height, container, seconds: length } = clip.media;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const words = clip.record.request.storyboard.shots.map((shot) => shot.text).join(' ');
  const name = t('previewOf', words.slice(0, 300));
  const ratio = { '--ratio': width / height } as React.CSSProperties;
  if (!clip.media.playable) return <NotPlayable clip={clip} poster={poster} ratio={ratio} />;
  return (
    <div className="clip-stage" style={ratio}>
      {container === 'webp' ? (
        <img ref={shown} src={url ?? poster} alt={name} width={width} height={height} />
      ) : (
        <video
          ref={shown}
          src={url}
          poster={poster}
          width={width}
          height={height}
          aria-label={name}
          controls
          playsInline
          muted
          autoPlay={!calm}
          loop={length < 30}
        />
      )}
    </div>
  );
}

/** Whole and saved, but of a kind this browser does not show: the file plays elsewhere. */
function NotPlayable(props: { clip: Clip; poster: string | undefined; ratio: React.CSSProperties }) {
  const { clip, poster, ratio } = props;
  return (
    <>
      <div className="clip-stage" style={ratio}>
        {poster ? (
          <img src={poster} alt="" />
        ) : (
          <Film className="clip-blank" size={44} strokeWidth={1.5} aria-hidden />
        )}
      </div>
      <p className="clip-unplayable" role="status">
        {t('notPlayable', clip.media.codec.toUpperCase())}
      </p>
    </>
  );
}
