import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, type Block, type FitOptions } from '@/utils/renderer/draw/fit';
import { MAX_TEXT_SIZE, MIN_TEXT_SIZE } from '@/utils/renderer/draw/stage';
import { typographyOf } from '@/utils/renderer/draw/typography';
import { fakeMeasure, latin } from './measurer';

const wide: FitOptions = {
  text: '',
  highlights: [],
  language: 'en',
  box: { width: 1060, height: 460 },
  maxLines: 5,
  maxSize: MAX_TEXT_SIZE,
  minSize: MIN_TEXT_SIZE,
  type: latin,
};
const fit = (text: string, rest: Partial<FitOptions> = {}): Block =>
  fitText({ ...wide, text, ...rest }, fakeMeasure);
const lines = (block: Block): string[] => block.lines.map((line) => line.text);
const OCEAN =
  'The ocean does not apologise for its depth, and the mountains do not seek forgiveness for the space they take.';

describe('text in a box', () => {
  it('is as large as allowed when it is short', () => {
    expect(fit('Yes.').size).toBe(MAX_TEXT_SIZE);
  });

  it('is smaller the more of it there is', () => {
    expect(fit(OCEAN).size).toBeLessThan(fit('Be yourself; everyone else is already taken.').size);
  });

  it('ends no line on an article or a preposition', () => {
    for (const line of lines(fit(OCEAN)).slice(0, -1)) expect(line).not.toMatch(/\b(?:the|of|for|and|its)$/);
  });

  it('leaves no single short word on the last line', () => {
    expect(lines(fit(OCEAN)).at(-1)).toMatch(/\S \S/);
  });

  it('does not shrink everything for one long word', () => {
    const block = fit(
      'Die Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzgebung wurde aufgehoben.',
      { language: 'de' },
    );
    expect(block.size).toBeGreaterThan(MAX_TEXT_SIZE * 0.45);
  });

  it('shows a hyphen only where a long word really breaks', () => {
    const block = fit('Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen', { language: 'de' });
    const drawn = block.lines.map((line) =>
      line.units.flatMap((unit) => unit.runs.map((run) => run.text)).join(''),
    );
    drawn.slice(0, -1).forEach((line) => expect(line).toMatch(/-$/));
    expect(drawn.join('').replaceAll('-', '')).toBe(
      'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen',
    );
  });

  it('sets key words in the emphasis face and marks them', () => {
    const type = typographyOf('editorial', 'words', 'en');
    const runs = fit('else is already taken', { highlights: [[8, 15]], type }).lines.flatMap((line) =>
      line.units.flatMap((unit) => unit.runs),
    );
    expect(runs.filter((run) => run.key).map((run) => [run.text, run.face.italic])).toEqual([
      ['already', true],
    ]);
    expect(runs.filter((run) => !run.key).every((run) => !run.face.italic)).toBe(true);
  });

  it('ends in an ellipsis when even the smallest size is too large', () => {
    const block = fit('word '.repeat(400).trim());
    expect(block.cut).toBe(true);
    expect(block.lines.at(-1)!.units.at(-1)!.runs.at(-1)!.text).toMatch(/…$/);
    expect(block.height).toBeLessThanOrEqual(wide.box.height);
  });

  it('is nothing when there is no text', () => {
    expect(fit('  ')).toMatchObject({ lines: [], width: 0, height: 0 });
  });

  it('never leaves the box, keeps order and all text, and has no empty line', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[a-z]{1,9}[,.]?$/),
      fc.constantFrom(
        'the',
        'of',
        '—',
        '»',
        '«',
        '猫が好きだ。',
        'สวัสดีครับ',
        '👩🏽‍🚀',
        'light-years',
        'https://example.com/a/b',
        'x'.repeat(70),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 45 }),
        fc.constantFrom(
          { width: 1060, height: 460 },
          { width: 570, height: 800 },
          { width: 300, height: 200 },
        ),
        fc.constantFrom('en', 'fr', 'ja', 'th'),
        (words, box, language) => {
          const text = words.join(' ');
          const block = fitText({ ...wide, text, box, language }, fakeMeasure);
          expect(block.width).toBeLessThanOrEqual(box.width * 1.002);
          expect(block.height).toBeLessThanOrEqual(box.height * 1.002);
          expect(block.size).toBeGreaterThanOrEqual(MIN_TEXT_SIZE * 0.999);
          let at = 0;
          for (const line of block.lines) {
            expect(line.units.length).toBeGreaterThan(0);
            expect(text.slice(at, line.start).trim()).toBe('');
            at = line.end;
          }
          if (!block.cut) expect(text.slice(at).trim()).toBe('');
        },
      ),
      { numRuns: 150 },
    );
  });
});
