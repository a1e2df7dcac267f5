/** A full disk and damaged database files, for real: nothing that exists is lost by us, and nothing is paid for twice. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { Rig } from '../chaos/rig';
import { startVideoServer } from '../servers/videos';
import { CHROMIUM_DAMAGES } from './drivers/damage';
import { mountSmallDisk } from './drivers/small-disk';
import { damaged, BEGUN_ANEW, GOES_ON, UNOPENED, WHOLE } from './storage-trouble.suite';

const MB = 1_000_000;

describe('a full disk', () => {
  it('C37: holds an order up and loses nothing of it', async (context) => {
    const disk = mountSmallDisk(1000 * MB);
    // Nobody but root may mount: then there is no disk to fill.
    if ('refused' in disk) return context.skip(`no disk of its own can be mounted here: ${disk.refused}`);
    onTestFinished(() => disk.close());
    const server = await startVideoServer({ jobMs: 0 });
    onTestFinished(() => server.close());
    const rig = await Rig.start('chromium', server.baseUrl, { profile: disk.profile });
    onTestFinished(() => rig.close());

    const before = await rig.order('C37 before');
    const { clipId } = await rig.reaches(before, 'saved');
    const kept = await rig.desk.digest(clipId ?? '');

    // Room for half of the file, once the order has been taken on.
    const prompt = `C37 [[takes:1000]] [[bytes:${40 * MB}]]`;
    const id = await rig.order(prompt);
    await rig.reaches(id, 'running');
    disk.leave(20 * MB);
    const paused = await rig.reaches(id, 'paused');
    expect(paused.problem).toBe('storage-full');
    expect(await rig.desk.digest(clipId ?? '')).toBe(kept);
    expect((await rig.desk.ledger()).map(({ jobId }) => jobId).toSorted()).toEqual([before, id].toSorted());

    // No clip is bought that could not be stored.
    const next = await rig.order('C37 after');
    expect((await rig.reaches(next, 'paused')).problem).toBe('storage-full');
    expect(server.journal.posts('C37 after')).toBe(0);

    disk.grow();
    for (const each of [id, next]) {
      await rig.desk.tell({ id: each, event: { type: 'resume' } });
      await rig.reaches(each, 'saved');
    }
    expect(server.journal.counts().posts).toEqual({ 'C37 before': 1, [prompt]: 1, 'C37 after': 1 });
  });
});

damaged('chromium', CHROMIUM_DAMAGES, {
  'the manifest is deleted': UNOPENED,
  'CURRENT is garbage': BEGUN_ANEW,
  'records fail their checksums': BEGUN_ANEW,
  'the log is cut short': { job: GOES_ON },
  'the file of a Blob is deleted': { ...WHOLE, unreadable: 1 },
  'the file of a Blob is cut short': { ...WHOLE, unreadable: 1 },
  'the directory is a file': UNOPENED,
  'the lock file is left behind': WHOLE,
  'the whole directory is gone': BEGUN_ANEW,
});
