/** The renderer of this device, through the same runner and store: what it has in common with services. */
import { isOpen, type Job, type JobProblem } from '@/utils/domain';
import { newJob } from '@/utils/jobs';
import { onDeviceProvider, type RenderHost } from '@/utils/providers/runtime';
import { CLIP } from '../servers/videos/clip';
import { aRequest, aSource } from '../unit/samples';
import { aRunner, emptyStore, sha256, shaOf } from './rig';

type Trial = () => Promise<string | null>;

/** The column's name. */
export const ON_DEVICE_NAME = 'on-device';
export const NOTHING_IS_SENT = 'on this device nothing is sent';

interface Course {
  /** What the renderer leaves; none: it never comes to an end. */
  file?: Blob;
  problem?: JobProblem;
  cancel?: true;
}

/** Renders one order with a renderer that does as it is told, and counts what it was given. */
async function rendered({ file, problem, cancel }: Course) {
  const store = await emptyStore();
  let orders = 0;
  const host: RenderHost = {
    render: async (jobId) => {
      orders += 1;
      if (file) await store.pieces.put(jobId, 'file', file);
      return true;
    },
    state: async () => {
      const status = problem ? 'failed' : file ? 'done' : 'working';
      return { status, renderMs: 5, problem: problem ?? 'renderer-stops' };
    },
    verify: () => Promise.reject(new Error('the rig looks at files itself')),
    poster: () => Promise.resolve(true),
    cancel: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const send: typeof fetch = () => Promise.reject(new Error('something was sent'));
  const runner = aRunner(store, Date.now, { kind: 'none' }, send, onDeviceProvider(host));
  await store.jobs.add(newJob({ id: 'job-1', source: aSource(), request: aRequest(), now: Date.now() }));
  await runner.run();
  if (cancel) {
    await runner.tell('job-1', { type: 'cancel' });
    await runner.run();
  }
  const job = await store.jobs.get('job-1');
  if (!job) throw new Error('the job is gone');
  const kept = await shaOf(store, job);
  await store.close();
  return { job, kept, orders };
}

function wrong({ job, orders }: { job: Job; orders: number }, state: Job['state']): string | null {
  if (job.state !== state) return `shows "${job.state} ${job.problem ?? ''}" instead of "${state}"`;
  if (isOpen(job)) return 'it goes on';
  const paid = job.attempts.some(({ money }) => money.verdict !== 'free');
  return paid ? 'it costs something' : orders === 1 ? null : `${orders} renders were begun`;
}

const becomesClip: Trial = async () => {
  const outcome = await rendered({ file: new Blob([CLIP]) });
  const own = sha256(new Uint8Array(CLIP).buffer);
  return wrong(outcome, 'saved') ?? (outcome.kept === own ? null : 'the file is another one');
};

/** What applies to it, by the name of the behaviour. */
export const ON_DEVICE_TRIALS: Readonly<Record<string, Trial>> = {
  'an order becomes a clip, byte for byte': becomesClip,
  'a failure is told as one': async () => wrong(await rendered({ problem: 'no-encoder' }), 'failed'),
  'cancels what runs': async () => wrong(await rendered({ cancel: true }), 'canceled'),
  'a file that is cut short is no clip': async () =>
    wrong(await rendered({ file: new Blob([CLIP.subarray(0, 9000)]) }), 'failed'),
  'tells what it cost': becomesClip,
};
