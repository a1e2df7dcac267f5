import { afterEach, describe, expect, it, vi } from 'vitest';
import { askPersistence, hasDiskSpace } from '@/utils/platform/disk';

const MB = 1_000_000;

function having(storage: object | undefined): void {
  vi.stubGlobal('navigator', { storage });
}

afterEach(() => vi.unstubAllGlobals());

describe('the disk', () => {
  it.each([
    [400 * MB, 0, true],
    [400 * MB - 1, 0, false],
    [10_000 * MB, 9700 * MB, false],
  ])('of %i bytes with %i in use has room for a result: %s', async (quota, usage, hasRoom) => {
    having({ estimate: () => Promise.resolve({ quota, usage }) });
    expect(await hasDiskSpace()).toBe(hasRoom);
  });

  it('has room where the browser does not say', async () => {
    for (const storage of [undefined, {}, { estimate: () => Promise.resolve({}) }]) {
      having(storage);
      expect(await hasDiskSpace()).toBe(true);
    }
    having({ estimate: () => Promise.reject(new TypeError('no')) });
    expect(await hasDiskSpace()).toBe(true);
  });
});

describe('persistence', () => {
  it('is asked for once, and not at all in a worker', async () => {
    const persist = vi.fn(() => Promise.resolve(true));
    having({ persist, persisted: () => Promise.resolve(false) });
    expect(await askPersistence()).toBe(true);
    having({ persist, persisted: () => Promise.resolve(true) });
    expect(await askPersistence()).toBe(true);
    expect(persist).toHaveBeenCalledTimes(1);
    having({ persisted: () => Promise.resolve(false) });
    expect(await askPersistence()).toBe(false);
  });
});
