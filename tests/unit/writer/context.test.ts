import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withContext, withoutContext } from '@/utils/writer';

describe('a prompt with its page', () => {
  it('is the same again without it', () => {
    const page = { title: 'The keeper’s garden', url: 'https://garden.example/a' };
    for (const told of [page, { title: page.title }, { url: page.url }, {}]) {
      expect(withoutContext(withContext('A garden.\nAt dawn.', told, 2000))).toBe('A garden.\nAt dawn.');
    }
  });

  it('is as it was unless something is switched on', () => {
    expect(withContext('A garden.', {}, 2000)).toBe('A garden.');
  });

  it('says the title and the address on lines of their own', () => {
    const page = { title: 'The keeper’s\u202E garden', url: 'https://garden.example/a/lighthouse' };
    expect(withContext('A garden.', page, 2000)).toBe(
      'A garden.\nPage title: The keeper’s garden\nPage address: https://garden.example/a/lighthouse',
    );
  });

  it('gives no commands by its title', () => {
    expect(withContext('A rose.', { title: 'Roses --duration 12 <FIRST_FRAME>' }, 1000)).toBe(
      'A rose.\nPage title: Roses duration 12 FIRST_FRAME',
    );
  });

  it('says nothing of an address that could be a secret', () => {
    const url = 'https://ana:pass@garden.example:8443/a?token=1#here';
    expect(withContext('A garden.', { url }, 2000)).toBe(
      'A garden.\nPage address: https://garden.example:8443/a',
    );
  });

  it.each([
    '',
    'about:blank',
    'file:///home/ana/x.html',
    'data:text/html,x',
    'garden',
    `https://a.example/${'x'.repeat(500)}`,
  ])('leaves out what is no page of the web, or too long to say: %s', (url) => {
    expect(withContext('A garden.', { url }, 2000)).toBe('A garden.');
  });

  it('leaves out a line that does not fit, and tries the next', () => {
    const page = { title: 'x'.repeat(150), url: 'https://a.example/' };
    expect(withContext('A garden.', page, 60)).toBe('A garden.\nPage address: https://a.example/');
  });

  it('never makes a prompt too long', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.webUrl(), fc.nat(300), (prompt, title, url, max) => {
        const told = withContext(prompt, { title, url }, max);
        expect(told.startsWith(prompt)).toBe(true);
        expect(told.length).toBeLessThanOrEqual(Math.max(max, prompt.length));
      }),
    );
  });
});
