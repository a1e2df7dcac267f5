import { changesOf, type Plan, type PlanChange } from '@/utils/domain';
import { applied, isOfShots } from './apply';
import { wishOf } from './parse';

type EditAnswer =
  /** No changes: it is so already, or as far as it goes. */
  { kind: 'changed'; plan: Plan; changes: PlanChange[] } | { kind: 'not-understood' };

/**
 * What somebody says about a clip, as a change of its Plan: the commonest wishes in English and French, and several of
 * them with "and". A sentence that is not understood to its last word changes nothing. The old Plan stays as it was.
 */
export function editPlan(plan: Plan, sentence: string): EditAnswer {
  const wish = wishOf(sentence);
  const shot = wish && placeOf(wish.shot, plan);
  if (!wish || shot === undefined) return { kind: 'not-understood' };
  if (shot !== null && !wish.edits.every(isOfShots)) return { kind: 'not-understood' };
  const edited = wish.edits.reduce((before, edit) => applied(before, edit, shot), plan);
  return { kind: 'changed', plan: edited, changes: changesOf(plan, edited) };
}

/** Undefined: there is no such shot. */
function placeOf(shot: number | null, { shots }: Plan): number | null | undefined {
  if (shot === null) return null;
  const at = shot < 0 ? shots.length + shot : shot;
  return at < shots.length ? at : undefined;
}
