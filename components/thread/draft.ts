/** A version of a clip in the making: what was wished so far, step by step. Pure. */
import { changesOf, oneLine, type Plan, type PlanChange } from '@/utils/domain';
import { takeBack } from './take-back';

export interface Step {
  /** In the user's words; empty where a change was taken back. */
  wish: string;
  /** The plan after it. */
  plan: Plan;
}

export interface ThreadDraft {
  /** What is being typed. */
  typed: string;
  steps: readonly Step[];
}

export const NEW_DRAFT: ThreadDraft = { typed: '', steps: [] };

/** Steps that are kept; nobody undoes more of them. */
const MOST_STEPS = 30;
const MOST_WISH = 500;

/** The plan as it is wished now. `before`: the clip's own. */
export function planNow(draft: ThreadDraft, before: Plan): Plan {
  return draft.steps.at(-1)?.plan ?? before;
}

/** What differs from the clip. */
export function changesNow(draft: ThreadDraft, before: Plan): PlanChange[] {
  return changesOf(before, planNow(draft, before));
}

/** All wishes that led here, as one line. */
export function wishNow({ steps }: ThreadDraft): string {
  const wishes = steps.map(({ wish }) => wish.trim()).filter((wish) => wish !== '');
  return oneLine(wishes.join(' · '), MOST_WISH);
}

export function withStep(draft: ThreadDraft, step: Step): ThreadDraft {
  return { typed: '', steps: [...draft.steps, step].slice(-MOST_STEPS) };
}

/** One step back; what is being typed stays. */
export function undone(draft: ThreadDraft): ThreadDraft {
  return { ...draft, steps: draft.steps.slice(0, -1) };
}

/** Without one of its changes: a step of its own, so that it can be undone as well. */
export function withoutChange(draft: ThreadDraft, before: Plan, change: PlanChange): ThreadDraft {
  const plan = takeBack(planNow(draft, before), before, change);
  return { ...withStep(draft, { wish: '', plan }), typed: draft.typed };
}
