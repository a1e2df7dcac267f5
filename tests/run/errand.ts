import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MenuItem } from '../e2e/drivers/extension';
import { contentType, serveSite, type Site, type SiteOptions } from '../servers/site';
import type { Flags } from './flags.mjs';

/** What the clip is made from, and by which of the three menu items. */
export interface Errand {
  site: Site;
  url: string;
  item: MenuItem;
  /** What is selected or pointed at; for a whole page whatever stands in it. */
  selector: string | null;
}

const PAGE = '/yours.html';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function pageAround(body: string): NonNullable<SiteOptions['pages']> {
  const head = `<!doctype html><html><meta charset="utf-8"><title>Your own material</title><link rel="stylesheet" href="/site.css">`;
  return { [PAGE]: { type: 'text/html; charset=utf-8', body: `${head}<main>${body}</main></html>` } };
}

/** Serves what the flags name, so that even a file is a page that the extension may read. */
export async function errandOf(flags: Flags): Promise<Errand> {
  const at = (site: Site, name: string): string => new URL(name, site.url).href;
  if (flags.text !== undefined) {
    const body = `<p id="text" style="white-space: pre-wrap">${escaped(flags.text)}</p>`;
    const site = await serveSite({ pages: pageAround(body) });
    return { site, url: at(site, PAGE), item: 'clip-from-text', selector: '#text' };
  }
  if (flags.image !== undefined) {
    const name = `/picture${path.extname(flags.image).toLowerCase()}`;
    const body = `<figure><img id="image" src="${name}" alt=""></figure>`;
    const picture = { type: contentType(name) ?? '', body: readFileSync(flags.image) };
    const site = await serveSite({ pages: { ...pageAround(body), [name]: picture } });
    return { site, url: at(site, PAGE), item: 'clip-from-image', selector: '#image' };
  }
  if (flags.url?.startsWith('file:')) {
    const file = fileURLToPath(flags.url);
    const site = await serveSite({ root: path.dirname(file) });
    const url = at(site, encodeURIComponent(path.basename(file)));
    return { site, url, item: 'storyboard-page', selector: null };
  }
  const site = await serveSite();
  if (flags.url !== undefined) return { site, url: flags.url, item: 'storyboard-page', selector: null };
  return { site, url: at(site, 'article.html'), item: 'clip-from-text', selector: '#quote' };
}
