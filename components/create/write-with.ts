/** Has a model write the plan of a clip, where the user has chosen one; the words for whatever comes of it. */
import type { Connection, Plan, Source } from '@/utils/domain';
import { browserWriter, type PlanWish } from '@/utils/writer';
import { usd } from '../format';
import { locale, t, type MessageKey } from '../i18n';
import type { Services } from '../services';
import type { Trouble as ModelTrouble } from '../thread/understand';

/** Who writes: the browser's own model, or a chat model at a connection. */
export type Model = { kind: 'browser' } | { kind: 'chat'; connection: Connection };

/** `no-answer`: whoever carried the question has died. `taken-back`: it may have been sent already. */
export type WriteTrouble = ModelTrouble | 'no-answer' | 'dropped' | 'taken-back';

/** `words`: the model's or its host's own, as plain text; may be empty. `usd`: what it cost, where that is told. */
export type Written =
  { kind: 'plan'; plan: Plan; usd?: number } | { kind: 'trouble'; why: WriteTrouble; words: string };

const TROUBLES: Record<WriteTrouble, MessageKey> = {
  refused: 'askRefused',
  unauthorized: 'askNoKey',
  'no-credit': 'askNoCredit',
  busy: 'askBusy',
  unreachable: 'askUnreachable',
  'bad-answer': 'askBadAnswer',
  'blocked-origin': 'testCorsChat',
  'no-connection': 'writeNoConnection',
  'needs-permission': 'askNoPermission',
  'needs-key': 'askNoKey',
  'key-locked': 'askLocked',
  'not-there': 'askUnreachable',
  'needs-click': 'askNotLoaded',
  'download-failed': 'askNotLoaded',
  'too-long': 'writeTooLong',
  stopped: 'writeStopped',
  failed: 'askBadAnswer',
  'no-answer': 'writeNoAnswer',
  dropped: 'writeDropped',
  'taken-back': 'writeTakenBack',
};

export function troubleWords(why: WriteTrouble): string {
  return t(TROUBLES[why]);
}

/** What a question cost; undefined: nothing, or nobody says. */
export function costWords(cost: number | undefined): string | undefined {
  if (cost === undefined || cost === 0) return undefined;
  const least = 0.0001;
  return cost < least ? t('writeCostUnder', usd(least, locale())) : t('writeCost', usd(cost, locale()));
}

/** The model the user has chosen to write here; undefined: the rules do. `isReady`: the browser's own is there. */
export function modelOf(
  writer: string,
  connections: readonly Connection[],
  isReady: boolean,
): Model | undefined {
  if (writer === 'browser') return isReady ? { kind: 'browser' } : undefined;
  const connection = connections.find(({ id, chatModel }) => id === writer && chatModel !== '');
  return connection && { kind: 'chat', connection };
}

/** Where the words go; empty: nowhere, they stay on this computer. */
export function hostOfModel(model: Model): string {
  return model.kind === 'chat' ? new URL(model.connection.baseUrl).host : '';
}

/** What is asked: the words as they stand on the bench. */
export function planWish(source: Source, seconds: number, language: string): PlanWish {
  return { source, wish: '', seconds, language };
}

/** One question. Must be called within the click: where it goes may have to be allowed first. */
export async function askForPlan(
  model: Model,
  wish: PlanWish,
  { askOrigin, askWriter }: Pick<Services, 'askOrigin' | 'askWriter'>,
  options: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<Written> {
  if (model.kind === 'browser') {
    const answer = await browserWriter(globalThis).plan(wish, options);
    return answer.kind === 'plan' ? answer : { kind: 'trouble', why: answer.kind, words: '' };
  }
  const { id: connectionId, baseUrl } = model.connection;
  if (!(await askOrigin(baseUrl))) return { kind: 'trouble', why: 'needs-permission', words: '' };
  if (options.signal.aborted) return { kind: 'trouble', why: 'stopped', words: '' };
  try {
    const answer = await askWriter({ connectionId, wish: { kind: 'plan', ...wish } }, options.signal);
    if (answer.kind === 'plan') return answer;
    return { kind: 'trouble', why: answer.kind, words: 'message' in answer ? answer.message : '' };
  } catch {
    return { kind: 'trouble', why: 'no-answer', words: '' };
  }
}
