import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { cleanText, MAX_TEXT, Source } from '@/utils/domain';
import { sourceFromMenu, type Gesture } from '@/utils/source';
import { aGesture, fakePorts } from './fakes';

const fromMenu = (change: Partial<Gesture>) => sourceFromMenu(aGesture(change), fakePorts());

function sourceOf(change: Partial<Gesture>): Source {
  const result = fromMenu(change);
  if (!result.ok) throw new Error(result.problem);
  return result.source;
}

describe('what the menu itself carries', () => {
  it('is a Source at once: words, page, title and site', () => {
    expect(sourceOf({})).toMatchObject({
      kind: 'selection',
      text: 'Rain in the hills. More of it tomorrow.',
      url: 'https://www.news.example/story?id=7',
      title: 'Story',
      site: 'news.example',
      notices: [],
    });
  });

  it.each(['', '  \n\t ', '\u200B\u2060\uFEFF', '\uFE0F', '\u0301'])(
    'is no Source when nothing shows: %j',
    (selectionText) => {
      expect(fromMenu({ selectionText })).toEqual({ ok: false, problem: 'empty-selection' });
    },
  );

  it('is not even looked at where the window is off limits', () => {
    expect(fromMenu({ offLimits: true })).toEqual({ ok: false, problem: 'private-window' });
  });

  it('may be nothing but emoji, and says so', () => {
    expect(sourceOf({ selectionText: '🎉 👩🏽‍🚀 🇫🇷' }).notices).toEqual([{ code: 'emoji-only' }]);
    expect(sourceOf({ selectionText: '…' }).notices).toEqual([]);
  });

  it('counts the hidden characters it removes', () => {
    const source = sourceOf({ selectionText: 'pay\u202E 9\u200B\u{E0041}' });
    expect(source).toMatchObject({ text: 'pay 9', notices: [{ code: 'hidden-removed', count: 3 }] });
  });

  it('cuts a megabyte of text by characters and says how long it was', () => {
    const source = sourceOf({ selectionText: '😀'.repeat(500_000) });
    expect(Array.from(source.text)).toHaveLength(MAX_TEXT);
    expect(source.text.isWellFormed()).toBe(true);
    const [cut] = source.notices;
    expect(cut?.code).toBe('text-cut');
    expect(cut?.count).toBeGreaterThanOrEqual(500_000);
  });

  it('names a picture that is still to be read, and what stands in the way', () => {
    const problem = (srcUrl: string) => sourceOf({ kind: 'image', srcUrl }).images[0]?.state;
    expect(problem('https://cdn.example/a.jpg')).toEqual({ kind: 'unread', problem: 'needs-permission' });
    expect(problem('https://192.168.0.1/a.jpg')).toEqual({ kind: 'unread', problem: 'private-address' });
    expect(problem('http://cdn.example/a.jpg')).toEqual({ kind: 'unread', problem: 'unreachable' });
  });

  it('keeps no data: address, which may weigh megabytes', () => {
    expect(sourceOf({ kind: 'image', srcUrl: 'data:image/png;base64,AAAA' }).images[0]?.url).toBe('');
  });

  it('knows no site for a file, and no address for what is neither web nor file', () => {
    expect(sourceOf({ pageUrl: 'file:///home/me/a.html' })).toMatchObject({
      site: '',
      url: 'file:///home/me/a.html',
    });
    expect(sourceOf({ pageUrl: 'javascript:alert(1)' })).toMatchObject({ site: '', url: '' });
    expect(sourceOf({ pageUrl: `https://a.example/p?${'x'.repeat(9000)}` }).url).toBe('https://a.example/p');
  });

  it('is always a Source that the schema accepts', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 600 });
    fc.assert(
      fc.property(
        fc.constantFrom('selection', 'image', 'article') satisfies fc.Arbitrary<Gesture['kind']>,
        fc.record({
          pageUrl: fc.oneof(anything, fc.webUrl()),
          pageTitle: anything,
          selectionText: anything,
          srcUrl: fc.oneof(anything, fc.webUrl()),
        }),
        (kind, rest) => {
          const result = fromMenu({ kind, ...rest });
          if (result.ok) v.parse(Source, result.source);
        },
      ),
    );
  });
});

describe('cleaning', () => {
  it('changes nothing the second time', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom('\u200B', '\u200D', '\u0301', 'e', '😀', '\n', ' ', '\u202E', '\uFE0F', 'ك'),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (units) => {
        const once = cleanText(units.join('')).text;
        expect(cleanText(once)).toMatchObject({ text: once, hidden: 0 });
      }),
      { numRuns: 2000 },
    );
  });
});
