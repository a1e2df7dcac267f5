/**
 * The part of the Prompt API that is used (https://developer.chrome.com/docs/ai/prompt-api). No browser must have it,
 * and some only say they do: everything is looked for before it is called.
 */
export interface LanguageModelApi {
  availability(options: ModelOptions): Promise<string>;
  create(options: CreateOptions): Promise<ModelSession>;
}

interface ModelOptions {
  expectedInputs: readonly { type: 'text'; languages: readonly string[] }[];
  expectedOutputs: readonly { type: 'text'; languages: readonly string[] }[];
}

interface CreateOptions extends ModelOptions {
  initialPrompts?: readonly { role: 'system'; content: string }[];
  monitor(monitor: EventTarget): void;
  signal?: AbortSignal;
}

export interface ModelSession {
  prompt(input: string, options: { responseConstraint: unknown; signal?: AbortSignal }): Promise<string>;
  destroy(): void;
}

/** What a page has of it: nothing, or all that is needed. */
export function apiOf(scope: { LanguageModel?: unknown }): LanguageModelApi | null {
  const found = scope.LanguageModel as Partial<LanguageModelApi> | undefined;
  const isThere = typeof found?.availability === 'function' && typeof found.create === 'function';
  return isThere ? (found as LanguageModelApi) : null;
}

/** The rules are in English; what is shown and said, in its own language. */
export function optionsFor(language: string): ModelOptions {
  const own = language.toLowerCase().split('-', 1)[0] ?? 'en';
  const languages = [...new Set(['en', own === '' || own === 'und' ? 'en' : own])];
  return { expectedInputs: [{ type: 'text', languages }], expectedOutputs: [{ type: 'text', languages }] };
}
