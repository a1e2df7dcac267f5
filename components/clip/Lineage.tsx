import { CornerDownRight, Film } from 'lucide-react';
import type { Clip, ServiceRequest } from '@/utils/domain';
import { timeOfDay } from '../format';
import { isolate, locale, t, type MessageKey } from '../i18n';
import { useClip } from '../live/hooks';
import { usePosterUrl } from '../live/use-poster-url';
import { useChildren } from './use-children';

/** What a clip was made from, and what was made of it; each shows in its place when it is pressed. */
export function Lineage({ clip, onClip }: { clip: Clip; onClip: (clipId: string) => void }) {
  const { request } = clip.record;
  const children = useChildren(clip.id);
  return (
    <>
      {request.providerId !== 'on-device' && request.parent && (
        <FromParent request={request} parent={request.parent} onClip={onClip} />
      )}
      {children.length > 0 && (
        <section className="lineage" aria-label={t('lineageChildren')}>
          <p className="quiet">{t('lineageChildren')}</p>
          <ul>
            {children.map((child) => (
              <li key={child.id}>
                <ChildButton clip={child} onClip={onClip} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function FromParent(props: {
  request: ServiceRequest;
  parent: NonNullable<ServiceRequest['parent']>;
  onClip: (clipId: string) => void;
}) {
  const { request, parent, onClip } = props;
  const stored = useClip(parent.clipId);
  if (stored.kind === 'loading') return null;
  const clip = stored.kind === 'ready' ? stored.value : undefined;
  return (
    <p className="lineage-from">
      <CornerDownRight size={14} aria-hidden />
      <span>
        {t(fromWords(request))}{' '}
        {clip ? (
          <button type="button" className="lineage-link" onClick={() => onClip(clip.id)}>
            <bdi>{clip.title}</bdi>
          </button>
        ) : (
          t('lineageGone')
        )}
        {parent.wish !== '' && <span className="lineage-wish">{t('lineageWish', isolate(parent.wish))}</span>}
      </span>
    </p>
  );
}

function fromWords({ work }: ServiceRequest): MessageKey {
  if (work.kind === 'extend') return 'lineageExtended';
  return work.kind === 'new' ? 'lineageAnew' : 'lineageChanged';
}

function ChildButton({ clip, onClip }: { clip: Clip; onClip: (clipId: string) => void }) {
  const poster = usePosterUrl(clip.id);
  const { request } = clip.record;
  const wish = request.providerId === 'on-device' ? '' : (request.parent?.wish ?? '');
  return (
    <button type="button" className="lineage-child" onClick={() => onClip(clip.id)}>
      <span className="lineage-poster">
        {poster ? <img src={poster} alt="" /> : <Film size={16} strokeWidth={1.5} aria-hidden />}
      </span>
      <span>
        <bdi>{wish || clip.title}</bdi>
        <span className="quiet">{timeOfDay(clip.createdAt, locale())}</span>
      </span>
    </button>
  );
}
