import { browser } from 'wxt/browser';

/** What is kept in memory until the browser closes, out of reach of pages and content scripts; undefined: nothing is. */
export const sessionMemory = browser.storage?.session
  ? {
      get: async (name: string): Promise<unknown> => (await browser.storage.session.get(name))[name],
      set: (name: string, value: unknown): Promise<void> => browser.storage.session.set({ [name]: value }),
      remove: (name: string): Promise<void> => browser.storage.session.remove(name),
    }
  : undefined;
