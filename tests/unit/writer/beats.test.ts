import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beatsOf, BEAT } from '@/utils/writer/beats';
import { weightOf } from '@/utils/writer/measure';

function split(text: string, language: string, widest?: number): string[] {
  return beatsOf(text, { start: 0, end: text.length }, language, widest).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe('beats', () => {
  it('leave a short sentence whole', () => {
    expect(split('Fog covers the headland.', 'en')).toEqual(['Fog covers the headland.']);
  });

  it('break at a clause mark rather than in the middle', () => {
    expect(split('Engineers rebuilt the clockwork by hand, and the lens turns again.', 'en')).toEqual([
      'Engineers rebuilt the clockwork by hand,',
      'and the lens turns again.',
    ]);
  });

  it('break before a conjunction rather than anywhere', () => {
    const [first, second] = split(
      'She kept the lamp burning every night because the ships relied on it',
      'en',
    );
    expect(first).toBe('She kept the lamp burning every night');
    expect(second).toMatch(/^because/);
  });

  it.each([
    [
      'en',
      'The long history of the lighthouse on the edge of the windy headland of the western coast of the country',
    ],
    [
      'fr',
      'La longue histoire du phare sur le bord de la pointe battue par les vents de la côte ouest du pays',
    ],
  ])('never end on an article or a preposition (%s)', (language, text) => {
    const beats = split(text, language);
    expect(beats.length).toBeGreaterThan(1);
    for (const beat of beats.slice(0, -1)) {
      expect(beat).not.toMatch(/ (?:the|of|on|le|la|du|de|sur|par|les)$/i);
    }
  });

  it('keep an abbreviation with its name, and French marks with their word', () => {
    const beats = split(
      'Le maire de la ville de Saint-Malo, M. Dupont, répète\u202f: «\u00a0tout va très bien\u00a0»',
      'fr',
    );
    for (const beat of beats) {
      expect(beat).not.toMatch(/M\.$/);
      expect(beat).not.toMatch(/^[:»]/);
    }
  });

  it('break Japanese between phrases, and never before a mark that may not begin a line', () => {
    const beats = split('スカイツリーの高さは634メートルで、展望台から富士山が見える。', 'ja');
    expect(beats).toEqual(['スカイツリーの高さは634メートルで、', '展望台から富士山が見える。']);
  });

  it('break Thai at its spaces', () => {
    expect(split('กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย มีประชากรมากกว่าสิบล้านคน', 'th')[0]).toBe(
      'กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย',
    );
  });

  it('cut a word too long for any line, but never inside a grapheme', () => {
    const families = '👨‍👩‍👧‍👦'.repeat(40);
    const beats = split(families, 'und');
    expect(beats.length).toBeGreaterThan(1);
    expect(beats.join('')).toBe(families);
    for (const beat of beats) expect(beat.startsWith('👨') && beat.endsWith('👦')).toBe(true);
  });

  it('lose no word and keep to their width, whatever the text', () => {
    const words = fc.array(
      fc.constantFrom('the', 'of', 'light,', 'keeper', 'sea;', 'I', 'Ruiz', 'et', '37'),
      {
        minLength: 1,
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ');
        const beats = split(text, 'en');
        expect(beats.join(' ')).toBe(text);
        for (const beat of beats) expect(weightOf(beat)).toBeLessThanOrEqual(BEAT);
      }),
    );
  });
});
