import { describe, expect, it } from 'vitest';
import { durationOf } from '@/utils/domain';
import {
  editShot,
  readingSeconds,
  rewrite,
  toggleHighlight,
  writeStoryboard,
  type WriterOptions,
} from '@/utils/writer';
import { anImage, bare, DIGUES, LIGHTHOUSE } from './texts';

const AUTO: WriterOptions = { template: 'auto', seconds: 'auto' };
const LYRIC: WriterOptions = { template: 'lyric', seconds: 'auto' };

describe('rewriting all words', () => {
  it('changes nothing when the words are the same', () => {
    const source = bare(DIGUES);
    expect(rewrite(source, DIGUES, LYRIC)).toEqual(writeStoryboard(source, LYRIC));
  });

  it('shows the new words and keeps the passage each stands for', () => {
    const source = bare(LIGHTHOUSE);
    const storyboard = rewrite(source, 'Fog hides the headland 200 days a year.', {
      template: 'quote',
      seconds: 'auto',
    });
    expect(storyboard.shots[0]?.text).toBe('Fog hides the headland 200 days a year.');
    expect(storyboard.shots[0]?.passage).toBe(
      'Fog covers the headland about 200 days a year, more than any other place on the Pacific coast.',
    );
  });

  it('keeps a passage of neighbouring sentences together', () => {
    const source = bare('The lamp burns. The ships go by. Nobody sleeps.');
    const storyboard = rewrite(source, 'The lamp burned. Ships went by.', {
      template: 'quote',
      seconds: 'auto',
    });
    expect(storyboard.shots[0]?.passage).toBe('The lamp burns. The ships go by.');
  });

  it('gives wholly new words the passage at their place', () => {
    const storyboard = rewrite(bare('The lamp burns.'), 'Quelque chose arrive', AUTO);
    expect(storyboard.shots[0]?.passage).toBe('The lamp burns.');
  });

  it('leaves a photo without a caption when the user removes it', () => {
    const source = bare('', { kind: 'image', images: [anImage({ caption: 'Dunes' })] });
    expect(rewrite(source, '', AUTO).shots[0]?.text).toBe('');
    expect(rewrite(source, 'My dunes', AUTO).shots[0]).toMatchObject({ text: 'My dunes', passage: 'Dunes' });
  });
});

describe('editing one shot', () => {
  const storyboard = writeStoryboard(bare(DIGUES), LYRIC);

  it('works out its highlights and time anew and leaves the others and the passage alone', () => {
    const words =
      'Le maire de Saint-Malo a promis une aide de neuf cents millions, sans dire quand ni comment';
    const edited = editShot(storyboard, 's3', words);
    const shot = edited.shots[2];
    expect(shot).toMatchObject({ text: words, passage: storyboard.shots[2]?.passage });
    expect(shot?.seconds).toBeGreaterThanOrEqual(readingSeconds(words));
    expect(shot?.highlights.map(([start, end]) => words.slice(start, end))).toContain('Saint-Malo');
    expect(edited.shots[1]).toBe(storyboard.shots[1]);
  });

  it('keeps the space a person is typing after', () => {
    expect(editShot(storyboard, 's1', 'Le ').shots[0]?.text).toBe('Le ');
  });

  it('keeps the end hold in the last shot', () => {
    const last = storyboard.shots.length;
    const edited = editShot(storyboard, `s${last}`, 'Fin');
    expect(edited.shots[last - 1]?.seconds).toBeCloseTo(1.25 + 0.9);
    expect(durationOf(edited)).toBeLessThan(durationOf(storyboard));
  });

  it('follows a number that was changed', () => {
    const stat = writeStoryboard(bare('They spent $5.2 million on it.'), AUTO);
    expect(editShot(stat, 's1', 'They spent $6 million on it.').shots[0]?.stat).toMatchObject({
      value: 6,
      decimals: 0,
    });
    expect(editShot(stat, 's1', 'They spent a lot.').shots[0]?.stat).toMatchObject({ value: 5.2 });
  });
});

describe('choosing a highlight', () => {
  const storyboard = writeStoryboard(
    bare('The cheapest pesticide is the one that walks in by itself.'),
    AUTO,
  );
  const words = (board: typeof storyboard) =>
    board.shots[0]?.highlights.map(([start, end]) => board.shots[0]?.text.slice(start, end));

  it('adds a word without its punctuation, and removes it again', () => {
    const at = storyboard.shots[0]?.text.indexOf('itself') ?? 0;
    const added = toggleHighlight(storyboard, 's1', at);
    expect(words(added)).toEqual(['pesticide', 'itself']);
    expect(words(toggleHighlight(added, 's1', at + 2))).toEqual(['pesticide']);
  });

  it('lets the oldest go for a third', () => {
    const text = storyboard.shots[0]?.text ?? '';
    const two = toggleHighlight(storyboard, 's1', text.indexOf('itself'));
    expect(words(toggleHighlight(two, 's1', text.indexOf('cheapest')))).toEqual(['itself', 'cheapest']);
  });

  it('does nothing between words or in a shot that is not there', () => {
    expect(toggleHighlight(storyboard, 's1', 3)).toEqual(storyboard);
    expect(toggleHighlight(storyboard, 's9', 0)).toEqual(storyboard);
  });
});
