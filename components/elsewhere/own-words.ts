import { planSeconds, type ServiceRequest } from '@/utils/domain';
import { renderPrompt } from '@/utils/writer';

/**
 * Whose words a prompt is made of. `plan`: as it was proposed from its plan, or a wish for a change of it; a change of
 * the plan is then a change of the words. `own`: the user wrote them, and no plan stands for them.
 */
export type Words =
  | {
      kind: 'plan';
      /** What was added after the proposed words: what is told of the page. */
      rest: string;
    }
  | { kind: 'own' };

type Prompted = Pick<ServiceRequest, 'plan' | 'prompt' | 'family' | 'seconds' | 'work' | 'images'>;

/** `maxPrompt`: of the model it went to, in UTF-16 units. */
export function wordsOf(request: Prompted, maxPrompt: number): Words {
  const { plan, prompt, family, seconds, work } = request;
  if (!plan) return { kind: 'own' };
  if (work.kind !== 'new') return { kind: 'plan', rest: '' };
  // A model that has no such length was asked for its nearest one.
  for (const wished of new Set([seconds, planSeconds(plan) ?? seconds])) {
    // What is not to be seen stands last where there was no field for it: with it first, or it is taken for the rest.
    for (const negativeField of [false, true]) {
      const options = { mode: modeOf(request), seconds: wished, maxUnits: maxPrompt, negativeField };
      const proposed = renderPrompt(plan, family, options).prompt.trim();
      const rest = prompt.slice(proposed.length);
      const isWhole = rest === '' || rest.startsWith('\n');
      if (proposed !== '' && prompt.startsWith(proposed) && isWhole) return { kind: 'plan', rest };
    }
  }
  return { kind: 'own' };
}

/** What a prompt is for: movement for a first frame, or pictures from words. */
export function modeOf({ images }: Pick<ServiceRequest, 'images'>): 'i2v' | 't2v' {
  return images.some(({ role }) => role === 'first-frame') ? 'i2v' : 't2v';
}
