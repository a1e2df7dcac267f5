import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Job } from '@/utils/domain';
import { anAttempt, aServiceJob } from '../samples';

const GENERATION = '6f6d5bbd-4bd5-4a0c-9c1e-2b1e7a1c0001';

const paid = (id: string, handle = `video-${id}`): Job =>
  aServiceJob({ id, state: 'running', attempts: [anAttempt({ id: `a-${id}`, handle })] });

/** As a background that just woke up has it. */
async function wokenUp() {
  vi.resetModules();
  return import('@/utils/platform/mirror');
}

beforeEach(() => fakeBrowser.reset());

describe('the mirror', () => {
  it('gives back what was written, after the background has died', async () => {
    await (await wokenUp()).writeMirror([paid('1'), aServiceJob({ id: 'unsent' })], GENERATION);
    const mirror = await (await wokenUp()).readMirror();
    expect(mirror?.generation).toBe(GENERATION);
    expect(mirror?.jobs.map(({ jobId, handle, state }) => [jobId, handle, state])).toEqual([
      ['1', 'video-1', 'running'],
    ]);
  });

  it('knows nothing before anything was written', async () => {
    expect(await (await wokenUp()).readMirror()).toBeUndefined();
  });

  it('is written only when it changes', async () => {
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    const first = await wokenUp();
    await first.writeMirror([paid('1')], GENERATION);
    await first.writeMirror([{ ...paid('1'), rev: 5, percent: 40 }], GENERATION);
    await (await wokenUp()).writeMirror([paid('1')], GENERATION);
    expect(set).toHaveBeenCalledTimes(1);
    await first.writeMirror([{ ...paid('1'), state: 'ready' }], GENERATION);
    await first.writeMirror([], GENERATION);
    await first.writeMirror([], 'another');
    expect(set).toHaveBeenCalledTimes(4);
  });

  it('leaves out what does not parse, and believes nothing that is no mirror', async () => {
    await (await wokenUp()).writeMirror([paid('1')], GENERATION);
    const { mirror } = (await fakeBrowser.storage.local.get('mirror')) as { mirror: { jobs: unknown[] } };
    const jobs = [...mirror.jobs, { jobId: 7 }, null, { ...(mirror.jobs[0] as object), seconds: 'many' }];
    await fakeBrowser.storage.local.set({ mirror: { ...mirror, jobs } });
    expect((await (await wokenUp()).readMirror())?.jobs).toHaveLength(1);
    for (const junk of ['text', 7, { generation: 7, jobs: [] }, { generation: 'x', jobs: 'y' }]) {
      await fakeBrowser.storage.local.set({ mirror: junk });
      expect(await (await wokenUp()).readMirror()).toBeUndefined();
    }
  });

  it('stays small, and keeps what has a handle first', async () => {
    const many = Array.from({ length: 600 }, (_, i) => paid(`${i}`, i < 550 ? '' : `video-${i}`));
    const { readMirror, writeMirror } = await wokenUp();
    await writeMirror(many, GENERATION);
    const mirror = await readMirror();
    expect(JSON.stringify(mirror).length).toBeLessThan(100_000);
    expect(mirror?.jobs.length).toBeGreaterThan(150);
    expect(mirror?.jobs.filter(({ handle }) => handle !== '')).toHaveLength(50);
  });
});
