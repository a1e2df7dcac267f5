import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  cleanText,
  durationOf,
  graphemes,
  oneLine,
  Source,
  Storyboard,
  TEMPLATES,
  type Shot,
} from '@/utils/domain';
import {
  editShot,
  possibleTemplates,
  readingSeconds,
  rewrite,
  suggestTemplate,
  toggleHighlight,
  writeStoryboard,
} from '@/utils/writer';
import { anImage, BANGKOK, bare, BEIJING, DIGUES, HARBOUR_AR, LIGHTHOUSE, TOKYO } from './texts';

/** What breaks text code: marks, joiners, controls, lone surrogates, numbers, quotes, every script. */
const PIECES = [
  ...Array.from('.,;:!?…"\'«»“”„()[]{}—–-/\\%$€#@*_\n \t\u00a0\u202f'),
  ...'...|[3]|[edit]|--| — |\n— Ana Ruiz|« | »|1,234.5|37 %|$5.2 million|1984|-5|3,5 millions d’euros'.split(
    '|',
  ),
  ..."the |of |le |de |Dr. |M. |U.S. |J. K. |etc. |lighthouse |Saint-Malo |l’|don't ".split('|'),
  ...'東京|スカイツリー|の|。|「|」|北京，|กรุงเทพ|مليوني |שלום |한국 |नमस्ते '.split('|'),
  ...'😀|👨‍👩‍👧‍👦|🏳️‍🌈|👍🏽|🇫🇷|e\u0301|\u0300\u0301\u0302|\u200b|\u202e|\u2066|\ufeff|\ud83d|\ude00|\0'.split('|'),
];
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 120 }).map((parts) => parts.join(''));
const anything = fc.string({ unit: 'binary', maxLength: 300 });
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
  .map((codes) => String.fromCharCode(...codes));
const longWord = fc
  .tuple(
    fc.constantFrom('a', '汉', 'ก', '👨‍👩‍👧‍👦', 'e\u0301', '\u0300', '9', '—'),
    fc.integer({ min: 1, max: 1500 }),
  )
  .map(([unit, n]) => unit.repeat(n));
const real = fc
  .array(fc.constantFrom(LIGHTHOUSE, DIGUES, TOKYO, BEIJING, BANGKOK, HARBOUR_AR), {
    minLength: 1,
    maxLength: 3,
  })
  .map((texts) => texts.join('\n'));
const text = fc.oneof(pieces, anything, units, longWord, real);
const short = (max: number) => fc.oneof(fc.constant(''), text).map((value) => value.slice(0, max));

const image = fc
  .record({
    caption: short(1000),
    alt: short(1000),
    ready: fc.boolean(),
    width: fc.constantFrom(0, 40, 1600),
  })
  .map(({ ready, ...rest }) =>
    anImage({ ...rest, ...(ready ? {} : { state: { kind: 'unread', problem: 'unreachable' } as const }) }),
  );
const source = fc
  .record({
    kind: fc.constantFrom('selection', 'image', 'article'),
    text: fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 9, arbitrary: text }),
    title: short(400),
    heading: short(400),
    paragraph: short(4000),
    byline: short(200),
    site: short(253),
    url: short(4096),
    language: fc.constantFrom('und', '', 'en', 'fr-CA', 'ja', 'zh-Hant', 'th', 'ar', 'x_y!', 'de'),
    images: fc
      .array(image, { maxLength: 4 })
      .map((images) => images.map((each, i) => ({ ...each, id: `i${i}` }))),
  })
  .map((fields) => bare('', { ...fields, kind: fields.kind as Source['kind'] }));
const options = fc.record({
  template: fc.constantFrom('auto' as const, ...TEMPLATES),
  seconds: fc.oneof(
    fc.constant('auto' as const),
    fc.double({ min: -10, max: 400 }),
    fc.constantFrom(Number.NaN, Infinity),
  ),
});

const folded = (words: string): string => cleanText(words, 100_000).text.replace(/\s+/g, ' ');

/** Every text of a Source that a passage may come from. */
function wordsOf({ text, title, heading, paragraph, site, url, images }: Source): string[] {
  const around = [
    title,
    heading,
    paragraph,
    site,
    url,
    ...images.flatMap(({ caption, alt }) => [caption, alt]),
  ];
  return [folded(cleanText(text).text), ...around.map((each) => folded(oneLine(each, 4000)))];
}

function expectOnGraphemes({ text, highlights }: Shot): void {
  const edges = new Set([0]);
  let at = 0;
  for (const cluster of graphemes(text)) edges.add((at += cluster.length));
  for (const [start, end] of highlights) {
    expect(start).toBeLessThan(end);
    expect(edges.has(start) && edges.has(end)).toBe(true);
  }
}

/** Milliseconds for a property on a busy machine. */
const PATIENCE = 60_000;

describe('whatever the Source', () => {
  it(
    'the storyboard is valid, and its words, times and passages hold what they promise',
    () => {
      fc.assert(
        fc.property(source, options, (from, wish) => {
          expect(v.is(Source, from)).toBe(true);
          const storyboard = writeStoryboard(from, wish);
          expect(v.safeParse(Storyboard, storyboard).issues).toBeUndefined();
          expect(durationOf(storyboard)).toBeLessThanOrEqual(93);
          const words = wordsOf(from);
          storyboard.shots.forEach((shot, i) => {
            expect(shot.id).toBe(`s${i + 1}`);
            expect(shot.seconds).toBeGreaterThanOrEqual(0.85 * readingSeconds(shot.text) - 1e-9);
            expectOnGraphemes(shot);
            expect(shot.text).toBe(shot.text.toWellFormed());
            if (shot.role === 'end') expect(shot.passage).toBe('');
            else if (shot.text !== '') expect(shot.passage).not.toBe('');
            expect(words.some((each) => each.includes(folded(shot.passage)))).toBe(true);
          });
          if (storyboard.reduced) expect(storyboard.reduced.to).toBeLessThan(storyboard.reduced.from);
        }),
        { numRuns: 250 },
      );
    },
    PATIENCE,
  );

  it(
    'the same Source gives the same storyboard',
    () => {
      fc.assert(
        fc.property(source, options, (from, wish) => {
          expect(writeStoryboard(structuredClone(from), wish)).toEqual(writeStoryboard(from, wish));
        }),
        { numRuns: 60 },
      );
    },
    PATIENCE,
  );

  it(
    'what is suggested is possible, and what is possible is what one gets',
    () => {
      fc.assert(
        fc.property(source, (from) => {
          const possible = possibleTemplates(from);
          expect(possible).toContain(suggestTemplate(from));
          for (const template of possible) {
            expect(writeStoryboard(from, { template, seconds: 'auto' }).template).toBe(template);
          }
        }),
        { numRuns: 100 },
      );
    },
    PATIENCE,
  );

  it(
    'edits of any kind leave it valid',
    () => {
      fc.assert(
        fc.property(source, options, text, fc.nat(300), (from, wish, words, offset) => {
          const rewritten = rewrite(from, words, wish);
          expect(v.safeParse(Storyboard, rewritten).issues).toBeUndefined();
          const own = wordsOf(from);
          for (const { passage } of rewritten.shots)
            expect(own.some((each) => each.includes(folded(passage)))).toBe(true);
          const edited = editShot(rewritten, 's1', words);
          expect(v.safeParse(Storyboard, edited).issues).toBeUndefined();
          const toggled = toggleHighlight(toggleHighlight(edited, 's1', offset), 's1', offset >> 1);
          expect(v.safeParse(Storyboard, toggled).issues).toBeUndefined();
          for (const shot of toggled.shots) expectOnGraphemes(shot);
        }),
        { numRuns: 150 },
      );
    },
    PATIENCE,
  );
});

describe('a text of emoji longer than any sentence', () => {
  it('is never cut inside one', () => {
    const from = bare('👨‍👩‍👧‍👦'.repeat(150), { heading: 'a' });
    const { shots } = writeStoryboard(from, { template: 'lyric', seconds: 30.735 });
    for (const { text } of shots) expect(text).toMatch(/^(?:👨‍👩‍👧‍👦)+…?$/);
  });
});

describe('the longest texts', () => {
  it.each([
    ['English', LIGHTHOUSE.repeat(22)],
    ['French', DIGUES.repeat(45)],
    ['Japanese', TOKYO.repeat(180)],
    ['Thai', BANGKOK.repeat(140)],
    ['one word', 'a'.repeat(20_000)],
    ['one grapheme', `e${'\u0301'.repeat(19_999)}`],
    ['no full stop', 'word thing '.repeat(1800)],
    ['marks', '"\'«»—'.repeat(4000)],
    ['lines', 'x\n'.repeat(9999)],
    ['emoji', '👨‍👩‍👧‍👦'.repeat(2800)],
  ])('are written without delay: %s', (_, long) => {
    const from = bare(long.slice(0, 20_000));
    const started = performance.now();
    for (const template of TEMPLATES) {
      expect(v.is(Storyboard, writeStoryboard(from, { template, seconds: 'auto' }))).toBe(true);
    }
    // Generous: it catches a loop that grows with the square of the text (seconds), not a busy machine.
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
