import { useState } from 'react';
import { t, tn } from '../i18n';
import { useHealth } from '../live/hooks';
import { useServices } from '../services';
import { LOSS_FACES, STORAGE_FACES } from '../trouble/faces';
import { TroubleCard } from '../trouble/TroubleCard';
import { useSay } from '../ui/Toasts';

/** What the browser lost of the library, until the user knows; and a library that is not ours to write to. */
export function LossCard() {
  const { store } = useServices();
  const say = useSay();
  const health = useHealth();
  const [known, setKnown] = useState(false);
  if (health.kind !== 'ready' || known) return null;
  const { lost, clips, jobs, readOnly } = health.value;
  if (readOnly) return <TroubleCard face={STORAGE_FACES.newer} />;
  if (lost === 'nothing') return null;
  const counts = [
    ...(clips > 0 ? [tn('clipsLost', clips)] : []),
    ...(jobs > 0 ? [tn('jobsLost', jobs)] : []),
  ];
  const acknowledge = () =>
    void store.acknowledgeLoss().then(
      () => setKnown(true),
      () => say(t('notHeard')),
    );
  return (
    <TroubleCard face={LOSS_FACES[lost]} cost={null} more={counts.length > 0 && <p>{counts.join(' · ')}</p>}>
      <button type="button" className="button" onClick={acknowledge}>
        {t('understood')}
      </button>
    </TroubleCard>
  );
}
