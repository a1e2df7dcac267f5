/**
 * The background's part that has to do with keys, wired as it is there: the real store, vault, runner and providers,
 * a clock that the test turns, and OpenRouter in the place of the network.
 */
import { vi } from 'vitest';
import { connecting } from '@/utils/connecting';
import { openStore, type Store } from '@/utils/db';
import type { Connection, Job, KeyKeep } from '@/utils/domain';
import { Runner } from '@/utils/jobs';
import type { KeyVault } from '@/utils/keys';
import { listModels, serviceProviders, type ServicePorts } from '@/utils/providers/runtime';
import { quietPorts } from '../jobs/quiet-ports';
import { Browser } from '../keys/rig';
import { anMp4, file, json } from '../providers/kit';
import { aConnection, aServiceJob, aVideosRequest, someMedia } from '../samples';

export const ORIGIN = 'https://openrouter.ai';
export const BASE = `${ORIGIN}/api/v1`;
export const OLD_KEY = 'sk-or-CANARY-old-1111';
export const NEW_KEY = 'sk-or-CANARY-new-2222';

/** OpenRouter with one account; `keys`: those it takes. */
export class OpenRouter {
  keys = new Set([OLD_KEY, NEW_KEY]);
  status = 'in_progress';
  posts = 0;
  /** What was asked, with the key it came with; empty: with none. */
  readonly asked: { url: string; key: string }[] = [];
  list: () => Response | Promise<Response> = () => json({ data: [] });
  /** Happens before a call is answered. */
  meanwhile: () => void = () => undefined;

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const url = String(input);
    const key = (new Headers(init.headers).get('authorization') ?? '').replace('Bearer ', '');
    this.asked.push({ url, key });
    if (url.endsWith('/videos/models')) return this.list();
    this.meanwhile();
    if (!this.keys.has(key))
      return json({ error: { code: 401, message: 'User not found.' } }, { status: 401 });
    if (init.method === 'POST') {
      this.posts += 1;
      return json({ id: 'gen-vid-1', status: 'pending' }, { status: 202 });
    }
    if (url.endsWith('/content?index=0')) return file(anMp4(5000));
    return json({ status: this.status, usage: { cost: 0.8 } });
  };
}

export class Background {
  readonly browser = new Browser();
  readonly service = new OpenRouter();
  readonly alarms: number[] = [];
  readonly store: Store;
  readonly vault: KeyVault;
  readonly runner: Runner;
  readonly settle: ReturnType<typeof connecting>;

  constructor(store: Store, vault?: (browser: Browser) => KeyVault) {
    const now = () => this.browser.time;
    this.store = store;
    this.vault = vault?.(this.browser) ?? this.browser.vault();
    const services: ServicePorts = {
      fetch: this.service.fetch,
      hasHost: () => Promise.resolve(true),
      connection: (id) => store.connections.get(id),
      keyFor: (place, isUse) => this.settle.keyFor(place, isUse),
      picture: () => Promise.resolve(null),
      now,
    };
    const providers = serviceProviders(services);
    this.runner = new Runner({
      store,
      provider: ({ providerId }) => {
        if (providerId === 'on-device') throw new Error('no order of a service');
        return providers[providerId];
      },
      inspector: {
        verify: () => Promise.resolve({ kind: 'valid', media: someMedia({ bytes: 5000 }) }),
        poster: () => Promise.resolve(true),
      },
      now,
      ...quietPorts(store),
    });
    this.settle = connecting({
      connections: store.connections,
      caps: store.caps,
      models: store.models,
      jobs: store.jobs,
      vault: this.vault,
      probe: () => Promise.resolve({ answer: 'ok', models: [], cards: [], lists: false }),
      list: (connection) => listModels(connection, services),
      takeTurn: (...turn) => store.takeTurn(...turn),
      ask: () => Promise.resolve({ kind: 'no-connection' }),
      mayBuy: () => true,
      resume: (id) => this.runner.tell(id, { type: 'resume' }),
      atRest: () => this.runner.run(),
      sweepAt: (at) => void this.alarms.push(at),
      now,
    });
  }

  /** A look of the background, and what it does afterwards. */
  async look(): Promise<void> {
    await this.runner.run();
    await this.settle.sweepKeys();
  }

  /** As the settings do it: the key, then what may use it. */
  async connect(key: string, change: Partial<Connection> = {}, keep: KeyKeep = 'stored'): Promise<void> {
    const connection = aConnection({ id: 'old', kind: 'openrouter', baseUrl: BASE, ...change });
    const { id: connectionId, baseUrl } = connection;
    const saved = await this.settle.saveKey({ connectionId, baseUrl, key, keep });
    if (!saved.ok) throw new Error(saved.reason);
    await this.settle.saveConnection(connection);
    await this.settle.sweepKeys();
  }

  async remove(id = 'old'): Promise<void> {
    await this.settle.removeConnection(id);
    await this.settle.sweepKeys();
  }

  /** An order on its way: it has been sent, and OpenRouter is at it. */
  async order(): Promise<void> {
    const request = aVideosRequest({ providerId: 'openrouter', connectionId: 'old', baseUrl: BASE });
    await this.store.jobs.add(aServiceJob({ request }));
    await this.look();
  }

  /** The next look falls due, so much later. */
  async later(minutes: number): Promise<void> {
    this.browser.minutesPass(minutes);
    await this.look();
  }

  async job(): Promise<Job> {
    const job = await this.store.jobs.get('job-1');
    if (!job) throw new Error('there is no job');
    return job;
  }

  /** Once what nobody waits for is over. */
  async becomes(state: Job['state']): Promise<void> {
    await vi.waitFor(async () => {
      const { state: now, problem } = await this.job();
      if (now !== state) throw new Error(`it is ${now} (${problem})`);
    });
  }
}

/** An empty database. */
export async function emptyStore(): Promise<Store> {
  const store = openStore();
  await store.close();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('pagereel').addEventListener('success', resolve);
  });
  return store;
}
