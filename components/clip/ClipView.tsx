import { Copy, Download, ExternalLink, Shuffle, Trash2 } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { hostOf, type Clip } from '@/utils/domain';
import { bytes, clock, seconds } from '../format';
import { isolate, locale, t } from '../i18n';
import { useToBench } from '../job/to-bench';
import { useClip, useJob } from '../live/hooks';
import { useBlob } from '../live/use-blob-url';
import { usePosterUrl } from '../live/use-poster-url';
import { useServices } from '../services';
import { StorageCard } from '../trouble/TroubleCard';
import { useSay } from '../ui/Toasts';
import { citationOf } from './citation';
import { copyClip, pngOf, type Copied } from './copy';
import { fileName } from './file-name';
import { Lineage } from './Lineage';
import { Player } from './Player';
import { RecordCard } from './RecordCard';
import { useDelete } from './use-delete';
import { useModelName } from './use-model-name';
import './clip.css';

const COPIED = {
  'picture-and-text': 'copiedAll',
  text: 'copiedText',
  nothing: 'copyFailed',
} as const satisfies Record<Copied, string>;

// Neither is needed before the clip itself is on screen.
const Thread = lazy(async () => ({ default: (await import('../thread/Thread')).Thread }));
const RenderAgain = lazy(async () => ({ default: (await import('../elsewhere/RenderAgain')).RenderAgain }));

/**
 * A finished clip: it plays, and everything that can be done with it stands below. What it was made from, and what was
 * made of it, is shown in its place.
 */
export function ClipView({ clip, onDeleted }: { clip: Clip; onDeleted?: () => void }) {
  const [otherId, setOtherId] = useState('');
  const other = useClip(otherId);
  const show = useCallback((id: string) => setOtherId(id === clip.id ? '' : id), [clip.id]);
  const shown = otherId !== '' && other.kind === 'ready' && other.value ? other.value : clip;
  const isOther = shown.id !== clip.id;
  return (
    <>
      {isOther && <Head key={`head-${shown.id}`} clip={shown} onBack={() => show(clip.id)} />}
      <OneClip
        key={shown.id}
        clip={shown}
        onClip={show}
        {...(isOther ? { onDeleted: () => show(clip.id) } : onDeleted && { onDeleted })}
      />
    </>
  );
}

/** Says which clip stands in the place of the one that was opened, and leads back to it. */
function Head({ clip, onBack }: { clip: Clip; onBack: () => void }) {
  const head = useRef<HTMLParagraphElement>(null);
  // What was pressed for it went with the clip before; the keyboard goes on from the name of this one.
  useEffect(() => head.current?.focus(), []);
  return (
    <p className="clip-other" ref={head} tabIndex={-1}>
      <bdi>{nameOf(clip)}</bdi>
      <button type="button" className="button button-plain" onClick={onBack}>
        {t('backToClip')}
      </button>
    </p>
  );
}

/** What it was wished to be; versions of a clip have its title. */
function nameOf({ title, record: { request } }: Clip): string {
  return (request.providerId === 'on-device' ? '' : request.parent?.wish) || title;
}

function OneClip(props: { clip: Clip; onClip: (clipId: string) => void; onDeleted?: () => void }) {
  const { clip, onClip, onDeleted } = props;
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
  const model = useModelName(clip);
  const toBench = useToBench();
  const [again, setAgain] = useState(false);
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
      <div className="clip-side">
        <p className="quiet clip-facts">
          {[
            ...facts,
            bytes(media.bytes, locale()),
            madeIn(clip),
            ...(model === '' ? [] : [isolate(model)]),
          ].join(' · ')}
          {clip.record.provider.generative && ` · ${t('aiGenerated')}`}
        </p>
        {job && job.twinOf !== null && <p className="quiet">{t('noteTwin')}</p>}
        <Lineage clip={clip} onClip={onClip} />
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
          {toBench && (
            <button type="button" className="button" aria-expanded={again} onClick={() => setAgain(!again)}>
              <Shuffle size={15} aria-hidden />
              {t('renderAgain')}
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
        <Suspense>
          {again && <RenderAgain ordered={clip.record} />}
          {clip.record.request.providerId !== 'on-device' && <Thread clip={clip} onClip={onClip} />}
        </Suspense>
        <RecordCard clip={clip} model={model} attempts={job?.attempts} />
      </div>
    </article>
  );
}

/** How long it took: the renderer's own work here, the whole way where a server made it. */
function madeIn({ record }: Clip): string {
  const { renderMs, startedAt, finishedAt, request } = record;
  if (request.providerId === 'on-device') return t('madeIn', seconds(renderMs / 1000, locale()));
  return t('madeInBy', isolate(clock((finishedAt - startedAt) / 1000)), isolate(hostOf(request)));
}
