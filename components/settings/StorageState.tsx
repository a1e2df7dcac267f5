import { useEffect, useState } from 'react';
import { bytes } from '../format';
import { isolate, locale, t, tn } from '../i18n';
import { useSpace } from '../live/hooks';
import { useServices } from '../services';
import { StorageCard } from '../trouble/TroubleCard';

/** How much there is, how much room, and what the browser has promised to keep. */
export function StorageState() {
  const space = useSpace();
  const kept = useKept();
  const { privacy } = useServices();
  if (space.kind === 'trouble') {
    return <StorageCard error={space.error} onRetry={() => void space.refresh()} />;
  }
  if (space.kind === 'loading') return <div aria-busy="true" />;
  const { clips, used, quota } = space.value;
  const size = (value: number) => isolate(bytes(value, locale()));
  return (
    <div className="card meter">
      <p>{tn('clips', clips)}</p>
      {used !== undefined && quota !== undefined && (
        <>
          <progress value={used} max={quota} aria-label={t('storageUsed')} />
          <p>{t('storageFree', size(used), size(Math.max(0, quota - used)))}</p>
        </>
      )}
      {privacy === 'memory' ? (
        <p className="quiet">{t('inMemoryOnly')}</p>
      ) : (
        <>
          {kept !== undefined && <p className="quiet">{t(kept ? 'storageKept' : 'storageNotPromised')}</p>}
          <p className="quiet">{t('storageLeaves')}</p>
        </>
      )}
    </div>
  );
}

/** Whether the browser has promised never to clear this storage by itself; undefined while it has not said. */
function useKept(): boolean | undefined {
  const { askPersistence } = useServices();
  const [kept, setKept] = useState<boolean>();
  useEffect(() => {
    let gone = false;
    askPersistence().then(
      (persistent) => !gone && setKept(persistent),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [askPersistence]);
  return kept;
}
