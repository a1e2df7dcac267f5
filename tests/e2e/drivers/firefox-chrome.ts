import type { Browser } from 'puppeteer-core';
import type { Remote } from './driver';
import { expressionOf, valueOf } from './remote';

/** Runs functions with the browser's own rights in its window, over the WebDriver BiDi connection. */
export interface Privileged {
  send<T>(method: string, params: object): Promise<T>;
  /** In the browser window: what stands there as `window` is Firefox itself. */
  evaluate<A extends unknown[], T>(run: Remote<A, T>, ...args: A): Promise<T>;
  /** In one document, by the id BiDi has for it. */
  evaluateIn<A extends unknown[], T>(context: string, run: Remote<A, T>, args: A): Promise<T>;
}

interface Connected {
  connection: { send(method: string, params: object): Promise<{ result: unknown }> };
}

interface Evaluated {
  type: 'success' | 'exception';
  result?: { value?: unknown };
  exceptionDetails?: { text: string };
}

/** Needs the command line switch --remote-allow-system-access. */
export function privilegedOf(browser: Browser): Privileged {
  const { connection } = browser as unknown as Connected;
  const send = async <T>(method: string, params: object): Promise<T> =>
    (await connection.send(method, params)).result as T;
  const privileged: Privileged = {
    send,
    async evaluate(run, ...args) {
      const { contexts } = await send<{ contexts: { url: string; context: string }[] }>(
        'browsingContext.getTree',
        { 'moz:scope': 'chrome' },
      );
      const context = contexts.find(({ url }) => url.includes('browser.xhtml'))?.context;
      if (context === undefined) throw new Error('Firefox has no window');
      return privileged.evaluateIn(context, run, args);
    },
    async evaluateIn<A extends unknown[], T>(context: string, run: Remote<A, T>, args: A) {
      const answer = await send<Evaluated>('script.evaluate', {
        expression: expressionOf(run, args),
        target: { context },
        awaitPromise: true,
        resultOwnership: 'none',
      });
      if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text ?? 'exception');
      return valueOf<T>(answer.result?.value);
    },
  };
  return privileged;
}
