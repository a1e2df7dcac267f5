import type { Ordered } from '../job/to-bench';
import { useToBench } from '../job/to-bench';
import { Places } from './Places';
import { usePlaces } from './use-places';

/** Of a clip: with whom it could be made again, or with which other model of the same. */
export function RenderAgain({ ordered }: { ordered: Ordered }) {
  const toBench = useToBench();
  const places = usePlaces(ordered, false);
  if (!places || !toBench) return null;
  return <Places places={places} onChoose={(place) => toBench(ordered, place)} />;
}
