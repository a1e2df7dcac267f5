import { describe, expect, it } from 'vitest';
import { looksLikeSkin, namesPerson } from '@/utils/source';

const described = (alt: string, caption = '') => namesPerson({ alt, caption });

describe('what a page says of a picture', () => {
  it.each([
    'A woman at a market stall',
    'Portrait of Ada Lovelace',
    'Two children on a swing',
    'Le maire devant l’hôtel de ville',
    'Une élève : étudiante en médecine',
    'Mme Curie',
  ])('names a person: %s', (alt) => {
    expect(described(alt)).toBe(true);
    expect(described('', alt)).toBe(true);
  });

  it.each([
    '',
    'A lighthouse at dawn',
    'Un chat sur un toit',
    'Manhattan',
    'womanly',
    'Chart of exports, 2024',
  ])('names none: %s', (alt) => {
    expect(described(alt)).toBe(false);
  });
});

/** A picture of one colour, `share` of it in another. */
function painted(ground: string, patch: string, share: number): Uint8ClampedArray {
  const rgb = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const pixels = new Uint8ClampedArray(4 * 1000);
  for (let at = 0; at < 1000; at += 1) pixels.set([...rgb(at < 1000 * share ? patch : ground), 255], 4 * at);
  return pixels;
}

describe('the colours of a picture', () => {
  it.each([
    ['light', '#f1c9a5'],
    ['tan', '#c68642'],
    ['brown', '#8d5524'],
    ['dark', '#5a3522'],
  ])('are those of %s skin', (_shade, colour) => {
    expect(looksLikeSkin(painted('#3070b0', colour, 0.2))).toBe(true);
  });

  it.each([
    ['sky', '#7fb2e5'],
    ['grass', '#4c8c3a'],
    ['stone', '#8a8a88'],
    ['paper', '#f4f4f0'],
    ['night', '#101418'],
    ['tomatoes', '#d02010'],
  ])('are not skin: %s', (_what, colour) => {
    expect(looksLikeSkin(painted(colour, colour, 1))).toBe(false);
  });

  it('count from a twelfth of the picture on', () => {
    expect(looksLikeSkin(painted('#3070b0', '#c68642', 0.05))).toBe(false);
    expect(looksLikeSkin(painted('#3070b0', '#c68642', 0.1))).toBe(true);
  });
});
