// @vitest-environment happy-dom
import * as v from 'valibot';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RawPage } from '@/utils/source';
import { answerTask } from '@/utils/source/page/answer';
import type { PageAnswer, PageTask } from '@/utils/source/page/task';
import { element, readingOf, selectElements, withTask } from './page';

async function read(task: Partial<PageTask> = {}): Promise<PageAnswer> {
  withTask(task);
  return readingOf(await answerTask());
}

const textOf = async (html: string, first: string, last?: string): Promise<string> => {
  document.body.innerHTML = html;
  selectElements(first, last);
  return (await read()).text;
};

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  document.head.innerHTML = '';
  document.body.innerHTML = '';
  document.documentElement.lang = '';
  window.getSelection()?.removeAllRanges();
});

describe('text of a selection', () => {
  it('keeps paragraphs, list items and line breaks apart, and folds white space', async () => {
    const html = '<div id=a><p>One\n  <b>two</b></p><ul><li>three<li>four</ul>five<br>six</div>';
    expect(await textOf(html, '#a')).toBe('One two\nthree\nfour\nfive\nsix');
  });

  it('begins and ends inside a word where the selection does', async () => {
    document.body.innerHTML = '<p id=a>First words</p><p id=b>Second words</p>';
    const range = document.createRange();
    range.setStart(element('#a').firstChild as Text, 6);
    range.setEnd(element('#b').firstChild as Text, 6);
    window.getSelection()?.addRange(range);
    expect((await read()).text).toBe('words\nSecond');
  });

  it('leaves out what is hidden, and scripts and fields', async () => {
    const html = `<p id=a>Seen<span style="display:none">hidden</span><span style="visibility:hidden"> not seen</span>
      <script>code()</script><style>p{}</style><textarea>typed</textarea><span style="opacity:0">clear</span></p>`;
    expect(await textOf(html, '#a')).toBe('Seen');
  });

  it('reads right-to-left, Chinese and emoji as they are written, and ruby without its readings', async () => {
    const html =
      '<div id=a><p dir=rtl>مرحبا بالعالم</p><p>你好，<ruby>世界<rt>shìjiè</rt></ruby>。</p><p>👩🏽‍🚀 🎉</p></div>';
    expect(await textOf(html, '#a')).toBe('مرحبا بالعالم\n你好，世界。\n👩🏽‍🚀 🎉');
  });

  it('reads a picture that stands for an emoji', async () => {
    expect(await textOf('<p id=a>Yes <img alt="🎉"> and <img alt="A lamp">.</p>', '#a')).toBe('Yes 🎉 and .');
  });

  it('goes into open shadow roots and their slots', async () => {
    document.body.innerHTML = '<div id=a><p>before</p><div id=host><b>given</b></div><p>after</p></div>';
    element('#host').attachShadow({ mode: 'open' }).innerHTML = '<p>inside</p><p><slot></slot>!</p>';
    selectElements('#a');
    expect((await read()).text).toBe('before\ninside\ngiven!\nafter');
  });

  it('of a megabyte is cut and counted', async () => {
    document.body.innerHTML = `<p id=a>${'words '.repeat(200_000)}</p>`;
    selectElements('#a');
    const answer = await read();
    expect(answer.text).toHaveLength(160_000);
    expect(answer.textLength).toBe(1_199_999);
  });
});

describe('text of a field', () => {
  it('is the part that is selected', async () => {
    document.body.innerHTML = '<textarea>some words in a field</textarea>';
    const field = element<HTMLTextAreaElement>('textarea');
    field.focus();
    field.setSelectionRange(5, 10);
    expect((await read({ selectionText: 'words' })).text).toBe('words');
  });

  it('gives way to the page’s own selection when that is what the menu showed', async () => {
    document.body.innerHTML = '<p id=a>Words of the page</p><textarea>something else</textarea>';
    element('textarea').focus();
    element<HTMLTextAreaElement>('textarea').select();
    selectElements('#a');
    expect((await read({ selectionText: 'Words of the page' })).text).toBe('Words of the page');
  });

  it.each([
    'type="password"',
    'autocomplete="current-password"',
    'autocomplete="cc-number"',
    'autocomplete="one-time-code"',
  ])('is never read where it may be a secret: %s', async (secret) => {
    document.body.innerHTML = `<input ${secret} value="1234 5678">`;
    element('input').focus();
    element<HTMLInputElement>('input').select();
    expect((await read()).text).toBe('');
  });
});

describe('what stands around a selection', () => {
  it('is its language, the heading above, its paragraph and the page’s author', async () => {
    document.documentElement.lang = 'en';
    document.head.innerHTML =
      '<title>Page</title><meta name=author content="Ana Ruiz"><meta property="og:image" content="/og.jpg">';
    document.body.innerHTML =
      '<h1>Top</h1><h2>Near</h2><div lang=fr><p>Un paragraphe entier, avec <b id=a>des mots</b> choisis.</p></div><h2>Later</h2>';
    selectElements('#a');
    expect(await read()).toMatchObject({
      title: 'Page',
      language: 'fr',
      heading: 'Near',
      paragraph: 'Un paragraphe entier, avec des mots choisis.',
      byline: 'Ana Ruiz',
      ogImage: new URL('/og.jpg', document.baseURI).href,
    });
  });

  it('is, in a quotation, the one who is quoted', async () => {
    document.head.innerHTML = '<meta name=author content="Ana Ruiz">';
    document.body.innerHTML = '<blockquote><p id=a>To be or not to be</p><cite>W. S.</cite></blockquote>';
    selectElements('#a');
    expect((await read()).byline).toBe('W. S.');
  });

  it('finds the author in JSON-LD', async () => {
    document.head.innerHTML =
      '<script type="application/ld+json">{"@graph":[{"author":[{"name":"Ana"},{"name":"Bo"}]}]}</script>';
    expect((await read()).byline).toBe('Ana, Bo');
  });

  it.each([
    ['<meta name="theme-color" content="#205">', '#220055'],
    ['<meta name="theme-color" content="rgb(32, 80, 107)">', '#20506b'],
    [
      '<meta name="theme-color" content="#FFFFFF"><style>body { background-color: rgb(1, 2, 3) }</style>',
      '#010203',
    ],
    ['<meta name="theme-color" content="nonsense">', ''],
  ])('takes the theme colour of %s', async (head, colour) => {
    document.head.innerHTML = head;
    expect((await read()).themeColor).toBe(colour);
  });
});

describe('pictures of a selection', () => {
  it('come with address, words and the id they were given', async () => {
    document.body.innerHTML = `<div id=a><figure><img src="https://cdn.example/a.jpg" alt="A lamp" width=600>
      <figcaption>The lamp at dusk</figcaption></figure><img src="https://cdn.example/dot.gif"></div>`;
    const img = element<HTMLImageElement>('img');
    Object.defineProperties(img, { naturalWidth: { value: 600 }, naturalHeight: { value: 400 } });
    selectElements('#a');
    const { images } = await read();
    expect(images).toMatchObject([
      {
        id: 'id-0',
        urls: ['https://cdn.example/a.jpg'],
        alt: 'A lamp',
        caption: 'The lamp at dusk',
        origin: 'element',
      },
    ]);
  });
});

describe('a hostile page', () => {
  it('that shadows the properties of forms is read all the same', async () => {
    const html = `<form id=a><input name=parentNode><input name=firstChild><input name=nextSibling><input name=nodeType>
      <input name=getAttribute><p>words</p></form><img name=body><img name=querySelectorAll>`;
    expect(await textOf(html, '#a')).toBe('words');
  });

  it('that names an element like our task leaves no task', async () => {
    document.body.innerHTML = '<a id="__pagereelTask" href="#">x</a>';
    expect(await answerTask()).toBeNull();
  });

  it('whose getters throw gives at least an answer', async () => {
    document.body.innerHTML = '<p id=a>words</p>';
    selectElements('#a');
    Object.defineProperty(window, 'getComputedStyle', {
      configurable: true,
      value: () => {
        throw new Error('gotcha');
      },
    });
    try {
      expect(v.is(RawPage, await read())).toBe(true);
    } finally {
      Reflect.deleteProperty(window, 'getComputedStyle');
    }
  });
});

describe('a task', () => {
  it('is taken once', async () => {
    withTask({ kind: 'context' });
    expect(await answerTask()).not.toBeNull();
    expect(await answerTask()).toBeNull();
  });
});
