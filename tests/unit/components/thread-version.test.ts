import { describe, expect, test } from 'vitest';
import {
  NEW_DRAFT,
  changesNow,
  planNow,
  undone,
  wishNow,
  withoutChange,
  withStep,
} from '@/components/thread/draft';
import { placeOf } from '@/components/thread/use-place';
import { byRules } from '@/components/thread/understand';
import { madeOf, planBefore, type Made, type Place } from '@/components/thread/made';
import { tellingOf, workFor } from '@/components/thread/telling';
import { extensionOf, versionOf } from '@/components/thread/version';
import type { Clip, ModelCard, Plan, ServiceRequest } from '@/utils/domain';
import { serverCard } from '@/utils/providers';
import { planOf, renderPrompt } from '@/utils/writer';
import { aClip, aConnection, aSource, aVideosRequest } from '../samples';

const connection = aConnection();
const aCard = (change: Partial<ModelCard> = {}): ModelCard => ({
  ...serverCard(connection, 'clip-2'),
  seed: true,
  tasks: [],
  ...change,
});
const plan = planOf(aVideosRequest().storyboard, aSource(), { seconds: 8, mode: 't2v' });
const proposed = (of: Plan): string =>
  renderPrompt(of, 'plain', {
    mode: 't2v',
    seconds: 8,
    maxUnits: aCard().maxPrompt,
    negativeField: aCard().negative,
  }).prompt;

function made(change: Partial<ServiceRequest> = {}, handle = 'video_1'): Made {
  const request = aVideosRequest({ plan, prompt: proposed(plan), seed: 7, ...change });
  const sample = aClip();
  const clip: Clip = { ...sample, record: { ...sample.record, request, handle } };
  const found = madeOf(clip);
  if (!found) throw new Error('not made by a service');
  return found;
}
const place = (change: Partial<ModelCard> = {}): Place => ({ connection, card: aCard(change) });

function wished(sentence: string, of: Plan = plan): Plan {
  const answer = byRules(of, sentence);
  if (answer.kind !== 'changed') throw new Error(`not understood: ${sentence}`);
  return answer.plan;
}
const night = wished('make it night');

test('a change of a clip that was gone on from costs as much as the whole of it', () => {
  const before = made({ work: { kind: 'extend', handle: 'video_0' }, seconds: 10 });
  const long = { ...before, clip: { ...before.clip, media: { ...before.clip.media, seconds: 24.98 } } };
  const prices = [{ usd: 0.05, per: 'second' as const, resolution: '', audio: null }];
  const at = place({ tasks: ['edit'], seconds: { kind: 'range', min: 1, max: 15, step: 1 }, prices });
  const order = versionOf(long, at, { plan: night, wish: 'make it night', ground: null });
  expect(order).toMatchObject({ work: { kind: 'edit' }, estimate: { usd: 1.25 } });
});

describe('a version of a clip', () => {
  test('is made anew from the changed words, with the same seed, shape and length, and knows its parent', () => {
    const order = versionOf(made(), place(), { plan: night, wish: 'make it night', ground: null });
    expect(order).toMatchObject({
      work: { kind: 'new' },
      model: 'clip-2',
      seed: 7,
      seconds: 8,
      aspect: '16:9',
      resolution: '720p',
      plan: night,
      parent: { clipId: 'clip-1', wish: 'make it night' },
    });
    expect(order?.prompt).toBe(proposed(night));
  });

  test('is a change of the very clip where the service has it and can', () => {
    const order = versionOf(made(), place({ tasks: ['edit'] }), { plan: night, wish: '', ground: null });
    expect(order?.work).toEqual({ kind: 'edit', handle: 'video_1' });
    expect(order?.prompt).toContain('moonlight');
    expect(order?.prompt).toContain('Keep everything else exactly as it is.');
    expect(order?.prompt).not.toContain(plan.shots[0]?.subject);
    expect(order?.images).toEqual([]);
    expect(workFor(made(), place({ tasks: ['remix'] })).kind).toBe('remix');
    expect(workFor(made({}, ''), place({ tasks: ['edit'] })).kind).toBe('new');
  });

  test('keeps what was told of the page, after the changed words', () => {
    const told = `${proposed(plan)}\nPage title: The keeper’s garden`;
    const order = versionOf(made({ prompt: told }), place(), { plan: night, wish: '', ground: null });
    expect(order?.prompt).toBe(`${proposed(night)}\nPage title: The keeper’s garden`);
  });

  test('keeps words that the user wrote, and says the change after them', () => {
    const own = made({ prompt: 'My very own fox, at dusk.' });
    const order = versionOf(own, place(), { plan: night, wish: '', ground: null });
    expect(order?.prompt).toMatch(/^My very own fox, at dusk\.\n/);
    expect(order?.prompt).toContain('moonlight');
    expect(order?.prompt).not.toContain('Keep everything else');
  });

  test('of a changed clip is written from the plan, not from the wish', () => {
    const child = made({ work: { kind: 'edit', handle: 'video_0' }, prompt: 'Lighting: noon.', plan });
    const order = versionOf(child, place(), { plan: night, wish: '', ground: null });
    expect(order?.prompt).toBe(proposed(night));
  });

  test('has a plan by the rules where the clip came without one', () => {
    expect(planBefore(made({ plan: null }))).toEqual(plan);
  });

  test('is as long as the user wishes where that was the wish', () => {
    const longer = wished('twice as long');
    const order = versionOf(made(), place(), { plan: longer, wish: '', ground: null });
    expect(order?.seconds).toBeGreaterThan(8);
  });

  test('is none when its words are more than the model takes', () => {
    const own = made({ prompt: 'x'.repeat(80) });
    expect(versionOf(own, place({ maxPrompt: 90 }), { plan: night, wish: '', ground: null })).toBeNull();
  });

  const lengths: ModelCard['seconds'] = { kind: 'list', values: [4, 6, 8] };
  const shorter = wished('shorter');

  test('of another length is made anew, also where the service changes clips: that changes no length', () => {
    const at = place({ tasks: ['edit'], seconds: lengths });
    const order = versionOf(made(), at, { plan: shorter, wish: '', ground: null });
    expect(order).toMatchObject({ work: { kind: 'new' }, seconds: 6, seed: 7 });
  });

  test('that is by night and shorter is made anew, and is both', () => {
    const at = place({ tasks: ['edit'], seconds: lengths });
    const both = wished('make it night and shorter');
    const order = versionOf(made(), at, { plan: both, wish: '', ground: null });
    expect(order).toMatchObject({ work: { kind: 'new' }, seconds: 6 });
    expect(order?.prompt).toContain('moonlight');
    expect(tellingOf(made(), at, both).untold).toEqual([]);
  });

  test('of a picture says each change that its movement does not speak of', () => {
    const frame = { imageId: 'a', role: 'first-frame' } as const;
    const still = planOf(aVideosRequest().storyboard, aSource(), { seconds: 8, mode: 'i2v' });
    const { prompt } = renderPrompt(still, 'omni', {
      mode: 'i2v',
      seconds: 8,
      maxUnits: 4000,
      negativeField: false,
    });
    const of = made({ plan: still, prompt, images: [frame], family: 'omni' });
    const at = place({ family: 'omni', firstFrame: 'optional', seconds: lengths });
    const both = wished('zoom out, at night and shorter', still);
    const order = versionOf(of, at, { plan: both, wish: '', ground: null });
    expect(order?.prompt).toMatch(/zoom out/);
    expect(order?.prompt).toContain('Lighting: Night, moonlight');
    expect(order).toMatchObject({ seconds: 6, images: [frame] });
  });

  test('is none where the model can do nothing of it, and nothing is paid for the same again', () => {
    const at = place({ tasks: ['edit'], seconds: { kind: 'list', values: [8] } });
    expect(versionOf(made(), at, { plan: shorter, wish: '', ground: null })).toBeNull();
    expect(tellingOf(made(), at, shorter)).toMatchObject({
      saysAny: false,
      untold: [{ field: 'shot.seconds' }],
    });
  });

  test('names what the model cannot do, and does the rest', () => {
    const at = place({ audio: 'none' });
    const musical = wished('make it night and add music');
    const { untold, saysAny, prompt } = tellingOf(made(), at, musical);
    expect({ untold, saysAny }).toMatchObject({ saysAny: true, untold: [{ field: 'shot.sound.music' }] });
    expect(prompt).toContain('moonlight');
  });

  test('has sound where the wish is one that is heard', () => {
    const at = place({ audio: 'choice' });
    const musical = wished('add music');
    const order = versionOf(made({ audio: false }), at, { plan: musical, wish: '', ground: null });
    expect(order?.audio).toBe(true);
  });

  test.each([true, false])('says what is not to be seen, with a field for it or without (%s)', (negative) => {
    const at = place({ negative, family: 'kling' });
    const empty = wished('night and no people');
    const options = { mode: 't2v', seconds: 8, maxUnits: 2000, negativeField: negative } as const;
    for (const prompt of [renderPrompt(plan, 'kling', options).prompt, 'My very own fox.']) {
      const of = made({ family: 'kling', prompt });
      const order = versionOf(of, at, { plan: empty, wish: '', ground: null });
      expect(`${order?.prompt}\n${order?.negative}`).toMatch(/people/i);
      expect(order?.prompt).toContain('moonlight');
      expect(tellingOf(of, at, empty).untold).toEqual([]);
    }
  });

  test('goes on from the end with so many seconds', () => {
    const order = extensionOf(made(), place({ tasks: ['extend'] }), { wish: 'It flies away.', seconds: 6 });
    expect(order).toMatchObject({
      work: { kind: 'extend', handle: 'video_1' },
      seconds: 6,
      parent: { clipId: 'clip-1', wish: 'It flies away.' },
    });
    expect(order.prompt).toMatch(/^Continue from the last frame.*\nIt flies away\.$/);
  });
});

describe('what was wished so far', () => {
  const two = withStep(withStep(NEW_DRAFT, { wish: 'make it night', plan: night }), {
    wish: 'slower',
    plan: wished('slower', night),
  });

  test('is undone step by step, to the clip itself', () => {
    expect(wishNow(two)).toBe('make it night · slower');
    expect(planNow(undone(two), plan)).toEqual(night);
    expect(planNow(undone(undone(two)), plan)).toEqual(plan);
  });

  test('can lose each of its changes alone, and have it back', () => {
    for (const change of changesNow(two, plan)) {
      const without = withoutChange(two, plan, change);
      expect(changesNow(without, plan)).toEqual(
        changesNow(two, plan).filter((other) => other.field !== change.field),
      );
      expect(planNow(undone(without), plan)).toEqual(planNow(two, plan));
    }
  });
});

describe('where a version can be made', () => {
  const { request } = made();
  const table = { asOf: 0, services: {} };

  test('is where the clip was made', () => {
    expect(placeOf(request, [connection], [], table, 0)).toMatchObject({
      kind: 'ready',
      place: { connection },
    });
  });

  test('is the same service when it was connected anew, and nowhere when it is gone', () => {
    const anew = aConnection({ id: 'other' });
    expect(placeOf(request, [anew], [], table, 0)).toMatchObject({ kind: 'ready' });
    const elsewhere = aConnection({ id: 'other', baseUrl: 'https://else.example/v1' });
    expect(placeOf(request, [elsewhere], [], table, 0)).toEqual({ kind: 'gone', what: 'connection' });
  });

  test('is nowhere once the model was closed', () => {
    const closed = { connectionId: 'fal-1', at: 0, cards: [{ ...aCard(), id: 'wan', retiredAt: 5 }] };
    const fal = aConnection({ id: 'fal-1', kind: 'fal', baseUrl: 'https://queue.fal.run' });
    const order = aVideosRequest({
      providerId: 'fal',
      connectionId: 'fal-1',
      baseUrl: fal.baseUrl,
      model: 'wan',
    });
    expect(placeOf(order, [fal], [closed], table, 9)).toEqual({ kind: 'gone', what: 'model' });
    expect(placeOf(order, [fal], [closed], table, 4)).toMatchObject({ kind: 'ready' });
  });
});
