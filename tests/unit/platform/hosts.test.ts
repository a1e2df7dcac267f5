import { describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { askOrigin, askOrigins, askPatterns, hasOrigin, type HostPattern } from '@/utils/platform';

const asked: unknown[] = [];

vi.spyOn(browser.permissions, 'request').mockImplementation(((wish: unknown) => {
  asked.push(wish);
  return Promise.resolve(true);
}) as never);
vi.spyOn(browser.permissions, 'contains').mockImplementation((() => Promise.resolve(true)) as never);

describe('asking for a host', () => {
  it.each([
    ['https://cdn.example/clip.mp4', 'https://cdn.example/*'],
    ['https://cdn.example:8443/v1', 'https://cdn.example/*'],
    ['http://127.0.0.1:8091/v1', 'http://127.0.0.1/*'],
    ['http://localhost:8091/v1', 'http://localhost/*'],
    ['http://192.168.1.2:8000/v1', 'http://192.168.1.2/*'],
    ['http://nas:8000/v1', 'http://nas/*'],
    ['http://gpu.local/v1', 'http://gpu.local/*'],
    ['https://xn--bcher-kva.example/', 'https://xn--bcher-kva.example/*'],
  ])('%s is asked for by its host', async (url, pattern) => {
    asked.length = 0;
    expect(await askOrigin(url)).toBe(true);
    expect(asked).toEqual([{ origins: [pattern] }]);
  });

  it.each([
    'https://*/clip.mp4',
    'https://*.com/clip.mp4',
    'https://a.%2A.com/clip.mp4',
    'http://8.8.8.8/v1',
    'http://*/v1',
    'http://*.local/v1',
    'http://cdn.example/',
    'http://[fd12::1]/v1',
    'https://user:word@cdn.example/',
    'https://[::1]/',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('%s is never asked for, and never allowed', async (url) => {
    asked.length = 0;
    expect(await askOrigin(url)).toBe(false);
    expect(await hasOrigin(url)).toBe(false);
    expect(asked).toEqual([]);
  });
});

describe('asking for several hosts', () => {
  it('is one prompt, for each of them once', async () => {
    asked.length = 0;
    const urls = ['https://queue.fal.run/a', 'https://queue.fal.run/b', 'http://nas:8000/v1'];
    expect(await askOrigins(urls)).toBe(true);
    expect(asked).toEqual([{ origins: ['https://queue.fal.run/*', 'http://nas/*'] }]);
  });

  it.each([[[]], [['https://cdn.example/', 'http://cdn.example/']], [['https://*/']]])(
    'is no prompt for %j',
    async (urls) => {
      asked.length = 0;
      expect(await askOrigins(urls)).toBe(false);
      expect(asked).toEqual([]);
    },
  );

  it('may name all below a domain, where our own tables do', async () => {
    asked.length = 0;
    expect(await askPatterns(['https://queue.fal.run/*', 'https://*.fal.media/*'])).toBe(true);
    expect(asked).toEqual([{ origins: ['https://queue.fal.run/*', 'https://*.fal.media/*'] }]);
  });

  it.each<HostPattern>([
    'https://*/*',
    'https://*.com/*',
    'https://*.*.com/*',
    'https://a.*.com/*',
    'https://*.fal.media/*/*',
    'https://fal.media/queue/*',
    'https://fal.media:443/*',
    'https://user@fal.media/*',
    'https://127.0.0.1/*',
  ])('is no prompt for the pattern %s', async (pattern) => {
    asked.length = 0;
    expect(await askPatterns(['https://queue.fal.run/*', pattern])).toBe(false);
    expect(asked).toEqual([]);
  });
});
