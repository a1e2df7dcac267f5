/** Crash points with more to them than one stop and one death; see crash-points.chromium.test.ts for the others. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clip, Job } from '@/utils/domain';
import { Rig } from '../chaos/rig';
import { startVideoServer, type VideoServer } from '../servers/videos';
import { readStore, until } from './drivers/extension';
import { openDesk } from './drivers/desk';

let server: VideoServer;
let rig: Rig;
beforeAll(async () => {
  server = await startVideoServer({ jobMs: 0 });
  rig = await Rig.start('chromium', server.baseUrl);
});
afterAll(async () => {
  await rig.close();
  await server.close();
});

const jobOf = (prompt: string) => server.journal.jobs().find((job) => job.prompt === prompt);
const polled = (prompt: string): Promise<unknown> =>
  server.journal.until((entry) => entry.phase === 'poll' && entry.jobId === jobOf(prompt)?.id);
const promptOf = ({ record }: Clip): string =>
  record.request.providerId === 'openai-videos' ? record.request.prompt : '';
const clipsOf = async (prompt: string): Promise<Clip[]> =>
  (await rig.desk.clips()).filter((clip) => promptOf(clip) === prompt);
const lastAttempt = ({ attempts }: Job) => attempts.at(-1);

describe('an order', () => {
  it('C02: is carried out though the view died before it could say so', async () => {
    const id = randomUUID();
    await rig.desk.add({ id, prompt: 'C02', baseUrl: server.baseUrl });
    await rig.driver.kill9();
    await rig.revive();
    await rig.reaches(id, 'saved');
    expect(server.journal.posts('C02')).toBe(1);
  });

  it('C03: that arrives twice, in two windows at once, is one order', async () => {
    const other = await openDesk(rig.driver);
    const order = { id: randomUUID(), prompt: 'C03', baseUrl: server.baseUrl };
    const answers = await Promise.all([
      rig.desk.place(order),
      other.place(order),
      rig.desk.place(order),
      other.place(order),
    ]);
    expect(answers.toSorted()).toEqual(['added', 'exists', 'exists', 'exists']);
    await rig.reaches(order.id, 'saved');
    expect(server.journal.posts('C03')).toBe(1);
    await other.close();
  });

  it('C18: that the browser sent twice by itself becomes two clips, and the user is told', async () => {
    const reusing = await startVideoServer({ jobMs: 0, keepAlive: true });
    try {
      const place = async (prompt: string): Promise<string> => {
        const id = randomUUID();
        await rig.desk.place({ id, prompt, baseUrl: reusing.baseUrl });
        return id;
      };
      // A connection that has carried something before is what a browser sends again on.
      await rig.reaches(await place('C18 before'), 'saved');
      const prompt = 'C18 [[cut-reused]]';
      const id = await place(prompt);
      await rig.reaches(id, 'saved');
      expect(reusing.journal.created(prompt)).toBe(2);
      const clips = await until('both clips', async () => {
        const found = await clipsOf(prompt);
        return found.length === 2 ? found : undefined;
      });
      const made = reusing.journal.jobs().filter((job) => job.prompt === prompt);
      expect(clips.map(({ record }) => record.handle).toSorted()).toEqual(
        made.map((job) => job.id).toSorted(),
      );
      expect((await rig.desk.jobs()).filter(({ twinOf }) => twinOf === id)).toHaveLength(1);
    } finally {
      await reusing.close();
    }
  });

  it('C35: that was to be canceled when the background died, and could not be, is kept', async () => {
    const prompt = 'C35 [[takes:2500]]';
    const id = await rig.order(prompt);
    await rig.reaches(id, 'running');
    await rig.desk.stopAt('C35');
    await rig.desk.tell({ id, event: { type: 'cancel' } });
    await rig.desk.reached('C35');
    await rig.die('worker');
    const job = await rig.reaches(id, 'canceled', 'saved');
    // OpenAI has no cancel: what was paid for is fetched all the same.
    expect(job).toMatchObject({ state: 'saved' });
    expect(job.cancelAnswer).not.toBeNull();
  });

  it('C36: that was given up while it was fetched leaves no pieces, and its line in the ledger', async () => {
    const prompt = 'C36 [[bytes:12000000]] [[stuck-at:6000000]]';
    const id = await rig.order(prompt);
    await until('a piece', async () => (await readStore(rig.desk.tab, 'pieces')).length > 0);
    await rig.desk.tell({ id, event: { type: 'give-up' } });
    await rig.reaches(id, 'canceled');
    await rig.die('worker');
    server.control.release();
    await until('the pieces to be gone', async () => (await readStore(rig.desk.tab, 'pieces')).length === 0);
    const row = (await rig.desk.ledger()).find(({ jobId }) => jobId === id);
    expect(row).toMatchObject({ handle: jobOf(prompt)?.id, verdict: 'unknown' });
    expect(await clipsOf(prompt)).toEqual([]);
  });

  it('C45: whose key is refused on the way waits for another, with its number kept', async () => {
    const prompt = 'C45 [[takes:1500]]';
    const id = await rig.order(prompt);
    await rig.reaches(id, 'running');
    server.control.arm('401@poll*all', { match: 'C45' });
    const paused = await rig.reaches(id, 'paused');
    expect(paused.problem).toBe('needs-key');
    await rig.die('worker');
    server.control.disarm();
    await rig.desk.tell({ id, event: { type: 'resume' } });
    expect(lastAttempt(await rig.reaches(id, 'saved'))?.handle).toBe(jobOf(prompt)?.id);
    expect(server.journal.posts(prompt)).toBe(1);
  });

  it('C47: whose answer came while the computer slept is found', async () => {
    const prompt = 'C47 [[hold-answer]]';
    const id = await rig.order(prompt);
    await until('the job at the server', () => jobOf(prompt));
    process.kill(rig.driver.pid, 'SIGSTOP');
    try {
      server.control.cutAll();
    } finally {
      process.kill(rig.driver.pid, 'SIGCONT');
    }
    await rig.desk.wake();
    expect(lastAttempt(await rig.reaches(id, 'saved'))?.handle).toBe(jobOf(prompt)?.id);
    expect(server.journal.posts(prompt)).toBe(1);
  });

  it('C44: goes on after the extension was switched off and on', async () => {
    const prompt = 'C44 [[takes:1200]]';
    const id = await rig.order(prompt);
    await polled(prompt);
    await rig.driver.setEnabled(false);
    await rig.driver.setEnabled(true);
    rig.desk = await openDesk(rig.driver);
    await rig.desk.wake();
    await rig.reaches(id, 'saved');
    expect(server.journal.posts(prompt)).toBe(1);
  });

  it('C50: reaches the same end through deaths within recovery', async () => {
    const prompt = 'C50';
    await rig.desk.stopAt('C12');
    const id = await rig.order(prompt);
    await rig.desk.reached('C12');
    for (const point of ['before-unknown', 'before-running', 'after-running', 'before-downloading', 'C29']) {
      await rig.desk.stopAt(point);
      await rig.die('worker');
      await rig.desk.reached(point);
    }
    await rig.die('worker');
    const job = await rig.reaches(id, 'saved');
    expect(job.attempts).toHaveLength(1);
    expect({ posts: server.journal.posts(prompt), clips: (await clipsOf(prompt)).length }).toEqual({
      posts: 1,
      clips: 1,
    });
  });

  // Last: Chromium writes permissions down some seconds late, and a browser that is killed before forgets them.
  it('C46: whose server the browser may not reach any more waits until it may', async () => {
    const prompt = 'C46 [[takes:1500]]';
    const id = await rig.order(prompt);
    await rig.reaches(id, 'running');
    await rig.driver.allowHosts(false);
    const paused = await rig.reaches(id, 'paused');
    expect(paused.problem).toBe('needs-permission');
    await rig.driver.allowHosts(true);
    await rig.desk.tell({ id, event: { type: 'resume' } });
    await rig.reaches(id, 'saved');
    expect(server.journal.posts(prompt)).toBe(1);
  });
});
