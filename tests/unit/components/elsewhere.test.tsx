// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { useBenchAgain } from '@/components/create/use-bench-again';
import { keptEdit } from '@/components/create/kept-edits';
import { RenderAgain } from '@/components/elsewhere/RenderAgain';
import { lossWords } from '@/components/elsewhere/loss-words';
import { placesFor } from '@/components/elsewhere/places';
import { JobTrouble } from '@/components/job/JobTrouble';
import { ToBenchContext, type Elsewhere, type Ordered } from '@/components/job/to-bench';
import type { Connection, Draft, Job, ListedModels, ModelCard } from '@/utils/domain';
import { serverCard } from '@/utils/providers';
import type { Preferences } from '@/utils/settings';
import { planOf, renderPrompt } from '@/utils/writer';
import { aJob, anAttempt, aRequest, aServiceJob, aSource, aVideosRequest } from '../samples';
import { buttonOf, find, press, show, useScreen, words } from './screen';
// What is fetched when it is needed is here already, so that one turn brings it on a busy machine too.
import '@/utils/providers/models.json';
import '@/components/elsewhere/AnotherProvider';

useScreen();
beforeEach(() => localStorage.clear());

const box: Connection = {
  ...aConnectionOf('connection-1', 'openai-videos', 'http://127.0.0.1:8091/v1'),
  name: 'The box in the cellar',
  model: 'clip-2',
};
const fal = { ...aConnectionOf('fal-1', 'fal', 'https://queue.fal.run'), name: 'fal' };

function aConnectionOf(id: string, kind: Connection['kind'], baseUrl: string): Connection {
  return {
    id,
    kind,
    baseUrl,
    preset: 'custom',
    name: id,
    model: '',
    body: 'multipart',
    usdPerSecond: null,
    usdPerStill: null,
    priceAt: 0,
    quick: false,
    chatModel: '',
    imageModel: '',
    createdAt: 0,
  };
}

const wan: ModelCard = {
  ...serverCard(fal, 'wan'),
  name: 'Wan 3',
  family: 'wan',
  seconds: { kind: 'list', values: [5, 6] },
  aspects: ['16:9'],
  resolutions: ['1080p'],
  lastFrame: false,
  prices: [{ usd: 0.1, per: 'second', resolution: '', audio: null }],
  priceBasis: 'table',
};
const listed: ListedModels[] = [{ connectionId: 'fal-1', at: 0, cards: [wan] }];
const known = { connections: [box, fal], listed, table: { asOf: 0, services: {} } };
const ordered: Ordered = {
  source: aSource(),
  request: aVideosRequest({ images: [{ imageId: 'i', role: 'last-frame' }], seconds: 8 }),
};

function services(connections: Connection[] = [box, fal]) {
  return {
    onChange: () => () => undefined,
    openPage: vi.fn(async () => undefined),
    store: { connections: { all: async () => connections }, models: { all: async () => listed } },
  };
}

async function shown(card: React.ReactNode, given = services(), toBench = vi.fn()) {
  await show(<ToBenchContext value={toBench}>{card}</ToBenchContext>, given);
  // The list is brought first, and then brings its table.
  for (let i = 0; i < 2; i += 1) await act(() => vi.dynamicImportSettled());
  return { toBench, given };
}

describe('who else could make it', () => {
  const places = (request = ordered.request, others = true) =>
    placesFor({ source: ordered.source, request }, known, { others, now: 1 });

  test('is every other connection, with its nearest model, its price and what is lost', () => {
    const [place, ...more] = places();
    expect(more).toEqual([]);
    expect(place).toMatchObject({ connection: fal, card: wan, would: { seconds: 6, resolution: '1080p' } });
    expect(place?.would.estimate.usd).toBe(0.6);
    expect(place && lossWords(place)).toEqual([
      'no last frame',
      '6\u00a0s instead of 8\u00a0s',
      '1080p instead of 720p',
    ]);
  });

  test('is the same service too for its other models, where that is wanted', () => {
    const request = aVideosRequest({
      providerId: 'fal',
      connectionId: 'fal-1',
      baseUrl: fal.baseUrl,
      model: 'wan-2, long closed',
    });
    expect(places(request, false).map(({ connection }) => connection.id)).toEqual(['connection-1', 'fal-1']);
    expect(places(request, true).map(({ connection }) => connection.id)).toEqual(['connection-1']);
    expect(places({ ...request, model: 'wan' }, false).map(({ connection }) => connection.id)).toEqual([
      'connection-1',
    ]);
  });

  test('is a second key of the same service too; where the first was removed, none of them is another', () => {
    const request = aVideosRequest({ providerId: 'fal', connectionId: 'fal-1', baseUrl: fal.baseUrl });
    const second = { ...fal, id: 'fal-2' };
    const lists = { ...known, listed: ['fal-1', 'fal-2'].map((id) => ({ ...listed[0]!, connectionId: id })) };
    const idsAmong = (connections: Connection[]) =>
      placesFor({ source: ordered.source, request }, { ...lists, connections }, { others: true, now: 1 }).map(
        ({ connection }) => connection.id,
      );
    expect(idsAmong([fal, second])).toEqual(['fal-2']);
    expect(idsAmong([second])).toEqual([]);
  });

  test('changes nothing of a clip that only its own service has: it would be made anew', () => {
    const [place] = places(aVideosRequest({ work: { kind: 'edit', handle: 'v' } }));
    expect(place && lossWords(place)).toContain('made anew, not changed');
  });

  test('would be without the sound that its own model always makes, or with one that it never does', () => {
    const request = aVideosRequest({
      providerId: 'fal',
      connectionId: 'fal-0',
      baseUrl: fal.baseUrl,
      model: 'old',
    });
    const audioAt = (was: ModelCard['audio'], is: ModelCard['audio']) => {
      const old = { ...wan, id: 'old', audio: was, retiredAt: 1 };
      const lists = [{ ...listed[0]!, cards: [{ ...wan, audio: is }] }];
      const all = { connections: [fal], listed: lists, table: { asOf: 0, services: { fal: [old] } } };
      const [place] = placesFor({ source: aSource(), request }, all, { others: false, now: 2 });
      return { lost: place ? lossWords(place) : [], audio: place?.would.audio };
    };
    expect(audioAt('always', 'none').lost).toContain('no sound');
    expect(audioAt('none', 'always').lost).toContain('always with sound');
    expect(audioAt('always', 'choice')).toMatchObject({ audio: true });
    expect(audioAt('none', 'choice')).toMatchObject({ audio: false });
    expect(audioAt('always', 'always').lost.join()).not.toContain('sound');
  });

  test('is nobody whose model is closed, or moves only a picture that is not there', () => {
    const closed = { ...known, listed: [{ ...listed[0]!, cards: [{ ...wan, retiredAt: 1 }] }] };
    expect(placesFor(ordered, closed, { others: true, now: 2 })).toEqual([]);
    const moving = {
      ...known,
      listed: [{ ...listed[0]!, cards: [{ ...wan, firstFrame: 'required' as const }] }],
    };
    expect(placesFor(ordered, moving, { others: true, now: 2 })).toEqual([]);
  });

  test('can make a clip of this device as well', () => {
    const here = placesFor({ source: aSource(), request: aRequest() }, known, { others: false, now: 1 });
    expect(here.map(({ connection }) => connection.id)).toEqual(['connection-1', 'fal-1']);
  });
});

describe('“Render again with…”', () => {
  test('lists them, and sends nothing: the choice goes to the bench', async () => {
    const { toBench } = await shown(<RenderAgain ordered={ordered} />);
    expect(words()).toContain('Nothing is sent yet');
    expect(find('.place').textContent).toContain('≈ $0.60');
    await act(async () => find('.place').click());
    expect(toBench).toHaveBeenCalledWith(ordered, { connection: fal, card: wan });
  });

  test('says so where there is nobody', async () => {
    await shown(<RenderAgain ordered={ordered} />, services([box]));
    expect(words()).toContain('nobody else connected');
  });
});

describe('on the card of a failure', () => {
  const failed = (problem: Job['problem'], change: Partial<Job> = {}) =>
    aServiceJob({ state: 'failed', problem, attempts: [anAttempt()], ...change });

  test('another provider stands with its price, and its list behind it', async () => {
    const { toBench } = await shown(<JobTrouble job={failed('provider-failed')} />);
    await press('Another provider\u00a0· ≈ $0.60');
    expect(buttonOf('Another provider\u00a0· ≈ $0.60').getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(find('.place'));
    await act(async () => find('.place').click());
    expect(toBench.mock.calls[0]?.[1]).toEqual({ connection: fal, card: wan });
  });

  test.each(['model-retired', 'result-expired', 'request-refused'] as const)('of %s too', async (problem) => {
    await shown(<JobTrouble job={failed(problem)} />);
    expect(words()).toContain('Another provider');
  });

  test('no way round a refusal is offered', async () => {
    await shown(<JobTrouble job={failed('content-refused')} />);
    expect(words()).not.toContain('Another provider');
    expect(buttonOf('Edit and try again')).toBeDefined();
  });

  test('there is no such button where nobody else is connected', async () => {
    await shown(<JobTrouble job={failed('provider-failed')} />, services([box]));
    expect(words()).not.toContain('Another provider');
  });

  test('without credit it leads to the service, and to others', async () => {
    const request = aVideosRequest({ providerId: 'runway', baseUrl: 'https://api.dev.runwayml.com/v1' });
    const job = aServiceJob({ state: 'paused', problem: 'no-credit', resumeTo: 'queued', request });
    const { given } = await shown(<JobTrouble job={job} />);
    await press('Open ⁨Runway⁩');
    expect(given.openPage).toHaveBeenCalledWith('https://dev.runwayml.com/');
    expect(words()).toContain('Another provider');
  });

  test('work that is under way at a service without credit is not ordered a second time', async () => {
    const job = aServiceJob({
      state: 'paused',
      problem: 'no-credit',
      resumeTo: 'running',
      attempts: [anAttempt({ handle: 'v', outcome: 'accepted' })],
    });
    await shown(<JobTrouble job={job} />);
    expect(words()).not.toContain('Another provider');
  });
});

describe('what was chosen elsewhere', () => {
  const settings = { length: 'auto', videoModels: { 'other-1': 'old' } } as unknown as Preferences;
  const plan = planOf(aVideosRequest().storyboard, aSource(), { seconds: 8, mode: 't2v' });

  async function bring(what: Ordered, elsewhere: Elsewhere) {
    const drafts: Draft[] = [];
    const onSettings = vi.fn();
    function Card() {
      const toBench = useBenchAgain(7, settings, onSettings, () => undefined);
      return (
        <button type="button" onClick={() => toBench(what, elsewhere)}>
          Choose
        </button>
      );
    }
    await show(<Card />, { store: { drafts: { put: async (draft: Draft) => void drafts.push(draft) } } });
    await press('Choose');
    await act(() => vi.waitUntil(() => drafts.length > 0));
    return { onSettings, edit: keptEdit(String(drafts[0]?.at))?.edit };
  }

  test('is chosen on the bench too: who, which model, and settings as near as they come', async () => {
    const { onSettings } = await bring(ordered, { connection: fal, card: wan });
    expect(onSettings).toHaveBeenCalledWith({
      madeBy: 'fal-1',
      videoModels: { 'other-1': 'old', 'fal-1': 'wan' },
      videoSeconds: 6,
      videoAspect: '16:9',
      videoResolution: '720p',
    });
  });

  test('has its prompt written anew for its family, unless the words are the user’s own', async () => {
    const options = { mode: 't2v', seconds: 8, maxUnits: 32_000, negativeField: false } as const;
    const { prompt } = renderPrompt(plan, 'plain', options);
    const proposed = { source: aSource(), request: aVideosRequest({ plan, prompt }) };
    const { edit } = await bring(proposed, { connection: fal, card: wan });
    expect(edit).toMatchObject({ prompt: null, order: { plan } });
    const own = { source: aSource(), request: aVideosRequest({ plan, prompt: 'My own fox.' }) };
    expect((await bring(own, { connection: fal, card: wan })).edit?.prompt).toBe('My own fox.');
  });

  test('takes the length and shape of a clip of this device', async () => {
    const { onSettings, edit } = await bring(aJob(), { connection: fal, card: wan });
    expect(onSettings.mock.calls[0]?.[0]).toMatchObject({ videoSeconds: 5, videoAspect: '16:9' });
    expect(edit?.prompt).toBeNull();
  });
});
