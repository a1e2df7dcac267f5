import { afterAll, beforeAll, describe, it } from 'vitest';
import { openLab, type Lab, type LabBrowser } from '../../lab/lab';
import { contract } from './contract';

/** The store's contract against the IndexedDB of a real browser, in a page without the extension around it. */
export function storeSuite(browser: LabBrowser): void {
  describe(`the store in ${browser}`, () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await openLab({ browser, entry: 'tests/lab/entries/store.ts' });
    });
    afterAll(() => lab?.close());

    it.each(Object.keys(contract))('%s', (sentence) => lab.evaluate('holds', sentence));
  });
}
