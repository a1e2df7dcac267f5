import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Source } from '@/utils/domain';
import { takeSource, type Gesture, type SourcePorts } from '@/utils/source';
import { aGesture, anAnswer, anImage, fakePorts, framesAnswer, pageAnswers } from './fakes';
import { png } from './image-bytes';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

async function take(gesture: Partial<Gesture>, ports: SourcePorts): Promise<Source> {
  const result = await takeSource(aGesture(gesture), ports);
  if (!result.ok) throw new Error(result.problem);
  return v.parse(Source, result.source);
}

const codes = (source: Source): string[] => source.notices.map(({ code }) => code);

describe('a selection', () => {
  it('has the words of the page, paragraph by paragraph, and what stands around them', async () => {
    const source = await take({}, fakePorts({ inject: pageAnswers(anAnswer()) }));
    expect(source).toMatchObject({
      text: 'Rain in the hills.\nMore of it tomorrow.',
      title: 'The story',
      site: 'news.example',
      language: 'en-GB',
      heading: 'Weather',
      byline: 'Ana Ruiz',
      themeColor: '#20506b',
      ogImage: 'https://news.example/og.jpg',
      notices: [],
    });
  });

  it('is found in whichever frame holds it', async () => {
    const top = anAnswer({ text: '' });
    const frame = anAnswer({ url: 'https://embed.example/', title: 'Embed', heading: '', themeColor: '' });
    const source = await take(
      {},
      fakePorts({ inject: framesAnswer({ 0: top, 4: anAnswer({ text: 'other' }), 9: frame }) }),
    );
    expect(source).toMatchObject({ text: frame.text, url: aGesture().pageUrl, notices: [] });
  });

  it('takes its words from its own frame, and title and colours from the page around it', async () => {
    const frame = anAnswer({
      url: 'https://embed.example/',
      title: 'Embed',
      themeColor: '#ffffff',
      heading: 'Inside',
    });
    const ports = fakePorts({ inject: framesAnswer({ 0: anAnswer({ text: '' }), 9: frame }) });
    expect(await take({ frameId: 9 }, ports)).toMatchObject({
      text: frame.text,
      title: 'The story',
      themeColor: '#20506b',
      heading: 'Inside',
      notices: [],
    });
    expect(ports.asked.map(({ task, target }) => [task.kind, target.frames])).toEqual([
      ['selection', 9],
      ['context', 0],
    ]);
  });

  it('whose frame has vanished goes on with the words of the menu', async () => {
    const source = await take(
      { frameId: 9 },
      fakePorts({ inject: framesAnswer({ 0: anAnswer({ text: '' }) }) }),
    );
    expect(source).toMatchObject({ text: aGesture().selectionText, title: 'The story' });
    expect(codes(source)).toEqual(['frame-gone']);
  });

  it('of a page where scripts may not run goes on with the words of the menu', async () => {
    const source = await take({}, fakePorts());
    expect(source).toMatchObject({ text: aGesture().selectionText, title: 'Story' });
    expect(codes(source)).toEqual(['page-unreadable']);
  });

  it('of a viewer without a document goes on with the words of the menu, and says so', async () => {
    const source = await take({}, fakePorts({ inject: pageAnswers(anAnswer({ text: '', textLength: 0 })) }));
    expect(source.text).toBe(aGesture().selectionText);
    expect(codes(source)).toEqual(['page-unreadable']);
  });

  it('is what was clicked, even when the page has another selection by now', async () => {
    const source = await take({}, fakePorts({ inject: pageAnswers(anAnswer({ text: 'Buy our hats!' })) }));
    expect(source.text).toBe(aGesture().selectionText);
  });

  it('of a page that went elsewhere takes nothing from the new one', async () => {
    const moved = anAnswer({ url: 'https://www.news.example/other', title: 'Other' });
    const source = await take({}, fakePorts({ inject: pageAnswers(moved) }));
    expect(source).toMatchObject({ title: 'Story', heading: '', text: aGesture().selectionText });
    expect(codes(source)).toEqual(['page-changed']);
  });

  it('stays on the same page when only the fragment changes', async () => {
    const source = await take(
      {},
      fakePorts({ inject: pageAnswers(anAnswer({ url: `${aGesture().pageUrl}#two` })) }),
    );
    expect(source.notices).toEqual([]);
  });

  it('of a closed tab goes on with the words of the menu', async () => {
    const source = await take({}, fakePorts({ inject: async () => ({ ok: false, reason: 'tab-gone' }) }));
    expect(codes(source)).toEqual(['page-changed']);
  });

  it('that only the page knows of is taken from it', async () => {
    const source = await take(
      { selectionText: '' },
      fakePorts({ inject: pageAnswers(anAnswer({ text: 'in a field' })) }),
    );
    expect(source.text).toBe('in a field');
  });

  it('of nothing, in menu and page, is an empty selection', async () => {
    const ports = fakePorts({ inject: pageAnswers(anAnswer({ text: ' \n ' })) });
    expect(await takeSource(aGesture({ selectionText: ' ' }), ports)).toEqual({
      ok: false,
      problem: 'empty-selection',
    });
  });

  it('that was cut in the page says how long it was there', async () => {
    const text = 'Rain in the hills. '.repeat(8000);
    const answer = anAnswer({ text, textLength: 1_000_000 });
    const source = await take({ selectionText: text }, fakePorts({ inject: pageAnswers(answer) }));
    expect(source.notices).toEqual([{ code: 'text-cut', count: 1_000_000 }]);
  });

  it('asks the browser for the language only where the page names none', async () => {
    const ports = fakePorts({
      inject: pageAnswers(anAnswer({ language: 'no language' })),
      detectLanguage: () => Promise.resolve('fr'),
    });
    expect((await take({}, ports)).language).toBe('fr');
  });
});

describe('a page of a window that is off limits', () => {
  it('is neither asked nor read nor stored', async () => {
    const ports = fakePorts({
      inject: pageAnswers(anAnswer({ images: [anImage({ bytes: base64(png(9, 9)) })] })),
    });
    expect(await takeSource(aGesture({ offLimits: true }), ports)).toEqual({
      ok: false,
      problem: 'private-window',
    });
    expect(ports.asked).toEqual([]);
    expect(ports.stored.size).toBe(0);
  });
});

describe('an article', () => {
  const article = { kind: 'article', selectionText: '' } as const;

  it('is asked of the whole page, once', async () => {
    const ports = fakePorts({ inject: pageAnswers(anAnswer({ article: true })) });
    expect(await take({ ...article, frameId: 3 }, ports)).toMatchObject({ kind: 'article', notices: [] });
    expect(ports.asked.map(({ target }) => target.frames)).toEqual([0]);
  });

  it('that Readability does not find says that the paragraphs were taken', async () => {
    const source = await take(article, fakePorts({ inject: pageAnswers(anAnswer()) }));
    expect(codes(source)).toEqual(['no-article']);
  });

  it.each([
    ['may not be read', fakePorts()],
    ['is empty', fakePorts({ inject: pageAnswers(anAnswer({ text: '' })) })],
  ])('of a page that %s is nothing readable', async (_, ports) => {
    expect(await takeSource(aGesture(article), ports)).toEqual({ ok: false, problem: 'nothing-readable' });
  });
});

describe('a picture', () => {
  const image = { kind: 'image', selectionText: '', srcUrl: 'https://cdn.example/rain.jpg' } as const;
  const withImage = (change: Parameters<typeof anImage>[0] = {}, ports: Partial<SourcePorts> = {}) =>
    fakePorts({ inject: pageAnswers(anAnswer({ text: '', images: [anImage(change)] })), ...ports });
  const stateOf = async (ports: SourcePorts, gesture: Partial<Gesture> = image) =>
    (await take(gesture, ports)).images[0]?.state;

  it('is stored as the page gave it, byte for byte, with its hash', async () => {
    const bytes = png(640, 400);
    const ports = withImage({ bytes: base64(bytes) });
    const [taken] = (await take(image, ports)).images;
    expect(taken).toMatchObject({
      id: 'id-1',
      url: 'https://cdn.example/rain.jpg',
      alt: 'Rain',
      caption: 'Rain on Monday',
      width: 640,
      height: 400,
      state: { kind: 'ready', mime: 'image/png', bytes: bytes.length },
    });
    expect(taken?.state.kind === 'ready' && taken.state.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(new Uint8Array(await (ports.stored.get('id-1') as Blob).arrayBuffer())).toEqual(bytes);
  });

  it('is not fetched without the permission for its own host', async () => {
    expect(await stateOf(withImage())).toEqual({ kind: 'unread', problem: 'needs-permission' });
  });

  it('is fetched once the permission is there', async () => {
    const fetched: string[] = [];
    const ports = withImage(
      {},
      {
        hasPermission: async (pattern) => pattern === 'https://cdn.example/*',
        fetchImage: async (url) => {
          fetched.push(url);
          return { ok: true, bytes: png(640, 400) };
        },
      },
    );
    expect(await stateOf(ports)).toMatchObject({ kind: 'ready', mime: 'image/png' });
    expect(fetched).toEqual(['https://cdn.example/rain.jpg']);
  });

  it.each([
    'https://127.0.0.1/a.png',
    'https://[::ffff:7f00:1]/a.png',
    'http://localhost./a.png',
    'https://10.0.0.1.nip.io/a.png',
  ])('of this machine or a private network is never fetched: %s', async (url) => {
    const ports = withImage({ urls: [url] }, { hasPermission: () => Promise.resolve(true) });
    expect(await stateOf(ports)).toEqual({ kind: 'unread', problem: 'private-address' });
    const menuOnly = fakePorts({ hasPermission: () => Promise.resolve(true) });
    expect(await stateOf(menuOnly, { ...image, srcUrl: url })).toEqual({
      kind: 'unread',
      problem: 'private-address',
    });
  });

  it.each([
    ['empty', new Uint8Array(0), 'empty'],
    ['a web page', new TextEncoder().encode('<!doctype html><title>Sign in</title>'), 'not-an-image'],
    ['cut short', png(640, 400).subarray(0, 60), 'broken'],
    ['100 megapixels', png(12_500, 8000), 'too-large'],
  ] as const)('that is %s says so and is never decoded', async (_, bytes, problem) => {
    const ports = withImage(
      { urls: [], bytes: base64(bytes) },
      { decode: () => Promise.reject(new Error('decoded')) },
    );
    expect(await stateOf(ports)).toEqual({ kind: 'unread', problem });
    expect(ports.stored.size).toBe(0);
  });

  it('that does not decode is broken', async () => {
    const ports = withImage(
      { urls: [], bytes: base64(png(9, 9)) },
      { decode: () => Promise.reject(new Error('no')) },
    );
    expect(await stateOf(ports)).toEqual({ kind: 'unread', problem: 'broken' });
  });

  it('that the page could not hand over keeps the page’s reason', async () => {
    const ports = withImage({ urls: [], origin: 'canvas', problem: 'unreachable' });
    expect(await stateOf(ports)).toEqual({ kind: 'unread', problem: 'unreachable' });
  });

  it('written into its own address needs no page', async () => {
    const srcUrl = `data:image/png;base64,${base64(png(640, 400))}`;
    const ports = fakePorts();
    expect(await stateOf(ports, { ...image, srcUrl })).toMatchObject({ kind: 'ready', mime: 'image/png' });
    expect(ports.stored.size).toBe(1);
  });

  it('that the page no longer has is still known by its address', async () => {
    const ports = fakePorts({ inject: pageAnswers(anAnswer({ text: '' })) });
    const source = await take(image, ports);
    expect(source.images).toMatchObject([{ url: image.srcUrl, state: { problem: 'needs-permission' } }]);
  });

  it('that there is no room for is trouble with the store, not with the page', async () => {
    const ports = withImage(
      { bytes: base64(png(9, 9)) },
      { storeImage: () => Promise.reject(new Error('full')) },
    );
    expect(await takeSource(aGesture(image), ports)).toEqual({ ok: false, problem: 'storage' });
  });
});

describe('a hostile page', () => {
  it('makes no Source that the schema refuses, whatever it answers', async () => {
    const loose = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.constant(null),
      fc.constant({}),
      fc.double(),
    );
    const answers = fc.oneof(
      fc.anything(),
      fc.record(
        Object.fromEntries(Object.keys(anAnswer()).map((key) => [key, loose])) as Record<
          string,
          typeof loose
        >,
        { requiredKeys: [] },
      ),
      fc.record({
        images: fc.array(fc.record({ id: loose, urls: fc.array(loose), bytes: loose, origin: loose })),
      }),
    );
    await fc.assert(
      fc.asyncProperty(answers, fc.constantFrom('selection', 'image', 'article'), async (answer, kind) => {
        const ports = fakePorts({ inject: pageAnswers(answer) });
        const result = await takeSource(aGesture({ kind, srcUrl: 'https://cdn.example/a.png' }), ports);
        if (result.ok) v.parse(Source, result.source);
      }),
    );
  });
});
