import { describe, expect, it } from 'vitest';
import { durationOf, type Source } from '@/utils/domain';
import {
  possibleTemplates,
  readingSeconds,
  suggestTemplate,
  writeStoryboard,
  type WriterOptions,
} from '@/utils/writer';
import { anImage, BANGKOK, bare, BEIJING, DIGUES, HARBOUR_AR, LIGHTHOUSE, TOKYO } from './texts';

const AUTO: WriterOptions = { template: 'auto', seconds: 'auto' };
const texts = (source: Source, options = AUTO) =>
  writeStoryboard(source, options).shots.map(({ text }) => text);

describe('a short selection', () => {
  it('becomes one poster without the quotation marks, signed by the name at its end', () => {
    const source = bare(
      '"The cheapest pesticide is the one that walks in by itself." — Dr. Ana Ruiz, entomologist',
      {
        byline: 'Jo Writer',
      },
    );
    const storyboard = writeStoryboard(source, AUTO);
    expect(storyboard.template).toBe('quote');
    expect(storyboard.shots.map(({ text }) => text)).toEqual([
      'The cheapest pesticide is the one that walks in by itself.',
    ]);
    expect(storyboard.shots[0]?.passage).toBe('The cheapest pesticide is the one that walks in by itself.');
    expect(storyboard.byline).toBe('Dr. Ana Ruiz, entomologist');
    expect(storyboard.reduced).toBeNull();
  });

  it('is signed by the byline of the page when it names nobody', () => {
    expect(writeStoryboard(bare('Fog covers the headland.', { byline: 'Jo Writer' }), AUTO).byline).toBe(
      'Jo Writer',
    );
  });

  it('around a number becomes a stat that reads on after the number', () => {
    const storyboard = writeStoryboard(bare('37% of adults in France read every day.'), AUTO);
    expect(storyboard.template).toBe('stat');
    expect(storyboard.shots[0]).toMatchObject({
      role: 'stat',
      text: 'of adults in France read every day.',
      passage: '37% of adults in France read every day.',
      stat: { prefix: '', value: 37, decimals: 0, suffix: '%' },
    });
  });

  it('of nothing but emoji is still a poster', () => {
    expect(texts(bare('😀👨‍👩‍👧‍👦🏳️‍🌈'))).toEqual(['😀👨‍👩‍👧‍👦🏳️‍🌈']);
  });
});

describe('a paragraph', () => {
  it('becomes a lyric column, one shot a beat, every word kept', () => {
    const storyboard = writeStoryboard(bare(DIGUES), AUTO);
    expect(storyboard.template).toBe('lyric');
    expect(storyboard.language).toBe('fr');
    expect(storyboard.reduced).toBeNull();
    const shown = storyboard.shots.map(({ passage }) => passage).join(' ');
    expect(shown).toBe(DIGUES);
    expect(storyboard.shots.map(({ text }) => text)).toContain('M. Dupont, maire de Saint-Malo,');
  });

  it('becomes a poster of one sentence when a poster is asked for, and says what was left out', () => {
    const storyboard = writeStoryboard(bare(LIGHTHOUSE), { template: 'quote', seconds: 'auto' });
    expect(storyboard.shots).toHaveLength(1);
    expect(LIGHTHOUSE).toContain(storyboard.shots[0]?.text);
    expect(storyboard.reduced?.from).toBeGreaterThan(140);
    expect(storyboard.reduced?.to).toBeLessThanOrEqual(26);
  });

  it('of one endless sentence is cut where a beat ends, with an ellipsis', () => {
    const endless = `The keeper lit the lamp, ${'and the ships went by in the dark, '.repeat(30)}until dawn.`;
    const [text = ''] = texts(bare(endless), { template: 'quote', seconds: 'auto' });
    expect(text).toMatch(/\p{L}…$/u);
    expect(text.split(' ').length).toBeLessThanOrEqual(26);
  });

  it('of verse keeps its lines, in their order, from the first', () => {
    const verse = Array.from({ length: 60 }, (_, i) => `And line number ${i} of the long poem`).join('\n');
    const storyboard = writeStoryboard(bare(verse), { template: 'lyric', seconds: 'auto' });
    expect(storyboard.shots[0]?.text).toBe('And line number 0 of the long poem');
    expect(storyboard.shots[5]?.text).toBe('And line number 5 of the long poem');
    expect(storyboard.reduced).not.toBeNull();
  });
});

describe('a long text', () => {
  it('is reduced to a headline and three to five key sentences in their order, and says so', () => {
    const source = bare(LIGHTHOUSE, {
      title: 'Why the tide waits - The Harbour Post',
      site: 'harbourpost.com',
    });
    const storyboard = writeStoryboard(source, AUTO);
    expect(storyboard.template).toBe('storyboard');
    expect(storyboard.title).toBe('Why the tide waits');
    const [title, ...rest] = storyboard.shots;
    const end = rest.pop();
    expect(title).toMatchObject({ role: 'title', text: 'Why the tide waits', passage: 'Why the tide waits' });
    expect(end).toMatchObject({
      role: 'end',
      text: 'Why the tide waits',
      eyebrow: 'harbourpost.com',
      passage: '',
    });
    expect(rest.length).toBeGreaterThanOrEqual(3);
    expect(rest.length).toBeLessThanOrEqual(5);
    const places = rest.map(({ passage }) => LIGHTHOUSE.indexOf(passage));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(storyboard.reduced?.from).toBeGreaterThan(storyboard.reduced?.to ?? Infinity);
  });

  it('takes its first sentence for a headline when the page has no name, and does not say it twice', () => {
    const shown = texts(bare(LIGHTHOUSE));
    expect(shown[0]).toBe('The old lighthouse at Point Reyes has guided ships since 1870.');
    expect(shown.slice(1, -1)).not.toContain(shown[0]);
  });

  it('does not say its heading again when the selection begins with it', () => {
    const shown = texts(
      bare(`The last keeper\n${LIGHTHOUSE}`, { heading: 'The last keeper', site: 'a.example' }),
    );
    expect(shown.filter((text) => text === 'The last keeper')).toHaveLength(1);
  });

  it('leaves out what pages say about themselves', () => {
    const page = LIGHTHOUSE.replace(
      /\. /g,
      '.\nRead more: our newsletter about the lighthouse and the Pacific coast.\n',
    );
    for (const text of texts(bare(page))) expect(text).not.toMatch(/newsletter/);
  });

  it('varies its transitions, never the same twice in a row', () => {
    const { shots } = writeStoryboard(bare(LIGHTHOUSE), { template: 'storyboard', seconds: 'auto' });
    shots.slice(2).forEach((shot, i) => expect(shot.transition).not.toBe(shots[i + 1]?.transition));
  });

  it.each([12, 20])(
    'drops sentences to fit %i seconds, and never hurries the reader beyond 85 %',
    (seconds) => {
      const storyboard = writeStoryboard(bare(LIGHTHOUSE, { title: 'Tides' }), { template: 'auto', seconds });
      expect(durationOf(storyboard)).toBeLessThanOrEqual(seconds + 0.2);
      for (const shot of storyboard.shots) {
        expect(shot.seconds).toBeGreaterThanOrEqual(0.85 * readingSeconds(shot.text) - 1e-9);
      }
    },
  );

  it('is shown whole in a lyric column when there is time for it', () => {
    const storyboard = writeStoryboard(bare(LIGHTHOUSE), { template: 'lyric', seconds: 70 });
    expect(storyboard.reduced).toBeNull();
    expect(durationOf(storyboard)).toBeCloseTo(70, 0);
  });

  it('takes longer than asked for when even one sentence needs it', () => {
    const storyboard = writeStoryboard(bare('The old lighthouse at Point Reyes has guided ships home.'), {
      template: 'quote',
      seconds: 1,
    });
    expect(durationOf(storyboard)).toBeGreaterThan(3);
  });
});

describe('pictures', () => {
  it('alone make a photo with its figure caption, else its alternative text', () => {
    const source = bare('', { kind: 'image', images: [anImage({ caption: 'Dunes at dusk', alt: 'sand' })] });
    expect(writeStoryboard(source, AUTO)).toMatchObject({
      template: 'photo',
      shots: [{ role: 'photo', text: 'Dunes at dusk', passage: 'Dunes at dusk', imageId: 'image-1' }],
    });
    expect(texts(bare('', { kind: 'image', images: [anImage({ alt: 'sand' })] }))).toEqual(['sand']);
  });

  it('alone without a word make a photo without a caption', () => {
    const storyboard = writeStoryboard(bare('', { kind: 'image', images: [anImage()], url: '' }), AUTO);
    expect(storyboard).toMatchObject({
      template: 'photo',
      shots: [{ text: '', passage: '', imageId: 'image-1' }],
    });
    expect(durationOf(storyboard)).toBeGreaterThan(4);
  });

  it('of an article are spread over its shots', () => {
    const images = ['a', 'b'].map((id) => anImage({ id }));
    const storyboard = writeStoryboard(bare(LIGHTHOUSE, { kind: 'article', title: 'Tides', images }), AUTO);
    expect(storyboard.template).toBe('storyboard');
    const used = storyboard.shots.flatMap(({ imageId }) => imageId ?? []);
    expect(used).toEqual(['a', 'b']);
    expect(storyboard.shots.filter(({ role }) => role === 'photo')).toHaveLength(2);
  });

  it('that could not be read are not counted on', () => {
    const unread = anImage({ state: { kind: 'unread', problem: 'needs-permission' } });
    const source = bare('', { kind: 'image', title: 'Dunes', images: [unread] });
    expect(possibleTemplates(source)).toEqual(['quote']);
    expect(texts(source, { template: 'photo', seconds: 'auto' })).toEqual(['Dunes']);
  });

  it('too small to be pictures are left to the page', () => {
    const source = bare(LIGHTHOUSE, {
      kind: 'article',
      images: [anImage({ id: 'icon', width: 32, height: 32 }), anImage()],
    });
    const used = writeStoryboard(source, AUTO).shots.flatMap(({ imageId }) => imageId ?? []);
    expect(used).toEqual(['image-1']);
  });
});

describe('other scripts', () => {
  it.each([
    ['ja', TOKYO],
    ['zh', BEIJING],
    ['th', BANGKOK],
  ])('%s becomes lines that lose nothing', (language, text) => {
    const storyboard = writeStoryboard(bare(text), { template: 'lyric', seconds: 'auto' });
    expect(storyboard).toMatchObject({ language, direction: 'ltr', reduced: null });
    const shown = storyboard.shots.map((shot) => shot.text).join('');
    expect(shown.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    for (const shot of storyboard.shots) expect(shot.text).not.toMatch(/^[、。，」]|「$/);
  });

  it('Arabic is written from the right', () => {
    expect(writeStoryboard(bare(HARBOUR_AR), AUTO)).toMatchObject({ language: 'ar', direction: 'rtl' });
  });
});

describe('templates', () => {
  it('are offered only where they make sense', () => {
    expect(possibleTemplates(bare('Fog.'))).toEqual(['quote']);
    expect(possibleTemplates(bare(LIGHTHOUSE))).toEqual(['quote', 'lyric', 'storyboard', 'stat']);
    expect(possibleTemplates(bare('', { kind: 'image', images: [anImage()], url: '' }))).toEqual(['photo']);
    expect(possibleTemplates(bare('', { url: '' }))).toEqual(['quote']);
  });

  it.each([
    ['quote', bare('Fog covers the headland.')],
    ['lyric', bare(DIGUES)],
    ['storyboard', bare(LIGHTHOUSE)],
    ['photo', bare('Fog covers the headland.', { images: [anImage()] })],
    ['stat', bare('They spent $5.2 million on it.')],
  ] as const)('suggest %s', (template, source) => {
    expect(suggestTemplate(source)).toBe(template);
    expect(possibleTemplates(source)).toContain(template);
  });

  it('that cannot be made give way to the suggested one', () => {
    expect(writeStoryboard(bare('Fog covers it.'), { template: 'photo', seconds: 'auto' }).template).toBe(
      'quote',
    );
    expect(writeStoryboard(bare('Fog covers it.'), { template: 'stat', seconds: 'auto' }).template).toBe(
      'quote',
    );
  });
});

describe('titles', () => {
  it.each([
    ['Why the tide waits | The Harbour Post', 'harbourpost.com', 'Why the tide waits'],
    ['Lighthouse - Wikipedia', 'en.wikipedia.org', 'Lighthouse'],
    ['La mer monte — Ouest-France', 'ouest-france.fr', 'La mer monte'],
    ['Spider-Man - far from home', 'films.example', 'Spider-Man – far from home'],
  ])('lose the name of the site: %s', (title, site, expected) => {
    expect(writeStoryboard(bare('Fog.', { title, site }), AUTO).title).toBe(expected);
  });
});
