import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Remote } from './driver';
import { expressionOf, valueOf } from './remote';
import { PATIENCE, until } from './until';

export interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
  attached: boolean;
  /** The profile it belongs to: private windows have one of their own. */
  browserContextId?: string;
}

/** What the DevTools protocol calls targets: tabs, the side panel, the service worker, the offscreen page. */
export interface Targets {
  readonly cdp: CDPSession;
  list(): Promise<TargetInfo[]>;
  find(what: string, matches: (target: TargetInfo) => boolean, timeout?: number): Promise<TargetInfo>;
  /** Runs a function in a target that Playwright knows nothing of. */
  evaluate<A extends unknown[], T>(targetId: string, run: Remote<A, T>, args: A): Promise<T>;
  /** Lets the workers of an extension run that wait for a debugger. */
  freeWorkers(origin: string): Promise<void>;
  /** The target as a page of Playwright's; it does not take up a side panel by itself. */
  adopt(target: TargetInfo): Promise<Page>;
  /** Id of the target of type 'tab' around a page: what the toolbar belongs to. */
  tabAround(url: string): Promise<string>;
}

/** Private parts of playwright-core, whose version is pinned: there is no public way to attach a side panel. */
interface Inside {
  _connection: {
    toImpl(thing: unknown): { _session: { send(method: string, params: object): Promise<unknown> } };
  };
}

interface Answer {
  id?: number;
  error?: { message: string };
  result?: {
    result?: { value?: unknown };
    exceptionDetails?: { text: string; exception?: { description?: string } };
  };
}

/** Nothing that runs in a target takes that long; shorter than PATIENCE, so that it can be asked again. */
const SILENCE = 6000;

export async function targetsOf(context: BrowserContext): Promise<Targets> {
  const browser = context.browser();
  if (!browser) throw new Error('this context has no browser');
  const cdp = await browser.newBrowserCDPSession();
  const waiting = new Map<string, (answer: Answer) => void>();
  let last = 0;
  cdp.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const answer = JSON.parse(message) as Answer;
    waiting.get(`${sessionId} ${answer.id}`)?.(answer);
  });
  // A target that goes away while it is asked never answers.
  cdp.on('Target.detachedFromTarget', ({ sessionId }) => {
    for (const [key, resolve] of waiting) {
      if (key.startsWith(`${sessionId} `)) resolve({ error: { message: 'the target went away' } });
    }
  });

  const list = async (): Promise<TargetInfo[]> => (await cdp.send('Target.getTargets')).targetInfos;

  return {
    cdp,
    list,
    async tabAround(url) {
      const filter = [{ type: 'tab', exclude: false }];
      const { targetInfos } = await cdp.send('Target.getTargets', { filter });
      const tab = targetInfos.find((target) => target.url === url);
      if (!tab) throw new Error(`no tab shows ${url}`);
      return tab.targetId;
    },
    find: async (what, matches, timeout = PATIENCE) =>
      until(what, async () => (await list()).find(matches), timeout),

    async evaluate<A extends unknown[], T>(targetId: string, run: Remote<A, T>, args: A): Promise<T> {
      const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: false });
      const id = (last += 1);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const key = `${sessionId} ${id}`;
      const message = JSON.stringify({
        id,
        method: 'Runtime.evaluate',
        params: { expression: expressionOf(run, args), awaitPromise: true, returnByValue: true },
      });
      try {
        const answered = new Promise<Answer>((resolve) => {
          waiting.set(key, resolve);
          // One that is ended while it starts may not even be said to have gone away.
          timer = setTimeout(() => resolve({ error: { message: 'the target does not answer' } }), SILENCE);
        });
        await cdp.send('Target.sendMessageToTarget', { sessionId, message });
        const { error, result } = await answered;
        if (error) throw new Error(error.message);
        const trouble = result?.exceptionDetails;
        if (trouble) throw new Error(trouble.exception?.description ?? trouble.text);
        return valueOf<T>(result?.result?.value);
      } finally {
        clearTimeout(timer);
        waiting.delete(key);
        await cdp.send('Target.detachFromTarget', { sessionId }).catch(() => undefined);
      }
    },

    async freeWorkers(origin) {
      const filter = [{ type: 'worker', exclude: false }];
      const { targetInfos } = await cdp.send('Target.getTargets', { filter });
      for (const { targetId, url } of targetInfos) {
        if (!url.startsWith(origin)) continue;
        const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: false });
        const message = JSON.stringify({ id: (last += 1), method: 'Runtime.runIfWaitingForDebugger' });
        await cdp.send('Target.sendMessageToTarget', { sessionId, message });
        await cdp.send('Target.detachFromTarget', { sessionId });
      }
    },

    async adopt({ targetId }) {
      const arrives = context.waitForEvent('page', { timeout: PATIENCE });
      const { _connection: connection } = browser as unknown as Inside;
      const { _session: session } = connection.toImpl(browser);
      await session.send('Target.attachToTarget', { targetId, flatten: true });
      return arrives;
    },
  };
}
