import { useEffect, type RefObject } from 'react';
import { ClipView } from '../clip/ClipView';
import { t } from '../i18n';
import { useClip } from '../live/hooks';
import { StorageCard } from '../trouble/TroubleCard';

/** The clip that came of the bench, and the way to the next one. */
export function Done(props: {
  clipId: string;
  focus: RefObject<HTMLElement | null>;
  onMore: () => void;
  onGone: () => void;
}) {
  const { clipId, focus, onMore, onGone } = props;
  const clip = useClip(clipId);
  const gone = clip.kind === 'ready' && clip.value === undefined;
  useEffect(() => {
    if (gone) onGone();
  }, [gone, onGone]);
  return (
    <>
      <main className="bench bench-done" ref={focus} tabIndex={-1}>
        <div role="status">
          <h2 className="done-title">{t('clipReady')}</h2>
        </div>
        {clip.kind === 'ready' && clip.value && <ClipView clip={clip.value} />}
        {clip.kind === 'trouble' && <StorageCard error={clip.error} onRetry={() => void clip.refresh()} />}
      </main>
      <Another onMore={onMore} label={t('makeAnother')} />
    </>
  );
}

/** Back to the bench with the same words, while what was made or is being made stays where it is. */
export function Another({ label, onMore }: { label: string; onMore: () => void }) {
  return (
    <footer className="make-bar">
      <button type="button" className="button button-wide" onClick={onMore}>
        {label}
      </button>
    </footer>
  );
}
