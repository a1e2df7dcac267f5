import type { Job } from '@/utils/domain';
import { tryOf } from './attempts';
import type { JobEvent } from './events';
import { transition } from './machine';
import type { RunnerPorts } from './ports';

/*
 * What the service said to a runner that was overtaken: another one took it for dead, or the user gave up in that very
 * moment. The row is no longer what the answer was asked for, but the service's word still counts, whatever the lease.
 */

type Ports = Pick<RunnerPorts, 'store' | 'now'>;
type Charged = Extract<JobEvent, { type: 'charged' }>;

/** Each try meets a row that somebody has just moved on: they end sooner than this. */
const TRIES = 5;

/**
 * The answer to our own call ends the doubt that somebody put the job in. Or the service gave us the number of another
 * job's work: then nobody knows what became of this one.
 */
export async function handOver(ports: Ports, job: Job, accepted: JobEvent): Promise<void> {
  const { store, now } = ports;
  const row = await store.jobs.get(job.id);
  if (!row || tryOf(row) !== tryOf(job)) return;
  for (const event of [accepted, { type: 'doubtful' } as const]) {
    const next = transition(row, event, now());
    if (next.ok && (await store.jobs.move(next))) return;
  }
}

/** Writes the charge that `event` tells of, if it does, into the receipt of the attempt that it was said of. */
export async function bookCharge({ store, now }: Ports, job: Job, event: JobEvent): Promise<void> {
  const charged = chargeIn(event, tryOf(job));
  if (!charged) return;
  for (let i = 0; i < TRIES; i += 1) {
    const row = await store.jobs.get(job.id);
    const next = row && transition(row, charged, now());
    if (!next?.ok || (await store.jobs.move(next))) return;
  }
}

function chargeIn(event: JobEvent, attemptId: string): Charged | undefined {
  if (event.type !== 'done' && event.type !== 'failed' && event.type !== 'refused') return undefined;
  const chargedUsd = event.type === 'refused' ? null : (event.chargedUsd ?? null);
  const inWords = event.type !== 'done' && event.failure?.charged === 'yes';
  const isCharged = chargedUsd === null ? inWords : chargedUsd > 0;
  return isCharged ? { type: 'charged', attemptId, chargedUsd } : undefined;
}
