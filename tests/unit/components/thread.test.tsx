// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Thread } from '@/components/thread/Thread';
import { ToBenchContext } from '@/components/job/to-bench';
import type { Change } from '@/utils/db';
import {
  NO_CAPS,
  type Caps,
  type Clip,
  type Connection,
  type Job,
  type ModelCard,
  type Plan,
} from '@/utils/domain';
import type { WriterAnswer, WriterWish } from '@/utils/messaging';
import { serverCard } from '@/utils/providers';
import { saveSettings } from '@/utils/settings';
import { planOf } from '@/utils/writer';
import { aClip, aConnection, aSource, aVideosRequest } from '../samples';
import { buttonOf, describedBy, fieldOf, find, press, show, type, useScreen, words } from './screen';
// What is fetched when it is needed is here already, so that one turn brings it on a busy machine too.
import '@/utils/providers/models.json';

useScreen();
beforeEach(() => {
  localStorage.clear();
  fakeBrowser.reset();
  // Not in the tests' page.
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
});

const plan = planOf(aVideosRequest().storyboard, aSource(), { seconds: 8, mode: 't2v' });
const sample = aClip();
const clip: Clip = {
  ...sample,
  record: {
    ...sample.record,
    provider: { id: 'openai-videos', name: '127.0.0.1:8091', model: 'clip-2', generative: true },
    request: aVideosRequest({ plan }),
    handle: 'video_1',
  },
};

interface World {
  connections: Connection[];
  cards: ModelCard[];
  caps: Caps;
  jobs: Job[];
  askWriter: (wish: WriterWish, signal?: AbortSignal) => Promise<WriterAnswer>;
}

/** A service of which `cards` are listed; its jobs move when the test says so. */
function world(change: Partial<World> = {}) {
  const { connections, cards, caps, jobs, askWriter }: World = {
    connections: [aConnection()],
    cards: [],
    caps: NO_CAPS,
    jobs: [],
    askWriter: async () => ({ kind: 'no-connection' }),
    ...change,
  };
  const listeners = new Set<(change: Change) => void>();
  return {
    jobs,
    askWriter: vi.fn(askWriter),
    wake: async () => undefined,
    tellJob: async () => undefined,
    onProgress: () => () => undefined,
    onChange: (listener: (change: Change) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    becomes: (next: Partial<Job>) =>
      act(async () => {
        const [job] = jobs;
        if (job) jobs[0] = { ...job, ...next };
        for (const tell of listeners) tell({ kind: 'job', id: job?.id ?? '' });
      }),
    store: {
      connections: { all: async () => connections },
      models: {
        all: async () => cards.map((card) => ({ connectionId: 'connection-1', at: 0, cards: [card] })),
      },
      caps: { get: async () => caps },
      ledger: { since: async () => [] },
      queue: { paused: async () => false },
      clips: { durationsOf: async () => [], get: async () => undefined },
      images: { get: async () => undefined },
      jobs: {
        get: async (id: string) => jobs.find((job) => job.id === id),
        recent: async () => jobs,
        add: async (job: Job) => void jobs.unshift(job),
      },
    },
  };
}

async function talk(given = world(), of = clip, onClip: (id: string) => void = () => undefined) {
  await show(<Thread clip={of} onClip={onClip} />, given);
  await act(() => vi.dynamicImportSettled());
  return given;
}

async function say(sentence: string): Promise<void> {
  await type(fieldOf('What should change?'), sentence);
  await press('Show what would change');
}

const editing = (tasks: ModelCard['tasks']): ModelCard => ({
  ...serverCard(aConnection(), 'clip-2'),
  name: 'Clip 2',
  tasks,
});
const fal = aConnection({ kind: 'fal', baseUrl: 'https://queue.fal.run' });
/** The same clip, made by a service that lists what it can do. */
const hosted: Clip = {
  ...clip,
  record: {
    ...clip.record,
    request: aVideosRequest({ plan, providerId: 'fal', baseUrl: fal.baseUrl, seed: 7 }),
  },
};
const hostedWorld = (tasks: ModelCard['tasks'], change: Partial<World> = {}) =>
  world({ connections: [fal], cards: [editing(tasks)], ...change });

describe('what should change', () => {
  test('is shown field by field, as it was and as it will be, before anything is sent', async () => {
    const { jobs } = await talk();
    await say('make it night');
    expect(words()).toContain('Light');
    const light = find('.thread-changes li:last-child');
    expect(light.querySelector('del')?.textContent).toBe(`before: ${plan.shots[0]?.lighting}`);
    expect(light.querySelector('ins')?.textContent).toContain('after: night, moonlight');
    expect(words()).toContain('Made anew from the changed words; it will look different in other ways too.');
    expect(jobs).toEqual([]);
  });

  test('speaks of the camera in words, not in codes', async () => {
    await talk();
    await say('zoom out');
    expect(find('.thread-changes').textContent).toContain('dolly in');
    expect(find('.thread-changes').textContent).toContain('zoom out');
  });

  test('names what the model cannot do, and orders nothing where it can do none of it', async () => {
    const only = { ...editing(['edit']), seconds: { kind: 'list' as const, values: [8] } };
    await talk(world({ connections: [fal], cards: [only] }), hosted);
    await say('shorter');
    expect(words()).toContain('the same clip would come again');
    expect(words()).not.toContain('changes this very clip');
    await say('make it night');
    expect(words()).toContain('What this model cannot take into account: Length.');
    expect(words()).toContain('changes this very clip');
  });

  test('says that another length is another clip, where the service changes clips', async () => {
    const both = { ...editing(['edit']), seconds: { kind: 'list' as const, values: [6, 8] } };
    await talk(world({ connections: [fal], cards: [both] }), hosted);
    await say('make it night and shorter');
    expect(words()).toContain('Made anew from the changed words');
    expect(words()).not.toContain('changes this very clip');
  });

  test('loses one change alone, and has it back by Undo', async () => {
    await talk();
    await say('make it night');
    await press('Take this change back: ⁨Colours⁩');
    expect(words()).not.toContain('Colours');
    expect(words()).toContain('moonlight');
    await press('Undo');
    expect(words()).toContain('Colours');
    await press('Undo');
    expect(document.querySelector('.thread-changes')).toBeNull();
  });

  test('says so when it is so already', async () => {
    await talk();
    await say('dolly in');
    expect(words()).toContain('It is so already');
  });

  test('is told plainly when it is not understood, with examples and the way to the words', async () => {
    const toBench = vi.fn();
    await show(
      <ToBenchContext value={toBench}>
        <Thread clip={clip} onClip={() => undefined} />
      </ToBenchContext>,
      world(),
    );
    await act(() => vi.dynamicImportSettled());
    await say('make it feel like my grandmother’s kitchen');
    expect(words()).toContain('This was not understood, and nothing has changed.');
    expect(fieldOf('What should change?').value).toBe('make it feel like my grandmother’s kitchen');
    await press('Change the words yourself');
    expect(toBench).toHaveBeenCalledWith(clip.record);
    await press('make it night');
    expect(words()).toContain('moonlight');
  });

  test('is still there when the panel was closed in between', async () => {
    await talk();
    await say('make it night');
    await type(fieldOf('What should change?'), 'half a sent');
    await show(null, {});
    await talk();
    expect(words()).toContain('moonlight');
    expect(fieldOf('What should change?').value).toBe('half a sent');
  });

  test('leads the keyboard to the button with the price, and not past it', async () => {
    const { jobs } = await talk();
    await say('make it night');
    await press('Show what would change');
    expect(document.activeElement?.textContent).toContain('Make this version');
    expect(jobs).toEqual([]);
  });
});

describe('with a chat model to write', () => {
  const chat = aConnection({
    id: 'chat-1',
    kind: 'chat',
    baseUrl: 'http://127.0.0.1:11434/v1',
    chatModel: 'llama',
  });
  const changed: Plan = { ...plan, look: { ...plan.look, style: 'a warm old kitchen' } };
  beforeEach(() => saveSettings({ writer: 'chat-1' }));

  test('it is asked only for what the rules do not understand, and the user knows where that goes', async () => {
    const given = world({
      connections: [aConnection(), chat],
      askWriter: async () => ({ kind: 'plan', plan: changed }),
    });
    await talk(given);
    expect(describedBy(fieldOf('What should change?'))).toContain('goes to ⁨127.0.0.1:11434⁩');
    await say('make it night');
    expect(given.askWriter).not.toHaveBeenCalled();
    await say('like my grandmother’s kitchen');
    expect(given.askWriter).toHaveBeenCalledTimes(1);
    expect(given.askWriter.mock.calls[0]?.[0]).toMatchObject({
      connectionId: 'chat-1',
      wish: { kind: 'edit', sentence: 'like my grandmother’s kitchen' },
    });
    expect(words()).toContain('a warm old kitchen');
  });

  test('is asked once, however often Enter is pressed, and anew for other words', async () => {
    const given = await talk(
      world({ connections: [aConnection(), chat], askWriter: () => new Promise(() => undefined) }),
    );
    await say('like my grandmother’s kitchen');
    await press('Show what would change');
    await press('Show what would change');
    expect(given.askWriter).toHaveBeenCalledTimes(1);
    await say('like my uncle’s kitchen');
    expect(given.askWriter).toHaveBeenCalledTimes(2);
    const left = () => given.askWriter.mock.calls.map(([, signal]) => signal?.aborted);
    expect(left()).toEqual([true, false]);
    await show(null, given);
    expect(left()).toEqual([true, true]);
  });

  test('its trouble is told, in its own words too, and nothing changes', async () => {
    const askWriter = async () => ({ kind: 'no-credit', message: '<b>Top up</b>' }) as const;
    await talk(world({ connections: [aConnection(), chat], askWriter }));
    await say('like my grandmother’s kitchen');
    expect(words()).toContain('has no credit');
    expect(words()).toContain('<b>Top up</b>');
    expect(document.querySelector('.thread-changes')).toBeNull();
  });
});

describe('making the version', () => {
  test('goes by way of the card with all that leaves, and makes one job that knows its parent', async () => {
    const given = await talk();
    await say('make it night');
    await press('Make this version≈ $0.80');
    expect(given.jobs).toEqual([]);
    expect(find('.approval-prompt').textContent).toContain('moonlight');
    await press('Send · ≈ $0.80');
    expect(given.jobs).toHaveLength(1);
    const [job] = given.jobs;
    expect(job?.request).toMatchObject({ parent: { clipId: 'clip-1', wish: 'make it night' } });
    // Else the bench would take it for the clip of its own source.
    expect(job?.source.id).not.toBe(clip.record.source.id);
  });

  test('sends at once where the user wished for that and a limit is set', async () => {
    const quick = aConnection({ quick: true });
    const given = await talk(world({ connections: [quick], caps: { ...NO_CAPS, day: 5 } }));
    await say('make it night');
    await press('Make this version≈ $0.80');
    expect(given.jobs).toHaveLength(1);
    const unlimited = world({ connections: [quick] });
    localStorage.clear();
    await show(null, {});
    await talk(unlimited);
    await say('make it night');
    await press('Make this version≈ $0.80');
    expect(unlimited.jobs).toEqual([]);
  });

  test('is watched in place, and the new clip takes the place of the old one', async () => {
    const onClip = vi.fn();
    const given = await talk(world(), clip, onClip);
    await say('make it night');
    await press('Make this version≈ $0.80');
    await press('Send · ≈ $0.80');
    expect(find('.job')).toBeDefined();
    expect(words()).toContain('make it night');
    await given.becomes({ state: 'saved', clipId: 'clip-2' });
    expect(onClip).toHaveBeenCalledWith('clip-2');
    expect(localStorage.getItem('pagereel.threads')).toBe('[]');
  });

  test('is found again under way when the panel was closed', async () => {
    const first = await talk();
    await say('make it night');
    await press('Make this version≈ $0.80');
    await press('Send · ≈ $0.80');
    await show(null, {});
    const onClip = vi.fn();
    const later = await talk(world({ jobs: first.jobs }), clip, onClip);
    expect(find('.job')).toBeDefined();
    await later.becomes({ state: 'saved', clipId: 'clip-2' });
    expect(onClip).toHaveBeenCalledWith('clip-2');
  });

  test('that failed leads back to what was wished', async () => {
    const given = await talk();
    await say('make it night');
    await press('Make this version≈ $0.80');
    await press('Send · ≈ $0.80');
    await given.becomes({ state: 'failed', problem: 'content-refused' });
    await press('Edit and try again');
    expect(find('.thread-changes').textContent).toContain('moonlight');
  });

  test('says that the very clip is changed, where the service can', async () => {
    await talk(hostedWorld(['edit']), hosted);
    await say('make it night');
    expect(words()).toContain('⁨queue.fal.run⁩ changes this very clip and keeps the rest of it.');
  });

  test('says that the seed is the same, where there is one', async () => {
    await talk(hostedWorld([], { cards: [{ ...editing([]), seed: true }] }), hosted);
    await say('make it night');
    expect(words()).toContain('with the same seed');
    expect(words()).toContain('seed 7');
  });
});

describe('going on from the end', () => {
  test('is offered only where the service can', async () => {
    await talk(hostedWorld(['edit']), hosted);
    expect(words()).not.toContain('Go on from its end');
  });

  test('makes a job of what comes next, for so many seconds', async () => {
    const given = await talk(hostedWorld(['edit', 'extend']), hosted);
    await act(async () => find<HTMLInputElement>('.choice-option:nth-child(2) input').click());
    expect(words()).toContain('goes on from the last frame of this clip');
    await act(async () => find('.thread-make').click());
    await act(async () => find('.approval .button-accent').click());
    expect(given.jobs[0]?.request).toMatchObject({ work: { kind: 'extend', handle: 'video_1' } });
  });
});

test('a clip whose service is gone says so instead', async () => {
  await talk(world({ connections: [] }));
  expect(words()).toContain('is no longer connected');
  expect(() => buttonOf('Show what would change')).toThrow();
});

test('a clip of this device has no such line', async () => {
  await talk(world(), aClip());
  expect(document.querySelector('.thread')).toBeNull();
});
