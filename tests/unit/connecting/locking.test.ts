/** The lock before the keys, and work that is under way behind it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyVaultForEachTest, PASSPHRASE, vaultWithPassphrase } from '../keys/rig';
import { Background, emptyStore, OLD_KEY } from './background';

emptyVaultForEachTest();

let at: Background;

const isOpen = async () => (await at.vault.lockState()).open;
const unlock = () => at.settle.tellLock({ do: 'unlock', passphrase: PASSPHRASE });

/** An order under way, whose key locks after a quarter of an hour without use. */
beforeEach(async () => {
  const store = await emptyStore();
  const { promise, begin } = prepared();
  at = new Background(store, begin);
  await promise();
  await at.connect(OLD_KEY, {}, 'passphrase');
  await at.order();
  expect(await at.job()).toMatchObject({ state: 'running', problem: null });
});

/** The vault is made within a constructor, and its passphrase set afterwards. */
function prepared() {
  let setting: Promise<unknown> = Promise.resolve();
  return {
    begin: (browser: Background['browser']) => {
      const vault = browser.vault();
      setting = vaultWithPassphrase(browser);
      return vault;
    },
    promise: () => setting,
  };
}

describe('a key behind the passphrase', () => {
  it('locks in the middle of a job, however often that is asked about', async () => {
    for (let minute = 1; minute < 15; minute += 1) {
      await at.later(1);
      expect(await isOpen()).toBe(true);
    }
    const asked = at.service.asked.length;
    expect(asked).toBeGreaterThan(10);
    await at.later(1);
    expect(await isOpen()).toBe(false);
    expect(await at.job()).toMatchObject({ state: 'paused', problem: 'key-locked', resumeTo: 'running' });
    expect(at.service.asked).toHaveLength(asked);
  });

  it('lets the job go on by itself to its clip when it is unlocked, without a second order', async () => {
    await at.later(15);
    expect((await at.job()).problem).toBe('key-locked');
    at.service.status = 'completed';
    await at.later(60);
    expect((await at.job()).state).toBe('paused');
    expect(await unlock()).toBe('open');
    await at.becomes('saved');
    expect(at.service.posts).toBe(1);
  });

  it('unlocked in the very moment in which a job finds it locked, lets that one go on as well', async () => {
    at.browser.minutesPass(15);
    const { move, held } = at.store.jobs;
    let seen = 0;
    const read = new Promise<void>((resolve) => {
      at.store.jobs.held = async () => {
        const jobs = await held();
        if ((seen += 1) === 1) resolve();
        return jobs;
      };
    });
    // Between what the vault said and what is written of it: who waits was read, and it was not among them.
    at.store.jobs.move = async (write) => {
      if (write.job.problem === 'key-locked' && seen === 0) {
        expect(await unlock()).toBe('open');
        await read;
      }
      return move(write);
    };
    at.service.status = 'completed';
    await at.look();
    Object.assign(at.store.jobs, { move, held });
    expect(seen).toBeGreaterThan(0);
    await at.becomes('saved');
  });

  it('that locks before the file is fetched lets it be fetched when it is unlocked', async () => {
    at.service.status = 'completed';
    at.service.meanwhile = () => at.browser.minutesPass(15);
    await at.later(1);
    expect(await at.job()).toMatchObject({ problem: 'key-locked', resumeTo: 'downloading' });
    at.service.meanwhile = () => undefined;
    await unlock();
    await at.becomes('saved');
  });

  it('is kept open by orders and by acts of the user', async () => {
    await at.later(14);
    await at.store.jobs.add({ ...(await at.job()), id: 'job-2', state: 'queued', attempts: [], order: 2 });
    await at.look();
    expect(at.service.posts).toBe(2);
    await at.later(14);
    expect(await isOpen()).toBe(true);
    const connection = (await at.store.connections.get('old'))!;
    await at.settle.testService({ ...connection, connectionId: 'old', key: null });
    await at.later(14);
    expect(await isOpen()).toBe(true);
    await at.settle.saveConnection({ ...connection, chatModel: 'chat-1' });
    const wish = { kind: 'edit', plan: {} as never, sentence: 'at night' } as const;
    await at.settle.askWriter({ connectionId: 'old', wish }, new AbortController().signal);
    await at.later(14);
    expect(await isOpen()).toBe(true);
    await at.later(1);
    expect(await isOpen()).toBe(false);
  });
});
