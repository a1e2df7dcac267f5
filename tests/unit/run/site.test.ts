import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite, type Site } from '../../servers/site';

describe('the sample site', () => {
  let site: Site;
  beforeAll(async () => {
    site = await serveSite({ pages: { '/mine.html': { type: 'text/html', body: 'mine' } } });
  });
  afterAll(() => site.close());
  const get = (path: string, init?: RequestInit): Promise<Response> => fetch(new URL(path, site.url), init);
  const bytesOf = async (path: string): Promise<Buffer> => Buffer.from(await (await get(path)).arrayBuffer());

  it('opens with the article, and serves pages of the caller’s own', async () => {
    expect(await (await get('/')).text()).toContain('The keeper’s garden');
    expect(await (await get('/mine.html')).text()).toBe('mine');
    expect(site.requests).toEqual(['/', '/mine.html']);
  });

  it('serves nothing from outside its directory', async () => {
    for (const path of ['/%2e%2e/%2e%2e/%2e%2e/package.json', '/..%2f..%2f..%2fpackage.json', '/gone.html']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('has a small file that says it is a picture of 256 megapixels', async () => {
    const bomb = await bytesOf('/bomb.png');
    expect(bomb.length).toBeLessThan(40_000);
    expect([bomb.readUInt32BE(16), bomb.readUInt32BE(20)]).toEqual([16_000, 16_000]);
  });

  it('has files that are not the pictures they are called', async () => {
    expect((await bytesOf('/zero-byte.png')).length).toBe(0);
    expect((await bytesOf('/html-instead.png')).toString()).toContain('<!doctype html>');
    const [broken, whole] = [await bytesOf('/broken.jpg'), await bytesOf('/ladybird.jpg')];
    expect(whole.subarray(0, broken.length).equals(broken)).toBe(true);
    expect(broken.length).toBeLessThan(whole.length / 2);
    // One graphic control block a frame.
    expect((await bytesOf('/animated.gif')).toString('hex').split('21f904')).toHaveLength(3);
  });

  it('gives a protected picture only to its own pages', async () => {
    expect((await get('/hotlink.jpg')).status).toBe(403);
    const referer = `${site.url}bad-images.html`;
    expect((await get('/hotlink.jpg', { headers: { referer } })).status).toBe(200);
  });

  it('holds the slow page back until it is released', async () => {
    const response = await get('/slow.html');
    site.release();
    expect(await response.text()).toContain('These came late.');
  });

  it('forbids the sandboxed page its scripts', async () => {
    expect((await get('/sandbox.html')).headers.get('content-security-policy')).toContain('sandbox');
  });
});
