/**
 * The lab: one module of the product in a real browser, without the extension around it.
 *
 *   // tests/lab/entries/greyscale.ts: everything a test calls is put on globalThis
 *   import { exposeToLab } from '../expose';
 *   exposeToLab({ async meanGrey(pngBase64: string): Promise<number> { ... } });
 *
 *   // a vitest file
 *   const lab = await openLab({ browser: 'chromium', entry: 'tests/lab/entries/greyscale.ts' });
 *   const mean = await lab.evaluate<number>('meanGrey', toBase64(bytes));
 *   await lab.close();
 *
 * Arguments and results are JSON; bytes travel as base64 (`bytes.ts`, usable on both sides). The page comes
 * from 127.0.0.1, a secure context, so WebCodecs, workers and IndexedDB are there. The product's fonts are at
 * `/fonts/<file>`, and further bundles (workers) at the paths given in `scripts`:
 *
 *   openLab({ browser, entry, scripts: { '/render-worker.js': 'tests/lab/entries/worker.ts' } })
 *
 * Paths are relative to the project's root. Everything the page logs as an error is in `lab.errors`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle';
import { launchChromium, launchFirefox, type LabPage } from './launch';
import { serve } from './serve';

export type LabBrowser = 'chromium' | 'firefox';

export interface LabOptions {
  browser: LabBrowser;
  /** A TypeScript file that exposes functions on globalThis. */
  entry: string;
  /** Further bundles by the path they are served at. */
  scripts?: Readonly<Record<string, string>>;
  /** Folders by the path their files are served under, without a slash at the end. */
  folders?: Readonly<Record<string, string>>;
  /** Milliseconds one `evaluate` may take; two minutes when left out. */
  timeout?: number;
}

export interface Lab {
  /** Calls a function the entry exposed; throws what it throws. */
  evaluate<T>(name: string, ...args: unknown[]): Promise<T>;
  /** Uncaught errors and `console.error` lines of the page, oldest first. */
  readonly errors: readonly string[];
  readonly url: string;
  close(): Promise<void>;
}

/** Bundles the entry, serves it and opens it in a headless browser with a profile of its own. */
export async function openLab(options: LabOptions): Promise<Lab> {
  const scripts: Record<string, string> = { '/lab.js': await bundle(options.entry) };
  for (const [path, file] of Object.entries(options.scripts ?? {})) scripts[path] = await bundle(file);
  const server = await serve(scripts, options.folders);
  const profile = await mkdtemp(join(tmpdir(), 'pagereel-lab-'));
  const errors: string[] = [];
  const timeout = options.timeout ?? 120_000;
  const launch = options.browser === 'chromium' ? launchChromium : launchFirefox;
  let page: LabPage | undefined;
  const close = async (): Promise<void> => {
    await page?.close().catch(() => undefined);
    await server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    page = await launch({ url: server.url, profile, timeout, onError: (line) => errors.push(line) });
  } catch (error) {
    await close();
    throw error;
  }
  const opened = page;
  return {
    errors,
    url: server.url,
    close,
    evaluate: async <T>(name: string, ...args: unknown[]): Promise<T> => {
      const json = await opened.call(name, JSON.stringify(args));
      return (json === undefined ? undefined : JSON.parse(json)) as T;
    },
  };
}
