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

function pageAround(title: string, body: string): NonNullable<SiteOptions['pages']> {
  const head = `<!doctype html><html><meta charset="utf-8"><title>${escaped(title)}</title><link rel="stylesheet" href="/site.css">`;
  return { [PAGE]: { type: 'text/html; charset=utf-8', body: `${head}<main>${body}</main></html>` } };
}

/** Under a name that both browsers know to be this computer: the clip shows it, and an IP address says nothing. */
function at(site: Site, name: string, host: string): string {
  const url = new URL(name, site.url);
  url.hostname = `${host}.localhost`;
  return url.href;
}

/** "sea-wall_2.jpg" as a title: "Sea wall 2". */
function titleOf(file: string): string {
  const words = path
    .parse(file)
    .name.replace(/[-_\s]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Serves what the flags name, so that even a file is a page that the extension may read. */
export async function errandOf(flags: Flags): Promise<Errand> {
  if (flags.text !== undefined) {
    const body = `<p id="text" style="white-space: pre-wrap">${escaped(flags.text)}</p>`;
    const site = await serveSite({ pages: pageAround('Your own words', body) });
    return { site, url: at(site, PAGE, 'your-words'), item: 'clip-from-text', selector: '#text' };
  }
  if (flags.image !== undefined) {
    const name = `/picture${path.extname(flags.image).toLowerCase()}`;
    const body = `<figure><img id="image" src="${name}" alt=""></figure>`;
    const picture = { type: contentType(name) ?? '', body: readFileSync(flags.image) };
    const site = await serveSite({ pages: { ...pageAround(titleOf(flags.image), body), [name]: picture } });
    return { site, url: at(site, PAGE, 'your-picture'), item: 'clip-from-image', selector: '#image' };
  }
  if (flags.url?.startsWith('file:')) {
    const file = fileURLToPath(flags.url);
    const site = await serveSite({ root: path.dirname(file) });
    const url = at(site, encodeURIComponent(path.basename(file)), 'your-page');
    return { site, url, item: 'storyboard-page', selector: null };
  }
  const site = await serveSite();
  if (flags.url !== undefined) return { site, url: flags.url, item: 'storyboard-page', selector: null };
  return {
    site,
    url: at(site, 'article.html', 'coast-and-field'),
    item: 'clip-from-text',
    selector: '#quote',
  };
}
