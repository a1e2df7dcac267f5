/**
 * Starting a worker under `require-trusted-types-for 'script'`: the address must be a TrustedScriptURL, and the
 * one policy the CSP allows makes it for our own packaged worker only.
 */
import { browser } from 'wxt/browser';

const PATHS = { render: 'render-worker.js', preview: 'preview-worker.js' } as const;
const POLICY = 'pagereel-worker';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

const addressOf = (path: string): string => `${browser.runtime.getURL('/')}${path}`;

let policy: { createScriptURL(url: string): string } | undefined;

function packagedOnly(url: string): string {
  if (!Object.values(PATHS).some((path) => url === addressOf(path)))
    throw new TypeError('only packaged workers may be started');
  return url;
}

/** Starts one of our workers. Throws where the browser has no workers or refuses this one. */
export function startWorker(which: keyof typeof PATHS): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  // A policy of one name can be made once in a context.
  policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: packagedOnly }) ?? {
    createScriptURL: packagedOnly,
  };
  return new Worker(policy.createScriptURL(addressOf(PATHS[which])), {
    name: `pagereel-${which}`,
  });
}
