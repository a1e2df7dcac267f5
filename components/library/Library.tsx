import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { locale, t } from '../i18n';
import { Queue } from '../job/queue/Queue';
import { ToBenchContext, type ToBench } from '../job/to-bench';
import { useServices } from '../services';
import { StorageCard } from '../trouble/TroubleCard';
import { ClipCard } from './ClipCard';
import { ClipPages } from './clip-pages';
import { dayName, groupByDay } from './group-by-day';
import { LossCard } from './LossCard';
import { StoppedJobs } from './StoppedJobs';
import { StorageLine } from './StorageLine';
import { useNear } from './use-near';
import './library.css';

/** All saved clips, newest first, by day; and what is being made right now, or was stopped. */
export function Library({ onBench }: { onBench?: ToBench }) {
  const { store, onChange, privacy } = useServices();
  const pages = useMemo(() => new ClipPages(store.clips, onChange), [store, onChange]);
  const { clips, more, loading, trouble, readAt } = useSyncExternalStore(pages.subscribe, pages.snapshot);
  const [openId, setOpenId] = useState<string>();
  const groups = useMemo(() => groupByDay(clips), [clips]);
  const empty = clips.length === 0 && !more && trouble === undefined;

  return (
    <ToBenchContext value={onBench}>
      <main className="library" aria-busy={loading} tabIndex={-1}>
        <LossCard />
        <Queue />
        <StoppedJobs />
        {trouble !== undefined && <StorageCard error={trouble} onRetry={() => void pages.refresh()} />}
        {empty && (
          <div className="library-empty">
            <h2>{t('libraryEmptyTitle')}</h2>
            <p>{t(privacy === 'memory' ? 'libraryEmptyPrivate' : 'libraryEmptyBody')}</p>
          </div>
        )}
        {groups.map(({ day, rows }) => (
          <section key={day} className="library-day" aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`}>{dayName(day, readAt, locale())}</h2>
            <ul>
              {rows.map((clip) => (
                <ClipCard
                  key={clip.id}
                  clip={clip}
                  open={clip.id === openId}
                  onOpen={(open) => setOpenId(open ? clip.id : undefined)}
                />
              ))}
            </ul>
          </section>
        ))}
        {more && clips.length > 0 && <NextPage onNear={() => void pages.loadMore()} key={clips.length} />}
      </main>
      <StorageLine />
    </ToBenchContext>
  );
}

/** Stands after the last clip; when it comes near, older ones are read. */
function NextPage({ onNear }: { onNear: () => void }) {
  const line = useRef<HTMLDivElement>(null);
  const near = useNear(line, '800px');
  useEffect(() => {
    if (near) onNear();
  }, [near, onNear]);
  return <div ref={line} className="library-next" />;
}
