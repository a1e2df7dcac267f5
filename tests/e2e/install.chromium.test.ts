/**
 * A package that is really installed: only there do updates, start-up and alarms behave as they do for a user. In all of
 * it one order is one POST.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rig } from '../chaos/rig';
import { startVideoServer, type VideoServer } from '../servers/videos';
import { openDesk } from './drivers/desk';
import { until } from './drivers/extension';
import { faultBuild } from './drivers/fault-build';
import { installByPolicy, noPrivateMounts, type Installation } from './drivers/policy';

declare const chrome: {
  runtime: {
    getManifest(): { version: string };
    requestUpdateCheck(): Promise<unknown>;
    onUpdateAvailable: { addListener(listener: (details: { version: string }) => void): void };
  };
  alarms: { create(name: string, when: { periodInMinutes: number }): Promise<void> };
};

const refused = noPrivateMounts();
if (refused) console.warn(`Not run, since a process here may have no mounts of its own: ${refused}`);

let server: VideoServer;
beforeAll(async () => {
  server = await startVideoServer({ jobMs: 0 });
});
afterAll(() => server.close());

const jobOf = (prompt: string) => server.journal.jobs().find((job) => job.prompt === prompt);
/** The next time that the job is asked for, or its file, after what has come so far. */
function askedAgain(prompt: string): Promise<unknown> {
  const sofar = server.journal.entries.length;
  const job = jobOf(prompt)?.id;
  return server.journal.until(({ n, phase, jobId }) => n >= sofar && phase === 'poll' && jobId === job);
}
const fetched = (prompt: string): Promise<unknown> =>
  server.journal.until(
    ({ phase, jobId, done }) => phase === 'content' && done && jobId === jobOf(prompt)?.id,
  );

describe.skipIf(refused)('an installed package', () => {
  let installation: Installation;
  let rig: Rig;
  beforeAll(async () => {
    installation = await installByPolicy(await faultBuild('chromium'), '1.0.0');
    rig = await Rig.start('chromium', server.baseUrl, { installed: installation });
  });
  afterAll(async () => {
    await rig.close();
    await installation.close();
  });

  /** Places an order and leaves: no page of the extension is open when this is over. */
  async function orderAndLeave(prompt: string): Promise<string> {
    const id = await rig.order(prompt);
    await rig.reaches(id, 'running');
    await rig.desk.close();
    return id;
  }
  /** Opens a page again and looks for the clip. */
  async function expectSaved(id: string, prompt: string): Promise<void> {
    rig.desk = await openDesk(rig.driver);
    const job = await rig.reaches(id, 'saved');
    expect(job.attempts.map(({ handle }) => handle)).toEqual([jobOf(prompt)?.id]);
    expect(await rig.desk.digest(job.clipId ?? '')).toBe(jobOf(prompt)?.sha256);
    expect(server.journal.posts(prompt)).toBe(1);
  }
  const version = (): Promise<string> => rig.driver.background(() => chrome.runtime.getManifest().version);
  /** The worker may be asked just as it is ended, and then does not answer. */
  const isVersion = (wanted: string): Promise<unknown> =>
    until(`version ${wanted}`, async () => (await version()) === wanted, 30_000);

  it('C42: goes on with a job after an update in the middle of it', async () => {
    const prompt = 'C42 [[takes:4000]]';
    const id = await orderAndLeave(prompt);
    installation.offer('1.0.1');
    const again = askedAgain(prompt);
    await rig.driver.lookForUpdates();
    await again;
    await isVersion('1.0.1');
    await fetched(prompt);
    await expectSaved(id, prompt);
  });

  it('lets an update wait while somebody looks, then applies it by itself, with a job at a service', async () => {
    const prompt = 'Update [[takes:5000]]';
    const id = await rig.order(prompt);
    await rig.reaches(id, 'running');
    installation.offer('1.0.2');
    expect(await rig.desk.tab.evaluate(updateReady)).toBe('1.0.2');
    expect(await version()).toBe('1.0.1');
    await rig.desk.close();
    await isVersion('1.0.2');
    await fetched(prompt);
    await expectSaved(id, prompt);
  });

  it('C43: goes on with a job at the start of a browser that was killed, with no page of it opened', async () => {
    const prompt = 'C43 installed [[takes:3000]]';
    const id = await orderAndLeave(prompt);
    await rig.driver.kill9();
    const again = askedAgain(prompt);
    rig.driver = await rig.driver.relaunch();
    await again;
    await fetched(prompt);
    await expectSaved(id, prompt);
  });
});

describe('the heartbeat', () => {
  it('alone brings back a background that died while a job was under way', async () => {
    const rig = await Rig.start('chromium', server.baseUrl);
    try {
      const prompt = 'Heartbeat [[takes:3000]]';
      const id = await rig.order(prompt);
      await rig.reaches(id, 'running');
      // The extension's own alarm, which is there already, with a shorter period than a minute.
      await rig.desk.tab.evaluate(() =>
        chrome.alarms.create('pagereel-heartbeat', { periodInMinutes: 0.05 }),
      );
      await rig.driver.killBackground();
      await fetched(prompt);
      await rig.reaches(id, 'saved');
      expect(server.journal.posts(prompt)).toBe(1);
    } finally {
      await rig.close();
    }
  });
});

/** Runs in a page of the extension: has the browser look for an update, and answers with the one that then waits. */
function updateReady(): Promise<string> {
  return new Promise((resolve, reject) => {
    chrome.runtime.onUpdateAvailable.addListener(({ version }) => resolve(version));
    chrome.runtime.requestUpdateCheck().catch(reject);
  });
}
