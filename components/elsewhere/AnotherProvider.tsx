import { Shuffle } from 'lucide-react';
import { useState } from 'react';
import type { Job } from '@/utils/domain';
import { t } from '../i18n';
import { useToBench } from '../job/to-bench';
import { Places } from './Places';
import { priceWords } from './price-words';
import { usePlaces } from './use-places';

/** Of a job that failed: the button with the price, and the list behind it. Nothing where there is nobody else. */
export function AnotherProvider({ job, onSeen }: { job: Job; onSeen: () => void }) {
  const toBench = useToBench();
  // A closed model may have a successor at the same service.
  const places = usePlaces(job, job.problem !== 'model-retired');
  const [open, setOpen] = useState(false);
  const cheapest = places
    ?.map(({ would }) => would.estimate)
    .toSorted((a, b) => (a.usd ?? Infinity) - (b.usd ?? Infinity))[0];
  if (!places || !cheapest || !toBench) return null;
  const price = priceWords(cheapest);
  return (
    <>
      <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Shuffle size={15} aria-hidden />
        {t('anotherProvider', places.length > 1 && cheapest.usd ? t('priceFrom', price) : price)}
      </button>
      {open && (
        <Places
          places={places}
          onChoose={(place) => {
            onSeen();
            toBench(job, place);
          }}
        />
      )}
    </>
  );
}
