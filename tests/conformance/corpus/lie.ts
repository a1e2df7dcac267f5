/** One lie, and what has to come of it. */
import type { ChargeVerdict, ServiceId } from '@/utils/domain';
import type { Answer, Phase } from '../liar';
import type { Tongue } from '../tongues';

/** What is ordered. */
export const PROMPT = 'A lighthouse';

export interface Lie {
  name: string;
  /** Which question is answered with it. */
  at: Phase;
  /** Which services it is told of; all of them where it is left out. */
  of?: readonly ServiceId[];
  tell(tongue: Tongue): Answer;
  /** The order's own answer is lost, so that it is looked for. */
  lost?: true;
  /** The user takes the order back while it waits. */
  canceling?: true;
  /** How often, before the truth; for ever where it is left out. */
  times?: number;
  /** State and problem as the card has them, by service where they differ. */
  card: string | (Partial<Record<ServiceId, string>> & { else: string });
  money: readonly ChargeVerdict[];
}

export const DOUBT = { card: 'ask-user answer-lost', money: ['unknown'] } as const;
export const KEPT = { card: 'saved', money: ['unknown', 'charged'] } as const;
export const FAILED = { card: 'failed provider-failed', money: ['unknown'] } as const;
/** At work for all that is known, until the user is asked. */
export const OVERDUE = { card: 'ask-user overdue', money: ['pending', 'unknown'] } as const;

export const body = (said: unknown, more: Omit<Answer, 'body'> = {}): Answer => ({ body: said, ...more });
