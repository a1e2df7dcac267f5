// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Workbench } from '@/components/create/Workbench';
import type { Change } from '@/utils/db';
import { NO_CAPS, type Draft, type Job, type Source } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { aConnection, aSource } from '../samples';
import { SETTINGS } from './still-bench';
import { buttonOf, press, show, useScreen } from './screen';
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

const source: Source = aSource();
const draft = {
  windowId: 1,
  at: 1,
  gesture: 'selection',
  state: { kind: 'ready', source },
} as unknown as Draft;

/** A bench whose store takes no job while `full` says so. */
async function bench(change: { settings?: Partial<Preferences>; isLedgerSlow?: boolean } = {}) {
  const world = { added: [] as Job[], full: false, freshened: [] as string[] };
  const listeners = new Set<(change: Change) => void>();
  const services = {
    privacy: 'ordinary',
    wake: async () => undefined,
    tellJob: async () => undefined,
    freshenModels: async (id: string) => void world.freshened.push(id),
    onProgress: () => () => undefined,
    onChange: (listener: (change: Change) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    store: {
      connections: { all: async () => [aConnection({ usdPerSecond: 0.1 })] },
      models: { all: async () => [] },
      caps: { get: async () => NO_CAPS },
      ledger: { since: () => (change.isLedgerSlow ? new Promise(() => undefined) : Promise.resolve([])) },
      queue: { paused: async () => false },
      images: { get: async () => undefined },
      stills: { open: async () => undefined },
      clips: { durationsOf: async () => [], get: async () => undefined },
      jobs: {
        get: async (id: string) => world.added.find((job) => job.id === id),
        recent: async () => world.added,
        add: async (job: Job) => {
          if (world.full) throw new Error('full');
          world.added.unshift(job);
        },
      },
    },
  };
  const draw = (settings: Preferences) =>
    show(
      <Workbench
        draft={draft}
        source={source}
        settings={settings}
        onSettings={() => undefined}
        onRemove={() => undefined}
        onShown={() => undefined}
      />,
      services,
    );
  const settings = { ...SETTINGS, ...change.settings };
  await draw(settings);
  await act(() => vi.dynamicImportSettled());
  return {
    world,
    choose: (patch: Partial<Preferences>) => draw({ ...settings, ...patch }),
    becomes: (next: Partial<Job>) =>
      act(async () => {
        const [job, ...others] = world.added;
        if (!job) throw new Error('there is no job');
        world.added = [{ ...job, rev: job.rev + 1, ...next }, ...others];
        for (const tell of listeners) tell({ kind: 'job', id: job.id });
      }),
  };
}

const card = () => document.querySelector('dialog');
const make = () => document.querySelector<HTMLButtonElement>('button.make')!;
const send = () => document.querySelector<HTMLButtonElement>('dialog .button-accent')!;

test('an order to a service goes by way of the card, and two clicks on it are one order', async () => {
  const { world } = await bench();
  await act(async () => make().click());
  expect(card()?.textContent).toContain('clip-2');
  expect(world.added).toEqual([]);
  const button = send();
  await act(async () => {
    button.click();
    button.click();
  });
  expect(world.added).toHaveLength(1);
  expect(card()).toBeNull();
});

test('an order that could not be written down is looked at again before it is sent: it may be another by then', async () => {
  const { world, choose } = await bench();
  world.full = true;
  await act(async () => make().click());
  await act(async () => send().click());
  expect(world.added).toEqual([]);
  world.full = false;
  await choose({ videoSeconds: 12 });
  await press('Try again');
  expect(world.added).toEqual([]);
  expect(card()?.textContent).toContain('$1.20');
  await act(async () => send().click());
  expect(world.added).toHaveLength(1);
  expect(world.added[0]?.request).toMatchObject({ seconds: 12, estimate: { usd: 1.2 } });
});

test('what failed on this device is not tried again at a service that was chosen meanwhile', async () => {
  const { world, choose, becomes } = await bench({ settings: { madeBy: 'on-device' } });
  await act(async () => make().click());
  expect(world.added).toHaveLength(1);
  await becomes({ state: 'failed', problem: 'render-error' });
  expect(buttonOf('Try again')).toBeDefined();
  await choose({ madeBy: 'connection-1' });
  expect(() => buttonOf('Try again')).toThrow();
  expect(world.added).toHaveLength(1);
});

test('nothing is sent, or about to be, before its price can be told', async () => {
  const { world } = await bench({ isLedgerSlow: true });
  await act(async () => make().click());
  expect(card()).toBeNull();
  expect(make().getAttribute('aria-disabled')).toBe('true');
  expect(world.added).toEqual([]);
});

test('a bench has what its service lists looked at again when it is shown, and once an hour while it stays', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const { world, choose } = await bench();
    expect(world.freshened).toEqual(['connection-1']);
    vi.advanceTimersByTime(3 * 3600_000);
    expect(world.freshened).toHaveLength(4);
    await choose({ madeBy: 'on-device' });
    vi.advanceTimersByTime(3 * 3600_000);
    expect(world.freshened).toHaveLength(4);
  } finally {
    vi.useRealTimers();
  }
});
