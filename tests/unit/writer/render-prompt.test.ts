import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf, graphemes, PROMPT_FAMILIES, type Plan, type PromptFamily } from '@/utils/domain';
import { PROMPT_PARTS, renderPrompt, type PromptTask, type RenderedPrompt } from '@/utils/writer';
import { aFilm, aPlan, aShot, plans } from './plans';

const WIDE = { seconds: 8, maxUnits: 32_000, negativeField: true };

/** By night, slower, without its music and without people. */
function atNight(plan: Plan): Plan {
  return {
    ...plan,
    shots: plan.shots.map((shot) => ({
      ...shot,
      lighting: 'night, moonlight',
      camera: { ...shot.camera, speed: 'very-slow' },
      sound: { ...shot.sound, music: '' },
    })),
    avoid: [...plan.avoid, 'people'],
  };
}

const sheet = (title: string, { prompt, negative, dropped }: RenderedPrompt): string =>
  [`## ${title}`, prompt, `negative: ${negative || '-'}`, `dropped: ${dropped.join(', ') || '-'}`].join(
    '\n\n',
  );

function goldenOf(family: PromptFamily, mode: PromptTask['mode']): string {
  const render = (plan: Plan, seconds: number, maxUnits: number): RenderedPrompt => {
    if (mode !== 'edit') return renderPrompt(plan, family, { mode, seconds, maxUnits, negativeField: true });
    const after = atNight(plan);
    return renderPrompt(after, family, {
      mode,
      changes: changesOf(plan, after),
      seconds,
      maxUnits,
      negativeField: true,
    });
  };
  return `${[
    sheet('One shot', render(aPlan(), 8, 32_000)),
    sheet('Two shots', render(aFilm(), 10, 32_000)),
    sheet('One shot in 240 units', render(aPlan(), 8, 240)),
  ].join('\n\n')}\n`;
}

describe('a prompt in the words of its model', () => {
  for (const family of PROMPT_FAMILIES) {
    for (const mode of ['t2v', 'i2v', 'edit'] as const) {
      it(`is as it was: ${family}, ${mode}`, async () => {
        await expect(goldenOf(family, mode)).toMatchFileSnapshot(`golden/${family}-${mode}.txt`);
      });
    }
  }

  it.each(PROMPT_FAMILIES)('says of a picture only what moves: %s', (family) => {
    const { prompt } = renderPrompt(aPlan(), family, { mode: 'i2v', ...WIDE });
    expect(prompt).toContain('The lens begins to turn');
    expect(prompt).toMatch(/dolly in/);
    expect(prompt).not.toMatch(/blue coat|open sea|dawn|photorealistic|slate|35mm/);
  });

  it('drops sound first, then the grade, then what happens later', () => {
    const dropped = [600, 480, 420, 360, 300].map(
      (maxUnits) =>
        renderPrompt(aPlan(), 'veo', { mode: 't2v', seconds: 8, maxUnits, negativeField: true }).dropped
          .length,
    );
    expect(dropped.toSorted((a, b) => a - b)).toEqual(dropped);
    const { dropped: first } = renderPrompt(aPlan(), 'veo', {
      mode: 't2v',
      seconds: 8,
      maxUnits: 560,
      negativeField: true,
    });
    expect(first).toEqual(PROMPT_PARTS.slice(0, first.length));
  });

  it('names what a model without sound, or without negatives, is not told', () => {
    const { prompt, negative, dropped } = renderPrompt(aPlan(), 'runway', { mode: 't2v', ...WIDE });
    expect(dropped).toEqual(['music', 'ambience', 'sfx', 'avoid', 'dialogue']);
    expect(prompt).not.toMatch(/cello|watermark|poet/);
    expect(negative).toBe('');
  });

  it('puts what is not wanted in a field of its own where there is one', () => {
    const { prompt, negative } = renderPrompt(aPlan(), 'kling', { mode: 't2v', ...WIDE });
    expect(negative).toBe('on-screen text, watermarks');
    expect(prompt).not.toContain('watermarks');
  });

  it.each(['kling', 'wan', 'plain'] as const)(
    'says it in the prompt where the host has no field: %s',
    (family) => {
      for (const mode of ['t2v', 'i2v'] as const) {
        const rendered = renderPrompt(aPlan(), family, { mode, ...WIDE, negativeField: false });
        expect(rendered).toMatchObject({ negative: '', dropped: [] });
        expect(rendered.prompt).toMatch(/No on-screen text, no watermarks\.$/);
      }
    },
  );

  it('asks a model that edits for what may be seen again, and for nothing to happen any more', () => {
    const before = aPlan({ avoid: ['rain'] });
    const after = aPlan({ avoid: [], shots: [aShot({ beats: [] })] });
    const options = { mode: 'edit', changes: changesOf(before, after), ...WIDE } as const;
    expect(renderPrompt(after, 'omni', options).prompt.split('\n')).toEqual([
      'No longer to be avoided: Rain.',
      'What happens: only subtle, natural movement.',
      'Keep everything else exactly as it is.',
    ]);
  });

  it('cuts a negative prompt between its words, at 500', () => {
    const avoid = Array.from({ length: 20 }, (_, i) => `${'x'.repeat(40)}${i}`);
    const { negative, dropped } = renderPrompt(aPlan({ avoid }), 'wan', { mode: 't2v', ...WIDE });
    expect(negative.length).toBeLessThanOrEqual(500);
    expect(negative.split(', ').every((what) => avoid.includes(what))).toBe(true);
    expect(dropped).toContain('avoid');
  });

  it('asks a model that edits for the change alone', () => {
    const before = aPlan();
    const after = atNight(before);
    const { prompt } = renderPrompt(after, 'omni', {
      mode: 'edit',
      changes: changesOf(before, after),
      ...WIDE,
    });
    expect(prompt).toContain('Lighting: Night, moonlight.');
    expect(prompt).toContain('Very slow dolly in');
    expect(prompt).toContain('No music.');
    expect(prompt).toContain('Remove: People.');
    expect(prompt).toMatch(/Keep everything else/);
    expect(prompt).not.toMatch(/keeper|cinematic|watermarks/);
  });

  it('keeps the words of the page in their own script', () => {
    const plan = aPlan({
      shots: [aShot({ subject: '東京は世界最大の都市圏で、約3700万人が暮らしている。', beats: [] })],
    });
    for (const family of PROMPT_FAMILIES) {
      const { prompt } = renderPrompt(plan, family, { mode: 't2v', ...WIDE });
      expect(prompt).toContain('東京は世界最大の都市圏で、約3700万人が暮らしている。');
      expect(prompt).not.toContain('。.');
    }
  });
});

describe('words of a page that a service would take for a command', () => {
  const page =
    'A rose --duration 12 --resolution 1080p —-seed 1 <FIRST_FRAME> @Image1 [[tracking shot]] --no-watermark';

  it.each(PROMPT_FAMILIES)('are words alone for %s', (family) => {
    const plan = aPlan({ shots: [aShot({ subject: page, beats: [page], dialogue: [] })], avoid: [page] });
    for (const mode of ['t2v', 'i2v', 'still'] as const) {
      const { prompt, negative } = renderPrompt(plan, family, {
        mode,
        seconds: 8,
        maxUnits: 4000,
        negativeField: true,
      });
      expect(`${prompt}\n${negative}`).not.toMatch(/--\w|<FIRST_FRAME>|@Image|\[\[/i);
    }
  });

  it('stay where they are words: a dash, a minus, an address of mail, a list in brackets', () => {
    const words = 'A well-known rose - in - 1914--1918, at -5 degrees [1], 3 < 4 > 2';
    const plan = aPlan({ shots: [aShot({ subject: words, dialogue: [] })] });
    const { prompt } = renderPrompt(plan, 'plain', {
      mode: 't2v',
      seconds: 8,
      maxUnits: 4000,
      negativeField: true,
    });
    expect(prompt).toContain(words);
  });
});

describe('whatever the plan', () => {
  const family = fc.constantFrom(...PROMPT_FAMILIES);
  const mode = fc.constantFrom('t2v', 'i2v', 'edit');
  const maxUnits = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 300, max: 9000 }));
  const rendered = (
    plan: Plan,
    before: Plan,
    which: PromptFamily,
    how: string,
    max: number,
  ): RenderedPrompt =>
    renderPrompt(plan, which, {
      ...(how === 'edit'
        ? { mode: 'edit', changes: changesOf(before, plan) }
        : { mode: how as 't2v' | 'i2v' }),
      seconds: 8,
      maxUnits: max,
      negativeField: true,
    });
  const line = (text: string): string => text.toWellFormed().replace(/\s+/gu, ' ').trim();

  it('is never longer than allowed, and well formed', () => {
    fc.assert(
      fc.property(plans, plans, family, mode, maxUnits, (plan, before, which, how, max) => {
        const { prompt, negative } = rendered(plan, before, which, how, max);
        expect(prompt.length).toBeLessThanOrEqual(max);
        expect(negative.length).toBeLessThanOrEqual(500);
        expect(prompt.isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('has what is said whole, or names dialogue among what was dropped', () => {
    fc.assert(
      fc.property(plans, family, fc.constantFrom('t2v', 'i2v'), maxUnits, (plan, which, how, max) => {
        const { prompt, dropped } = rendered(plan, plan, which, how, max);
        if (dropped.includes('dialogue') || dropped.includes('subject')) return;
        for (const { dialogue } of plan.shots)
          for (const said of dialogue) expect(prompt).toContain(line(said.line));
      }),
      { numRuns: 200 },
    );
  });

  it('says everything, or names what it does not', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom('sora', 'grok', 'seedance'), maxUnits, (plan, which, max) => {
        const { prompt, dropped } = rendered(plan, plan, which, 't2v', max);
        if (dropped.length > 0) return;
        for (const shot of plan.shots) {
          const { music, ambience } = shot.sound;
          // The first letter of a sentence is made a capital.
          for (const text of [shot.subject, shot.setting, shot.lighting, music, ambience, ...shot.beats])
            expect(prompt).toContain(graphemes(line(text)).slice(1).join(''));
        }
      }),
      { numRuns: 200 },
    );
  });
});
