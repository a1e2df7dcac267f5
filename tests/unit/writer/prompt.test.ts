import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptOf, writeStoryboard } from '@/utils/writer';
import type { Shot, Storyboard } from '@/utils/domain';
import { aRequest, aSource } from '../samples';

const [sample] = aRequest().storyboard.shots as [Shot];

function aStoryboard(title: string, ...texts: string[]): Storyboard {
  const shots = texts.map((text, i) => Object.assign(structuredClone(sample), { id: `s${i}`, text }));
  return { ...aRequest().storyboard, title, shots };
}

describe('the prompt a storyboard proposes', () => {
  it('is its title and what its shots say, in order', () => {
    const storyboard = aStoryboard('The keeper’s garden', 'One ladybird.', 'No spray\nsince.');
    expect(promptOf(storyboard, aSource())).toBe('The keeper’s garden\nOne ladybird.\nNo spray since.');
  });

  it('says nothing twice, and nothing of the end card', () => {
    const storyboard = aStoryboard(
      'One ladybird',
      'One ladybird eats.',
      'One ladybird eats.',
      'garden.example',
    );
    const end = storyboard.shots.at(-1);
    if (end) end.role = 'end';
    expect(promptOf(storyboard, aSource())).toBe('One ladybird eats.');
  });

  it('names the page where the storyboard has no words', () => {
    const source = aSource({ title: 'A rose | garden.example', text: '' });
    expect(promptOf(aStoryboard('', ''), source)).toContain('A rose');
  });

  it('is cut between words, and never longer than 2,000', () => {
    const prompt = promptOf(aStoryboard('', 'lighthouse '.repeat(180), 'keeper '.repeat(280)), aSource());
    expect(prompt.length).toBeGreaterThan(1900);
    expect(prompt.length).toBeLessThanOrEqual(2000);
    expect(prompt).toMatch(/(lighthouse|keeper)$/);
  });

  it('never cuts a character in two', () => {
    const prompt = promptOf(aStoryboard('', '👩‍👩‍👧‍👦'.repeat(170), '🏳️‍🌈'.repeat(300)), aSource());
    expect(prompt.length).toBeLessThanOrEqual(2000);
    expect(prompt).toMatch(/^(👩‍👩‍👧‍👦|🏳️‍🌈|\n)+$/u);
  });

  it('is a bounded plain text for whatever a page says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        const source = aSource({ text });
        const prompt = promptOf(writeStoryboard(source, { template: 'auto', seconds: 'auto' }), source);
        expect(prompt.length).toBeLessThanOrEqual(2000);
        expect(prompt.isWellFormed()).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
