/**
 * Starting a worker under `require-trusted-types-for 'script'`: the address must be a TrustedScriptURL, and the
 * one policy the CSP allows makes it for our own packaged worker only.
 */
import { browser } from 'wxt/browser';

const PATH = '/render-worker.js';
const POLICY = 'pagereel-worker';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

let policy: { createScriptURL(url: string): string } | undefined;

function packagedOnly(url: string): string {
  if (url !== browser.runtime.getURL(PATH)) throw new TypeError('only the packaged worker may be started');
  return url;
}

/** Starts the render worker. Throws where the browser has no workers or refuses this one. */
export function createRenderWorker(): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  // A policy of one name can be made once in a context.
  policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: packagedOnly }) ?? {
    createScriptURL: packagedOnly,
  };
  return new Worker(policy.createScriptURL(browser.runtime.getURL(PATH)), { name: 'pagereel-render' });
}
