/**
 * Golden frames: a change of the look is seen, and meant. Accept new ones with
 *   UPDATE_GOLDEN=1 npx vitest run --project e2e tests/e2e/golden.test.ts
 * Frames that differ are written to .output/golden/ to be looked at beside the kept ones.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { durationOf, LOOKS, TEMPLATES, type OnDeviceRequest } from '@/utils/domain';
import { fromBase64, toBase64 } from '../lab/bytes';
import { openLab, type Lab } from '../lab/lab';
import { GOLDEN_CASES, momentOf, requestOf } from './golden/cases';
import type { Difference } from './golden/entry';

const KEPT = new URL('golden/frames/', import.meta.url);
const DIFFERENT = new URL('../../.output/golden/', import.meta.url);
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';
/** Another machine's font rasteriser moves edges by a fraction of a pixel; a change of the look does far more. */
const TOLERANCE: Difference = { mean: 1.6, clearly: 0.012 };

let lab: Lab;
beforeAll(async () => {
  lab = await openLab({ browser: 'chromium', entry: 'tests/e2e/golden/entry.ts' });
});
afterAll(() => lab.close());

const kept = (name: string): Promise<string | null> =>
  readFile(new URL(`${name}.webp`, KEPT)).then(
    (bytes) => toBase64(bytes),
    () => null,
  );

async function keep(folder: URL, name: string, drawn: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${name}.webp`, folder), fromBase64(drawn));
}

describe('golden frames', () => {
  it.each(GOLDEN_CASES)('$name looks as it was meant to', async (golden) => {
    const frame = await lab.evaluate<{ drawn: string; difference: Difference | null }>(
      'goldenFrame',
      requestOf(golden),
      momentOf(golden.template),
      UPDATE ? null : await kept(golden.name),
    );
    if (UPDATE) return keep(KEPT, golden.name, frame.drawn);
    const off = frame.difference;
    const same = off !== null && off.mean <= TOLERANCE.mean && off.clearly <= TOLERANCE.clearly;
    if (!same) await keep(DIFFERENT, golden.name, frame.drawn);
    expect(off, `no golden frame ${golden.name}; make it with UPDATE_GOLDEN=1`).not.toBeNull();
    expect(off?.mean, `${golden.name}: see .output/golden/`).toBeLessThanOrEqual(TOLERANCE.mean);
    expect(off?.clearly, `${golden.name}: see .output/golden/`).toBeLessThanOrEqual(TOLERANCE.clearly);
  });

  it('has none that no case draws any more', async () => {
    const names = new Set(GOLDEN_CASES.map(({ name }) => `${name}.webp`));
    const stale = (await readdir(KEPT)).filter((file) => !names.has(file));
    if (UPDATE) await Promise.all(stale.map((file) => rm(new URL(file, KEPT))));
    else expect(stale).toEqual([]);
  });
});

describe('a frame', () => {
  const wide = (
    template: OnDeviceRequest['storyboard']['template'],
    look: OnDeviceRequest['settings']['look'] = 'grotesk',
  ): OnDeviceRequest => requestOf({ template, look, aspect: '16:9' });

  it.each(TEMPLATES)(
    'of the %s template depends on its time alone, not on what was drawn before',
    async (template) => {
      expect(await lab.evaluate<number>('orderMatters', wide(template))).toBe(0);
    },
  );

  it.each(LOOKS)('is laid out the same at any scale (%s)', async (look) => {
    const off = await lab.evaluate<Difference>('scaleMatters', wide('quote', look));
    expect(off.clearly).toBeLessThan(0.02);
  });

  it.each(TEMPLATES)('sequence of the %s template does not flash', async (template) => {
    expect(await lab.evaluate<number>('flashesPerSecond', wide(template, 'vivid'))).toBeLessThanOrEqual(3);
  });

  it.each(TEMPLATES)('count of the %s template is what its shots ask for', async (template) => {
    const request = wide(template);
    const seconds = durationOf(request.storyboard);
    const facts = await lab.evaluate<{ seconds: number; frameCount: number; posterTime: number }>(
      'prepared',
      request,
    );
    expect(facts.seconds).toBe(seconds);
    expect(facts.frameCount).toBe(Math.round(seconds * 30));
    expect(facts.posterTime).toBeGreaterThan(0);
    expect(facts.posterTime).toBeLessThan(seconds);
  });

  it.each(['broken', 'empty', 'page', 'missing'])(
    'is refused with a reason when its picture is %s',
    async (imageId) => {
      const request = wide('photo');
      const [shot] = request.storyboard.shots;
      const shots = [{ ...shot!, imageId }];
      const refused = await lab.evaluate('prepared', {
        ...request,
        storyboard: { ...request.storyboard, shots },
      });
      expect(refused).toEqual({ problem: 'image-unreadable' });
    },
  );

  it.each(['', '🙂', '👩🏽‍🚀🎉❤️', 'a'.repeat(2000), '\u0301', '.', 'שלום 123 abc'])(
    'can be drawn of any text: %j',
    async (text) => {
      const request = wide('quote');
      const [shot] = request.storyboard.shots;
      const shots = [{ ...shot!, text, highlights: [[0, 2]] as [number, number][] }];
      for (const direction of ['ltr', 'rtl'] as const) {
        const facts = await lab.evaluate<{ frameCount: number }>('prepared', {
          ...request,
          storyboard: { ...request.storyboard, shots, direction },
        });
        expect(facts.frameCount).toBe(120);
      }
      expect(lab.errors).toEqual([]);
    },
  );
});

describe('in Firefox', () => {
  let firefox: Lab;
  beforeAll(async () => {
    firefox = await openLab({ browser: 'firefox', entry: 'tests/e2e/golden/entry.ts' });
  });
  afterAll(() => firefox.close());

  it.each(TEMPLATES)(
    'the %s template draws the same frame too, within what its own font rasteriser does',
    async (template) => {
      const golden = { template, look: 'grotesk', aspect: '9:16' } as const;
      const { difference } = await firefox.evaluate<{ difference: Difference }>(
        'goldenFrame',
        requestOf(golden),
        momentOf(template),
        await kept(`${template}-grotesk-9x16`),
      );
      expect(difference.mean).toBeLessThan(4);
      expect(difference.clearly).toBeLessThan(0.04);
      expect(firefox.errors).toEqual([]);
    },
  );
});
