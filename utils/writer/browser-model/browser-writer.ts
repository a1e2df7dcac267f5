import type { Plan } from '@/utils/domain';
import {
  briefForEdit,
  briefForPlan,
  withPassagesOf,
  type Brief,
  type EditWish,
  type PlanWish,
} from '../asked/brief';
import { planFromAnswer } from '../asked/read';
import { planJsonSchema } from '../asked/schema';
import { apiOf, optionsFor, type LanguageModelApi, type ModelSession } from './api';

/** Whether the browser's own model can be asked; a download takes gigabytes, and a click to begin. */
export type BrowserModelState = 'no' | 'downloadable' | 'downloading' | 'ready';

/** Why the browser's own model gave no Plan. */
export type BrowserModelTrouble =
  /** There is none, or none that knows the language. */
  | 'not-there'
  /** The download has to begin in a click. */
  | 'needs-click'
  | 'download-failed'
  /** More words than it can hold. */
  | 'too-long'
  | 'refused'
  /** By whoever asked. */
  | 'stopped'
  | 'bad-answer'
  | 'failed';

export type BrowserAnswer = { kind: 'plan'; plan: Plan } | { kind: BrowserModelTrouble };

interface AskOptions {
  signal?: AbortSignal;
  /** How much of the model is here, 0 to 1, while it is being downloaded. */
  onProgress?: (share: number) => void;
}

/** A writer that never leaves this computer. */
export interface BrowserWriter {
  availability(language: string): Promise<BrowserModelState>;
  /** Has the model downloaded; to be called within a click. */
  download(language: string, options?: AskOptions): Promise<'ready' | BrowserModelTrouble>;
  plan(wish: PlanWish, options?: AskOptions): Promise<BrowserAnswer>;
  edit(wish: EditWish, options?: AskOptions): Promise<BrowserAnswer>;
}

/** Where it may be found: the window of the panel. Workers have none. */
interface ModelScope {
  LanguageModel?: unknown;
  crypto: Pick<Crypto, 'randomUUID'>;
}

const STATES: Record<string, BrowserModelState> = {
  downloadable: 'downloadable',
  downloading: 'downloading',
  available: 'ready',
};

/** What the browser offers by itself, if it does. Asks nothing and loads nothing until it is told to. */
export function browserWriter(scope: ModelScope): BrowserWriter {
  const api = apiOf(scope);
  return {
    availability: async (language) => {
      if (!api) return 'no';
      const state = await api.availability(optionsFor(language)).catch(() => 'unavailable');
      return STATES[state] ?? 'no';
    },
    download: async (language, options = {}) => {
      const got = await withSession(api, { language }, options, () => Promise.resolve(null));
      return got.kind === 'done' ? 'ready' : got.kind;
    },
    plan: (wish, options = {}) =>
      ask(api, briefForPlan(wish, scope.crypto.randomUUID()), wish.language, options),
    edit: async (wish, options = {}) => {
      const brief = briefForEdit(wish, scope.crypto.randomUUID());
      const answer = await ask(api, brief, wish.plan.language, options);
      return answer.kind === 'plan' ? { kind: 'plan', plan: withPassagesOf(answer.plan, wish.plan) } : answer;
    },
  };
}

async function ask(
  api: LanguageModelApi | null,
  { system, user, seen }: Brief,
  language: string,
  options: AskOptions,
): Promise<BrowserAnswer> {
  const { signal } = options;
  const got = await withSession(api, { language, system }, options, (session) =>
    session.prompt(user, { responseConstraint: planJsonSchema(), ...(signal ? { signal } : {}) }),
  );
  if (got.kind !== 'done') return got;
  const plan = planFromAnswer(got.value, seen);
  return plan ? { kind: 'plan', plan } : { kind: 'bad-answer' };
}

/** Opens a session, has it used, and ends it whatever happens. */
async function withSession<Value>(
  api: LanguageModelApi | null,
  { language, system }: { language: string; system?: string },
  { signal, onProgress }: AskOptions,
  use: (session: ModelSession) => Promise<Value>,
): Promise<{ kind: 'done'; value: Value } | { kind: BrowserModelTrouble }> {
  if (!api) return { kind: 'not-there' };
  let session: ModelSession | undefined;
  try {
    session = await api.create({
      ...optionsFor(language),
      ...(system === undefined ? {} : { initialPrompts: [{ role: 'system' as const, content: system }] }),
      monitor: (monitor) =>
        monitor.addEventListener('downloadprogress', (event) => onProgress?.(shareOf(event))),
      ...(signal ? { signal } : {}),
    });
    return { kind: 'done', value: await use(session) };
  } catch (error) {
    return { kind: signal?.aborted ? 'stopped' : troubleOf(error) };
  } finally {
    session?.destroy();
  }
}

/** `loaded` is a share; older browsers counted bytes. */
function shareOf(event: Event): number {
  const { loaded = 0, total = 1 } = event as Partial<ProgressEvent>;
  const share = total > 0 ? loaded / total : loaded;
  return Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
}

const TROUBLES: Record<string, BrowserModelTrouble> = {
  AbortError: 'stopped',
  NotSupportedError: 'not-there',
  NotAllowedError: 'needs-click',
  NetworkError: 'download-failed',
  QuotaExceededError: 'too-long',
  // What the model wrote was held back.
  NotReadableError: 'refused',
};

function troubleOf(error: unknown): BrowserModelTrouble {
  return TROUBLES[(error as { name?: string } | null)?.name ?? ''] ?? 'failed';
}
