import { changesOf, type Plan, type PlanChange } from '@/utils/domain';
import { applied, isOfShots, isPossible } from './apply';
import type { Edit } from './edit';
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
  let edited = plan;
  for (const edit of weatherFirst(wish.edits)) {
    if (!isPossible(edited, edit)) return { kind: 'not-understood' };
    edited = applied(edited, edit, shot);
  }
  return { kind: 'changed', plan: edited, changes: changesOf(plan, edited) };
}

/** By night it rains in the light of the night. */
const weatherFirst = (edits: readonly Edit[]): Edit[] =>
  edits.toSorted((a, b) => Number(b.happens !== undefined) - Number(a.happens !== undefined));

/** Undefined: there is no such shot. */
function placeOf(shot: number | null, { shots }: Plan): number | null | undefined {
  if (shot === null) return null;
  const at = shot < 0 ? shots.length + shot : shot;
  return at < shots.length ? at : undefined;
}
