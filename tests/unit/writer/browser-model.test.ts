import { describe, expect, it } from 'vitest';
import { browserWriter, planJsonSchema, type BrowserModelTrouble } from '@/utils/writer';
import { aPlanAnswer } from '../../corpus/injections/answers';
import { aSource } from '../samples';
import { aPlan } from './plans';

const WISH = { source: aSource(), wish: '', seconds: 8, language: 'fr-CA' };

interface Asked {
  options: unknown;
  system: string;
  input: string;
  constraint: unknown;
}

interface Fake {
  state?: string;
  /** What `prompt` answers; a thrown one is an error by that name. */
  answer?: string | Error | Promise<string>;
  create?: Error;
  /** Shares that `downloadprogress` tells before the session is there. */
  progress?: readonly { loaded: number; total?: number }[];
}

/** The Prompt API as Chrome has it: states, progress, errors by their names, sessions that end. */
function aBrowser({
  state = 'available',
  answer = JSON.stringify(aPlanAnswer()),
  create,
  progress = [],
}: Fake) {
  const asked: Asked[] = [];
  let open = 0;
  const stopped = (signal?: AbortSignal): Promise<never> =>
    new Promise((_, reject) => {
      const stop = (): void => reject(new DOMException('', 'AbortError'));
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop);
    });
  const LanguageModel = {
    availability: async () => state,
    create: async (options: {
      initialPrompts?: { content: string }[];
      monitor(target: EventTarget): void;
      signal?: AbortSignal;
    }) => {
      const target = new EventTarget();
      options.monitor(target);
      for (const { loaded, total = 1 } of progress) {
        target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded, total }));
      }
      if (create) throw create;
      options.signal?.throwIfAborted();
      open += 1;
      return {
        prompt: async (input: string, told: { responseConstraint: unknown; signal?: AbortSignal }) => {
          const system = options.initialPrompts?.[0]?.content ?? '';
          asked.push({ options, system, input, constraint: told.responseConstraint });
          if (answer instanceof Error) throw answer;
          return Promise.race([Promise.resolve(answer), stopped(told.signal)]);
        },
        destroy: () => {
          open -= 1;
        },
      };
    },
  };
  return {
    scope: { LanguageModel, crypto: { randomUUID: () => '1-2-3-4-5' as const } },
    asked,
    open: () => open,
  };
}

describe('the browser’s own model', () => {
  it.each([
    ['available', 'ready'],
    ['downloadable', 'downloadable'],
    ['downloading', 'downloading'],
    ['unavailable', 'no'],
    ['something new', 'no'],
  ])('that is %s is %s', async (state, told) => {
    expect(await browserWriter(aBrowser({ state }).scope).availability('en')).toBe(told);
  });

  it.each([undefined, null, {}, { availability: 1 }, 'model'])(
    'is not there without its API: %s',
    async (found) => {
      const writer = browserWriter({ LanguageModel: found, crypto: { randomUUID: () => '1-2-3-4-5' } });
      expect(await writer.availability('en')).toBe('no');
      expect(await writer.plan(WISH)).toEqual({ kind: 'not-there' });
    },
  );

  it('is not there where asking for it fails', async () => {
    const { scope } = aBrowser({});
    scope.LanguageModel.availability = () => Promise.reject(new TypeError('unknown language'));
    expect(await browserWriter(scope).availability('tlh')).toBe('no');
  });

  it('gives a plan, held to the schema of one, and leaves no session behind', async () => {
    const { scope, asked, open } = aBrowser({});
    const answer = await browserWriter(scope).plan(WISH);
    expect(answer).toMatchObject({ kind: 'plan', plan: { shots: [{ subject: 'A garden with roses' }] } });
    expect(asked[0]?.constraint).toEqual(planJsonSchema());
    expect(open()).toBe(0);
  });

  it('is told the rules apart from the page, and the languages it needs', async () => {
    const { scope, asked } = aBrowser({});
    await browserWriter(scope).plan(WISH);
    expect(asked[0]?.system).toContain('BEGIN 1-2-3-4-5');
    expect(asked[0]?.system).not.toContain('ladybird');
    expect(asked[0]?.input.split('BEGIN 1-2-3-4-5')[1]).toContain('ladybird');
    expect(asked[0]?.options).toMatchObject({ expectedOutputs: [{ type: 'text', languages: ['en', 'fr'] }] });
  });

  it('changes a plan, whose shots keep their passages', async () => {
    const plan = aPlan();
    const dreamy = { ...plan, look: { ...plan.look, style: 'dreamlike' } };
    const { scope } = aBrowser({ answer: JSON.stringify(dreamy) });
    expect(await browserWriter(scope).edit({ plan, sentence: 'dreamier' })).toEqual({
      kind: 'plan',
      plan: dreamy,
    });
  });

  it('tells how much of it is here while it is being downloaded, by share or by bytes', async () => {
    const shares: number[] = [];
    const progress = [
      { loaded: 0 },
      { loaded: 0.5 },
      { loaded: 30, total: 40 },
      { loaded: 7 },
      { loaded: Number.NaN },
    ];
    const { scope } = aBrowser({ progress });
    await browserWriter(scope).plan(WISH, { onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([0, 0.5, 0.75, 1, 0]);
  });

  it.each<[string, BrowserModelTrouble]>([
    ['NotSupportedError', 'not-there'],
    ['NotAllowedError', 'needs-click'],
    ['NetworkError', 'download-failed'],
    ['OperationError', 'failed'],
  ])('that cannot be had says why: %s', async (name, kind) => {
    const { scope } = aBrowser({ create: new DOMException('', name) });
    expect(await browserWriter(scope).plan(WISH)).toEqual({ kind });
  });

  it.each<[string, BrowserModelTrouble]>([
    ['QuotaExceededError', 'too-long'],
    ['NotReadableError', 'refused'],
    ['UnknownError', 'failed'],
  ])('that gives no answer says why, and leaves no session behind: %s', async (name, kind) => {
    const { scope, open } = aBrowser({ answer: new DOMException('', name) });
    expect(await browserWriter(scope).plan(WISH)).toEqual({ kind });
    expect(open()).toBe(0);
  });

  it.each(['Sorry.', '', '{"shots":[]}'])('that answers something else gives no plan: %s', async (answer) => {
    expect(await browserWriter(aBrowser({ answer }).scope).plan(WISH)).toEqual({ kind: 'bad-answer' });
  });

  it('is downloaded without being asked anything', async () => {
    const shares: number[] = [];
    const { scope, asked, open } = aBrowser({
      state: 'downloadable',
      progress: [{ loaded: 0.25 }, { loaded: 1 }],
    });
    const onProgress = (share: number) => shares.push(share);
    expect(await browserWriter(scope).download('en', { onProgress })).toBe('ready');
    expect([shares, asked, open()]).toEqual([[0.25, 1], [], 0]);
    const offline = aBrowser({ create: new DOMException('', 'NetworkError') });
    expect(await browserWriter(offline.scope).download('en')).toBe('download-failed');
  });

  it('can be stopped while it writes, and before', async () => {
    const stop = new AbortController();
    const { scope, open } = aBrowser({ answer: new Promise<string>(() => undefined) });
    const answer = browserWriter(scope).plan(WISH, { signal: stop.signal });
    stop.abort();
    expect(await answer).toEqual({ kind: 'stopped' });
    expect(await browserWriter(scope).plan(WISH, { signal: stop.signal })).toEqual({ kind: 'stopped' });
    expect(open()).toBe(0);
  });
});
