// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answerArticle } from '@/utils/source/page/article';
import type { PageAnswer } from '@/utils/source/page/task';
import { element, readingOf, withTask } from './page';

async function read(): Promise<PageAnswer> {
  withTask({ kind: 'article' });
  return readingOf(await answerArticle());
}

const PARAGRAPH =
  'The lighthouse on the cape is a very old building, which the people of the village know well, and its thick, white walls stand up to the wind.';
const ARTICLE = `<nav><a href="#">Menu</a></nav><article><h1>The lighthouse</h1>
  ${`<p>${PARAGRAPH}</p>`.repeat(6)}<p style="display:none">Hidden words of a trick, at length, with commas, and more of them.</p>
  <figure><img src="https://cdn.example/a.jpg" width="800" height="500"><figcaption>The lamp, at dusk</figcaption></figure>
  <h2>The wind</h2>${`<p>${PARAGRAPH}</p>`.repeat(2)}</article><footer>Imprint</footer>`;

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  document.head.innerHTML = '<title>The lighthouse</title>';
  document.body.innerHTML = '';
});

describe('the article of a page', () => {
  it('is read paragraph by paragraph, without what surrounds it', async () => {
    document.body.innerHTML = ARTICLE;
    const { text, article, title } = await read();
    expect(article).toBe(true);
    expect(title).toBe('The lighthouse');
    expect(text.split('\n').filter((line) => line === PARAGRAPH)).toHaveLength(8);
    expect(text).toContain('\nThe wind\n');
    expect(text).not.toMatch(/Menu|Imprint|Hidden words|at dusk/);
  });

  it('leaves the page as it was', async () => {
    document.body.innerHTML = ARTICLE;
    const before = document.documentElement.outerHTML;
    await read();
    expect(document.documentElement.outerHTML).toBe(before);
  });

  it('has its pictures with their captions', async () => {
    document.body.innerHTML = ARTICLE;
    const size = { naturalWidth: { value: 800 }, naturalHeight: { value: 500 } };
    Object.defineProperties(element('img'), size);
    expect((await read()).images).toMatchObject([
      { id: 'id-0', urls: ['https://cdn.example/a.jpg'], caption: 'The lamp, at dusk', width: 800 },
    ]);
  });

  it('is, where there is none, what stands in the main part', async () => {
    document.body.innerHTML = '<nav>Menu</nav><main><p>Short words.</p><ul><li>One<li>Two</ul></main>';
    expect(await read()).toMatchObject({
      article: false,
      text: expect.stringMatching(/^Short words\.\nOne\n?Two$/),
    });
  });

  it('of an empty page is empty, and no error', async () => {
    expect(await read()).toMatchObject({ article: false, text: '', images: [] });
  });
});
