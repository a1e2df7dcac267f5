import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection, Job, ListedModels, ModelCard, ServerReport } from '@/utils/domain';
import { connecting, type ConnectingPorts } from '@/utils/connecting';
import { aConnection, aServiceJob, aVideosRequest } from '../samples';
import { Browser, emptyVaultForEachTest, KEY, ORIGIN, PASSPHRASE } from '../keys/rig';

emptyVaultForEachTest();

const OK: ServerReport = { answer: 'ok', models: [], cards: [], lists: false };
const baseUrl = `${ORIGIN}/v1`;
const connection = aConnection({ id: 'connection-1', baseUrl, chatModel: 'chat-1' });

function rig() {
  const browser = new Browser();
  const vault = browser.vault();
  const rows = new Map<string, Connection>([[connection.id, connection]]);
  const ports = {
    connections: {
      all: async () => [...rows.values()],
      get: async (id: string) => rows.get(id),
      put: async (row: Connection) => void rows.set(row.id, row),
      remove: async (id: string) => void rows.delete(id),
    },
    caps: { set: vi.fn(() => Promise.resolve()) },
    models: {
      all: async () => [] as ListedModels[],
      put: vi.fn<(listed: ListedModels) => Promise<void>>(() => Promise.resolve()),
    },
    jobs: { held: vi.fn<() => Promise<Job[]>>(async () => []), open: async () => [] },
    vault,
    probe: vi.fn<ConnectingPorts['probe']>(() => Promise.resolve(OK)),
    ask: vi.fn<ConnectingPorts['ask']>(() => Promise.resolve({ kind: 'needs-key' as const })),
    mayBuy: vi.fn(() => true),
    list: async () => null,
    takeTurn: async () => true,
    resume: vi.fn<ConnectingPorts['resume']>(async () => true),
    atRest: async () => undefined,
    sweepAt: () => undefined,
    now: () => browser.time,
  };
  return { ports, vault, browser, settle: connecting(ports) };
}

const wish = { connectionId: 'connection-1', baseUrl, key: KEY, keep: 'stored' } as const;
const test = { connectionId: 'connection-1', kind: 'openai-videos', preset: 'custom', baseUrl } as const;

describe('a key', () => {
  let at: ReturnType<typeof rig>;
  beforeEach(() => void (at = rig()));

  it('is told to nobody but the address that it was saved for', async () => {
    await at.settle.saveKey(wish);
    await at.settle.testService({ ...test, key: null });
    await at.settle.testService({ ...test, key: null, baseUrl: 'https://elsewhere.example/v1' });
    await at.settle.testService({ ...test, key: null, baseUrl: 'http://api.example.com/v1' });
    expect(at.ports.probe.mock.calls.map(([, key]) => key)).toEqual([
      { kind: 'key', key: KEY },
      { kind: 'none' },
      { kind: 'none' },
    ]);
  });

  it('that is saved while the background starts is not swept for the want of its connection, which comes after it', async () => {
    const fresh = { ...wish, connectionId: 'connection-2' };
    const started = Promise.all([at.vault.lockWhenDue(), at.settle.sweepKeys()]);
    expect(await at.settle.saveKey(fresh)).toMatchObject({ ok: true });
    await at.settle.saveConnection(aConnection({ id: 'connection-2', baseUrl }));
    await started;
    expect(await at.vault.get('connection-2', baseUrl)).toEqual({ kind: 'key', key: KEY });
  });

  it('is neither kept nor locked up from a private window, which shares the memory of the lock', async () => {
    at.ports.mayBuy.mockReturnValue(false);
    await expect(at.settle.saveKey(wish)).rejects.toThrow();
    await expect(at.settle.tellLock({ do: 'set', passphrase: PASSPHRASE })).rejects.toThrow();
    expect(await at.vault.lockState()).toMatchObject({ set: false, open: false });
  });

  it('sets what waited for it going when it is there, and when it is unlocked, and at no other time', async () => {
    const waiting = (id: string, problem: Job['problem'], connectionId = 'connection-1') =>
      aServiceJob({ id, problem, state: 'paused', request: aVideosRequest({ connectionId, baseUrl }) });
    await at.ports.connections.put(aConnection({ id: 'connection-2', baseUrl }));
    at.ports.jobs.held.mockResolvedValue([
      waiting('keyless', 'needs-key'),
      waiting('locked', 'key-locked'),
      waiting('of-another', 'needs-key', 'connection-2'),
      waiting('without-credit', 'no-credit'),
    ]);
    const resumed = () => [...new Set(at.ports.resume.mock.calls.map(([id]) => id))];
    const over = async () =>
      void (await vi.waitFor(() => expect(at.ports.jobs.held.mock.calls.length % 2).toBe(0)));
    await at.settle.saveKey({ ...wish, key: 'no key' });
    await over();
    expect(resumed()).toEqual([]);
    await at.settle.saveKey(wish);
    await vi.waitFor(() => expect(resumed()).toEqual(['keyless', 'locked']));
    await over();
    at.ports.resume.mockClear();
    await at.settle.tellLock({ do: 'set', passphrase: PASSPHRASE });
    await at.settle.tellLock({ do: 'lock' });
    await at.settle.tellLock({ do: 'minutes', minutes: 60 });
    expect(await at.settle.tellLock({ do: 'unlock', passphrase: 'another one' })).toBe('wrong');
    expect(resumed()).toEqual([]);
    expect(await at.settle.tellLock({ do: 'unlock', passphrase: PASSPHRASE })).toBe('open');
    await vi.waitFor(() => expect(resumed()).toEqual(['locked']));
  });
});

describe('what a service lists', () => {
  const report = { ...OK, cards: [{ id: 'model-1' } as ModelCard] };

  it('is kept for the address that is saved', async () => {
    const { settle, ports, browser } = rig();
    ports.probe.mockResolvedValue(report);
    await settle.testService({ ...test, key: null });
    expect(ports.models.put.mock.calls).toEqual([
      [{ connectionId: 'connection-1', at: browser.time, cards: report.cards }],
    ]);
  });

  it.each([
    ['at another address than the saved one', { ...test, baseUrl: 'https://elsewhere.example/v1' }],
    ['for a connection that is not saved', { ...test, connectionId: null }],
    ['for one that was removed meanwhile', { ...test, connectionId: 'connection-2' }],
  ])('%s is shown and not kept', async (_, asked) => {
    const { settle, ports } = rig();
    ports.probe.mockResolvedValue(report);
    expect(await settle.testService({ ...asked, key: KEY })).toEqual(report);
    expect(ports.models.put).not.toHaveBeenCalled();
  });
});

it('a chat model is asked at the address of its connection, and never without a model', async () => {
  const { ports, settle } = rig();
  const question = { kind: 'edit', plan: {} as never, sentence: 'at night' } as const;
  const { signal } = new AbortController();
  await settle.askWriter({ connectionId: 'connection-1', wish: question }, signal);
  expect(ports.ask.mock.calls[0]).toEqual([connection, { kind: 'none' }, question, signal]);
  await settle.saveConnection({ ...connection, chatModel: '' });
  expect(await settle.askWriter({ connectionId: 'connection-1', wish: question }, signal)).toEqual({
    kind: 'no-connection',
  });
  expect(ports.ask).toHaveBeenCalledOnce();
});

it('goes out without a card only as long as there is a limit', async () => {
  const { settle, ports } = rig();
  await ports.connections.put(aConnection({ id: 'connection-1', quick: true }));
  await settle.saveCaps({ clip: 1, day: null, month: null });
  expect((await ports.connections.get('connection-1'))?.quick).toBe(true);
  await settle.saveCaps({ clip: null, day: null, month: null });
  expect((await ports.connections.get('connection-1'))?.quick).toBe(false);
});
