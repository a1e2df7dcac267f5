import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { changesOf, Plan, planSeconds, type Shot, type Source, type Storyboard } from '@/utils/domain';
import { planOf, renderPrompt, writeStoryboard, type PlanOptions } from '@/utils/writer';
import { aRequest, aSource } from '../samples';
import { aPlan, aShot, plans } from './plans';
import { anImage, bare, BANGKOK, BEIJING, DIGUES, HARBOUR_AR, LIGHTHOUSE, TOKYO } from './texts';

const [sample] = aRequest().storyboard.shots as [Shot];
const FILM: PlanOptions = { seconds: 8, mode: 't2v' };

function aStoryboard(title: string, ...texts: string[]): Storyboard {
  const shots = texts.map((text, i) => Object.assign(structuredClone(sample), { id: `s${i}`, text }));
  return { ...aRequest().storyboard, title, shots };
}

function planned(source: Source, options: PlanOptions = FILM): Plan {
  return planOf(writeStoryboard(source, { template: 'auto', seconds: 'auto' }), source, options);
}

const told = ({ shots }: Plan): string[] => shots.flatMap(({ subject, beats }) => [subject, ...beats]);

describe('the plan of a storyboard', () => {
  it('shows its title and what its shots say', () => {
    const plan = planOf(
      aStoryboard('The keeper’s garden', 'One ladybird.', 'No spray\nsince.'),
      aSource(),
      FILM,
    );
    expect(told(plan).join(' ')).toContain('The keeper’s garden: ');
    expect(told(plan).join(' ')).toMatch(/One ladybird\./);
    expect(told(plan).join(' ')).toMatch(/No spray since\./);
  });

  it('says nothing twice, and nothing of the end card', () => {
    const board = aStoryboard('One ladybird', 'One ladybird eats.', 'One ladybird eats.', 'garden.example');
    const end = board.shots.at(-1);
    if (end) end.role = 'end';
    expect(told(planOf(board, aSource(), FILM))).toEqual(['One ladybird eats.']);
  });

  it('names the page where the storyboard has no words', () => {
    const source = aSource({ title: 'A rose | garden.example', text: '' });
    expect(told(planOf(aStoryboard('', ''), source, FILM))).toEqual(['A rose']);
  });

  it('shows a picture by its caption', () => {
    const source = bare('', { kind: 'image', images: [anImage({ caption: 'A red fox in the snow' })] });
    const plan = planned(source, { seconds: 5, mode: 'i2v' });
    expect(told(plan)).toEqual(['A red fox in the snow']);
    expect(plan.shots[0]?.lighting).toMatch(/winter/);
  });

  it('puts lines that were broken for reading back into sentences', () => {
    const source = bare(DIGUES);
    const plan = planOf(writeStoryboard(source, { template: 'lyric', seconds: 'auto' }), source, {
      seconds: 12,
      mode: 't2v',
    });
    expect(told(plan)).toContain(
      'Selon l’Insee, 37 % des ménages français vivent à moins de 50 km de la côte.',
    );
    expect(plan.shots[0]?.setting).toMatch(/sea/);
    expect(plan.language).toBe('fr');
  });

  it('takes place, light and movement from the words of the page', () => {
    const plan = planned(
      bare('A storm hits the harbour at night. The boats run before the rain and the rain is cold.'),
    );
    expect(plan.shots[0]).toMatchObject({
      setting: 'a coast by the open sea',
      lighting: 'overcast, soft grey light',
    });
    const war = planned(
      bare('The war came to the city. After the attack, the streets were in panic and anger.'),
    );
    expect(war.shots[0]?.camera).toMatchObject({ move: 'handheld', speed: 'fast' });
    expect(war.shots[0]?.setting).toBe('a city street');
  });

  it('has one shot for about every five seconds, and one alone for a picture', () => {
    const source = bare(LIGHTHOUSE);
    expect([4, 8, 10, 15].map((seconds) => planned(source, { seconds, mode: 't2v' }).shots.length)).toEqual([
      1, 1, 2, 3,
    ]);
    expect(planned(source, { seconds: 15, mode: 'i2v' }).shots).toHaveLength(1);
    expect(planSeconds(planned(source, { seconds: 15, mode: 't2v' }))).toBe(15);
  });

  it('asks for no writing in the picture', () => {
    expect(planned(aSource()).avoid).toContain('on-screen text');
  });

  it('knows the passage every shot comes from', () => {
    const plan = planned(bare(LIGHTHOUSE), { seconds: 15, mode: 't2v' });
    for (const { passage } of plan.shots)
      for (const part of passage.split(' … ')) expect(LIGHTHOUSE).toContain(part);
  });

  it.each([TOKYO, BEIJING, BANGKOK, HARBOUR_AR])('keeps the words of the page: %s', (text) => {
    const plan = planned(bare(text));
    expect(told(plan).length).toBeGreaterThan(0);
    const letters = (words: string): string => words.replace(/[\s\p{P}]/gu, '');
    for (const words of told(plan)) expect(letters(text)).toContain(letters(words));
  });

  it('is the same for the same page', () => {
    expect(planned(bare(LIGHTHOUSE))).toEqual(planned(bare(LIGHTHOUSE)));
  });

  it('cuts between words, and never a character in two', () => {
    const plan = planOf(aStoryboard('', 'lighthouse '.repeat(180), '👩‍👩‍👧‍👦'.repeat(170)), bare(''), FILM);
    for (const words of told(plan)) expect(words).toMatch(/^(?:(?:lighthouse ?)+|(?:👩‍👩‍👧‍👦)+)$/u);
  });

  it('is a plan, and a prompt, for whatever a page says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 3000 }),
        fc.constantFrom<PlanOptions['mode']>('t2v', 'i2v'),
        fc.integer({ min: 1, max: 60 }),
        (text, mode, seconds) => {
          const plan = planned(aSource({ text }), { mode, seconds });
          expect(v.is(Plan, plan)).toBe(true);
          const { prompt } = renderPrompt(plan, 'plain', {
            mode,
            seconds,
            maxUnits: 2000,
            negativeField: true,
          });
          expect(prompt.length).toBeLessThanOrEqual(2000);
          expect(prompt.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('what two plans do not share', () => {
  it('is nothing for the same plan', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(changesOf(plan, structuredClone(plan))).toEqual([]);
      }),
    );
  });

  it('is named field by field, shot by shot', () => {
    const after = aPlan({
      shots: [aShot({ lighting: 'night', sound: { ...aShot().sound, music: '' } }), aShot()],
      avoid: [],
    });
    expect(changesOf(aPlan(), after)).toEqual([
      { field: 'avoid', shot: null, before: 'on-screen text, watermarks', after: '' },
      { field: 'shots', shot: null, before: '1', after: '2' },
      { field: 'shot.lighting', shot: 0, before: 'soft light of dawn', after: 'night' },
      { field: 'shot.sound.music', shot: 0, before: 'a single cello', after: '' },
    ]);
  });

  it('covers every field of a plan', () => {
    fc.assert(
      fc.property(plans, plans, (before, after) => {
        const same = JSON.stringify(before, ignored) === JSON.stringify(after, ignored);
        const changes = changesOf(before, after);
        if (!same) expect(changes.length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });
});

/** A passage is where words come from, not what is shown. */
const ignored = (key: string, value: unknown): unknown => (key === 'passage' ? undefined : value);
