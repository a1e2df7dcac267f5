import { describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { askOrigin, hasOrigin } from '@/utils/platform';

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
    'http://192.168.1.2/v1',
    'http://cdn.example/',
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
