/** What somebody says about a clip, as a changed plan: by the rules, else by the model that writes here. */
import { changesOf, type Connection, type Plan } from '@/utils/domain';
import type { WriterAnswer } from '@/utils/messaging';
import { browserWriter, editPlan, type BrowserAnswer } from '@/utils/writer';
import type { Services } from '../services';

/** Who is asked when the rules do not understand; null: nobody. */
export type Editor = { kind: 'browser' } | { kind: 'chat'; connection: Connection } | null;

export type Trouble = Exclude<WriterAnswer['kind'] | BrowserAnswer['kind'], 'plan'>;

export type Understood =
  | { kind: 'changed'; plan: Plan }
  /** It is so already. */
  | { kind: 'nothing-to-change' }
  | { kind: 'not-understood' }
  /** Whoever was asked gave no plan. `words`: theirs, as plain text; may be empty. */
  | { kind: 'trouble'; why: Trouble; words: string };

/** By the rules alone: at once, and nothing leaves this computer. */
export function byRules(plan: Plan, sentence: string): Understood {
  const answer = editPlan(plan, sentence);
  if (answer.kind === 'not-understood') return answer;
  return answer.changes.length > 0 ? { kind: 'changed', plan: answer.plan } : { kind: 'nothing-to-change' };
}

/** By a model: one question, which ends with `signal`. */
export async function byModel(
  plan: Plan,
  sentence: string,
  editor: NonNullable<Editor>,
  askWriter: Services['askWriter'],
  signal: AbortSignal,
): Promise<Understood> {
  const answer = await asked(plan, sentence, editor, askWriter, signal);
  if (answer.kind !== 'plan') {
    return { kind: 'trouble', why: answer.kind, words: 'message' in answer ? answer.message : '' };
  }
  return changesOf(plan, answer.plan).length > 0
    ? { kind: 'changed', plan: answer.plan }
    : { kind: 'not-understood' };
}

async function asked(
  plan: Plan,
  sentence: string,
  editor: NonNullable<Editor>,
  askWriter: Services['askWriter'],
  signal: AbortSignal,
): Promise<WriterAnswer | BrowserAnswer> {
  if (editor.kind === 'browser') return browserWriter(globalThis).edit({ plan, sentence }, { signal });
  const wish = { kind: 'edit', plan, sentence } as const;
  // Nobody there to carry the question: nothing was asked.
  return askWriter({ connectionId: editor.connection.id, wish }, signal).catch(() => ({
    kind: 'unreachable' as const,
    message: '',
  }));
}
