import type { Remote } from './driver';
import type { Privileged } from './firefox-chrome';
import type { FirefoxWindow, FrameAnswer, InnerBrowser } from './firefox-internals';
import { expressionOf, valueOf } from './remote';

/** Documents of an extension that BiDi has no id for. */
export type InnerDocument = 'sidebar' | 'background';

/**
 * Runs a function in the sidebar or in the event page, through a frame script in its process: first with the
 * browser's rights, then in a sandbox with those of the document itself.
 */
export async function evaluateInner<A extends unknown[], T>(
  firefox: Privileged,
  addon: string,
  which: InnerDocument,
  run: Remote<A, T>,
  args: A,
): Promise<T> {
  const answer = await firefox.evaluate(askFrame, addon, which, expressionOf(run, args));
  if (answer.error !== undefined) throw new Error(answer.error);
  return valueOf<T>(answer.value);
}

/** Runs in the browser window. */
async function askFrame(addon: string, which: InnerDocument, expression: string): Promise<FrameAnswer> {
  const firefox = window as unknown as FirefoxWindow;
  const find = (): InnerBrowser | null => {
    if (which === 'sidebar') {
      if (!firefox.SidebarController.isOpen) return null;
      const sidebar = firefox.SidebarController.browser.contentDocument;
      return sidebar?.getElementById('webext-panels-browser') as unknown as InnerBrowser | null;
    }
    const views = firefox.WebExtensionPolicy.getByID(addon)?.extension.views ?? [];
    return [...views].find(({ viewType }) => viewType === 'background')?.xulBrowser ?? null;
  };
  const end = Date.now() + 5000;
  let inner = find();
  // A script sent to a document that is still loading is lost.
  while (!inner?.currentURI?.spec.startsWith('moz-extension:') || inner.webProgress?.isLoadingDocument) {
    if (Date.now() > end) return { error: `there is no ${which} now` };
    await new Promise((resolve) => setTimeout(resolve, 20));
    inner = find();
  }
  const manager = inner.messageManager;
  const name = `pagereel:${Math.random()}`;
  const answered = new Promise<FrameAnswer>((resolve) => {
    const listener = ({ data }: { data: FrameAnswer }): void => {
      manager.removeMessageListener(name, listener);
      resolve(data);
    };
    manager.addMessageListener(name, listener);
    setTimeout(() => resolve({ error: `no answer from the ${which}` }), 60_000);
  });
  const script = `(async () => {
    try {
      const sandbox = new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
      const value = await Cu.evalInSandbox(${JSON.stringify(expression)}, sandbox);
      sendAsyncMessage('${name}', { value });
    } catch (error) {
      sendAsyncMessage('${name}', { error: String(error) });
    }
  })()`;
  manager.loadFrameScript(`data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`, false);
  return answered;
}
