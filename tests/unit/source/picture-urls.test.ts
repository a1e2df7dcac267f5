// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { candidatesOf, cssUrls, urlsOfImg } from '@/utils/source/page/picture-urls';
import { element } from './page';

const DOT = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
const cdn = (name: string): string => `https://cdn.example/${name}`;

/** The addresses of the only <img> in the page, as a browser shows it. */
function urlsOf(html: string, shown: { currentSrc: string; naturalWidth: number }): string[] {
  document.body.innerHTML = html;
  const img = element<HTMLImageElement>('img');
  Object.defineProperties(img, {
    currentSrc: { value: shown.currentSrc },
    naturalWidth: { value: shown.naturalWidth },
  });
  return urlsOfImg(img);
}

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('addresses of a picture, best first', () => {
  it('are what is shown, when that is wide enough', () => {
    const html = `<img src="${cdn('s.jpg')}" srcset="${cdn('s.jpg')} 400w, ${cdn('l.jpg')} 1800w, ${cdn('xl.jpg')} 4000w">`;
    expect(urlsOf(html, { currentSrc: cdn('l.jpg'), naturalWidth: 900 })[0]).toBe(cdn('l.jpg'));
  });

  it('are the smallest that is wide enough, when what is shown is not', () => {
    const html = `<img srcset="${cdn('s.jpg')} 400w, ${cdn('xl.jpg')} 4000w, ${cdn('l.jpg')} 1800w">`;
    expect(urlsOf(html, { currentSrc: cdn('s.jpg'), naturalWidth: 400 })).toEqual([
      cdn('l.jpg'),
      cdn('xl.jpg'),
      cdn('s.jpg'),
    ]);
  });

  it('are the lazy ones while a placeholder is shown', () => {
    const html = `<img src="${DOT}" data-src="${cdn('later.jpg')}">`;
    expect(urlsOf(html, { currentSrc: DOT, naturalWidth: 1 })).toEqual([cdn('later.jpg')]);
  });

  it('end with the full picture that a thumbnail links to', () => {
    const html = `<a href="${cdn('full.JPG?v=2')}"><img src="${cdn('thumb.jpg')}"></a>`;
    expect(urlsOf(html, { currentSrc: cdn('thumb.jpg'), naturalWidth: 150 })).toEqual([
      cdn('thumb.jpg'),
      cdn('full.JPG?v=2'),
    ]);
  });

  it('are never scripts', () => {
    const html = '<img src="javascript:alert(1)" data-src="data:text/html,x">';
    expect(urlsOf(html, { currentSrc: '', naturalWidth: 0 })).toEqual([]);
  });
});

describe('a srcset', () => {
  it('is read with its commas, its densities and its missing descriptors', () => {
    const set = ` ${cdn('a,b.jpg')} 2x,${cdn('c.jpg')}, ${cdn('d.jpg')} 300w , `;
    expect(candidatesOf(set, 100)).toEqual([
      { url: cdn('a,b.jpg'), width: 200 },
      { url: cdn('c.jpg'), width: 100 },
      { url: cdn('d.jpg'), width: 300 },
    ]);
  });

  it('ends, however long it is', () => {
    expect(
      candidatesOf(', '.repeat(100_000) + `${cdn('a.jpg')} 1w, `.repeat(1000), 0).length,
    ).toBeLessThanOrEqual(64);
  });
});

describe('a CSS background', () => {
  it('gives its sharpest picture first', () => {
    const value = `linear-gradient(red, blue), image-set(url("${cdn('1.png')}") 1dppx, url("${cdn('2.png')}") type("image/png") 2dppx)`;
    expect(cssUrls(value)).toEqual([cdn('2.png'), cdn('1.png')]);
  });

  it('may hold escaped quotes, and may be cut', () => {
    expect(cssUrls('url("https://a.example/\\"x.png")')).toEqual(['https://a.example/"x.png']);
    expect(cssUrls('url("https://a.example/')).toEqual([]);
  });
});
