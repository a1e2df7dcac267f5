import { useMemo, useSyncExternalStore } from 'react';
import { startOfMonth } from '@/utils/budget';
import type { Change } from '@/utils/db';
import type { Caps, Clip, Draft, Job, JobPhase, LedgerRow } from '@/utils/domain';
import { useServices, type Services } from '../services';
import { Live, type Loaded } from './live';

/** How far back a job of the source on screen is looked for. */
const RECENT = 50;
/** Jobs of a queue that are read and drawn; of the others their number is said. */
const SHOWN = 50;
/** How long a bad end stays in the library's sight. */
const LATELY_MS = 3 * 24 * 3600_000;
const BAD_ENDS = new Set<Job['state']>(['failed', 'expired', 'damaged']);

type Health = Awaited<ReturnType<Services['store']['health']>>;

export type Refreshable<T> = Loaded<T> & { refresh: () => Promise<void> };

/** `make` must be the same function at every render; what it depends on comes in as `key`. */
export function useLive<T, Key extends string | number>(
  make: (services: Services, key: Key) => Live<T>,
  key: Key,
): Refreshable<T> {
  const services = useServices();
  const live = useMemo(() => make(services, key), [make, services, key]);
  const state = useSyncExternalStore(live.subscribe, live.snapshot);
  return useMemo(() => ({ ...state, refresh: live.refresh }), [state, live]);
}

/**
 * What the last gesture in a window brought. A window that has none when the panel opens takes up where the last
 * one stopped: windows have new ids after a restart.
 */
export function useDraft(windowId: number): Refreshable<Draft | undefined> {
  return useLive(draftOf, windowId);
}

/** The newest job made of a source, or the one that was just started. */
export function useJobOf(sourceId: string, startedId: string): Refreshable<Job | undefined> {
  return useLive(jobOf, `${sourceId} ${startedId}`);
}

/** What is not over yet, however much there is: the first of it, and how much there is in all. */
export interface Queue {
  /** All that is under way or asks for something, and the first of what waits; in the user's order. */
  jobs: Job[];
  counts: Record<JobPhase, number>;
  /** The user's halt for all that waits. */
  paused: boolean;
}

export function useQueue(): Refreshable<Queue> {
  return useLive(queueOf, '');
}

/** Whether the user has halted all that waits. */
export function useQueuePaused(): boolean {
  const paused = useLive(queuePaused, '');
  return paused.kind === 'ready' && paused.value;
}

/** Jobs that came to a bad end lately, newest first. */
export function useStoppedJobs(): Refreshable<Job[]> {
  return useLive(stoppedJobs, '');
}

/** Whether all that was stored is still there. */
export function useHealth(): Refreshable<Health> {
  return useLive(healthOf, '');
}

/** A job as it is stored; undefined when there is none (any more). */
export function useJob(id: string): Refreshable<Job | undefined> {
  return useLive(oneJob, id);
}

/** What limits there are, and what the present month has cost so far. */
export interface Spending {
  caps: Caps;
  month: LedgerRow[];
}

export function useSpending(): Refreshable<Spending> {
  return useLive(spendingOf, '');
}

/** How long the user's own clips of a model took, in milliseconds. */
export function useDurations(model: string): Refreshable<number[]> {
  return useLive(durationsOf, model);
}

/** A clip, or undefined once it is deleted. */
export function useClip(id: string): Refreshable<Clip | undefined> {
  return useLive(clipOf, id);
}

export interface Space {
  clips: number;
  /** Bytes; undefined where the browser does not say. */
  used: number | undefined;
  quota: number | undefined;
}

/** How much the library holds, and how much room there is. */
export function useSpace(): Refreshable<Space> {
  return useLive(spaceOf, '');
}

function draftOf({ store, onChange }: Services, windowId: number): Live<Draft | undefined> {
  const { drafts } = store;
  let adopted: number | undefined;
  let opening = true;
  const load = async (): Promise<Draft | undefined> => {
    const own = await drafts.get(windowId);
    if (own === undefined && opening) adopted = (await drafts.newest())?.windowId;
    opening = false;
    return own ?? (adopted === undefined ? undefined : drafts.get(adopted));
  };
  return new Live(load, onChange, (change) => change.kind === 'draft');
}

function jobOf({ store, onChange }: Services, ids: string): Live<Job | undefined> {
  const [sourceId, startedId] = ids.split(' ');
  const isIt = (job: Job) => job.id === startedId || job.source.id === sourceId;
  // The one that was just started is found however many came after it.
  const load = async () =>
    (await store.jobs.recent(RECENT)).find(isIt) ?? (startedId ? store.jobs.get(startedId) : undefined);
  return new Live(load, onChange, (change) => change.kind === 'job');
}

function queueOf({ store, onChange }: Services): Live<Queue> {
  const load = async (): Promise<Queue> => {
    const [active, first, counts, paused] = await Promise.all([
      store.jobs.active(),
      store.jobs.open(SHOWN),
      store.jobs.counts(),
      store.queue.paused(),
    ]);
    // What asks for something is seen, however long the queue before it.
    const held = counts.held > SHOWN ? [] : await store.jobs.held();
    const jobs = new Map([...active, ...first, ...held].map((job) => [job.id, job]));
    return { jobs: [...jobs.values()].toSorted((a, b) => a.order - b.order), counts, paused };
  };
  return new Live(load, onChange, ({ kind }) => kind === 'job' || kind === 'settings');
}

function queuePaused({ store, onChange }: Services): Live<boolean> {
  return new Live(store.queue.paused, onChange, ({ kind }) => kind === 'settings');
}

function stoppedJobs({ store, onChange }: Services): Live<Job[]> {
  const load = async () => {
    const since = Date.now() - LATELY_MS;
    const jobs = await store.jobs.recent(RECENT);
    return jobs.filter(({ state, updatedAt }) => BAD_ENDS.has(state) && updatedAt > since);
  };
  return new Live(load, onChange, ({ kind }) => kind === 'job');
}

function healthOf({ store, onChange }: Services): Live<Health> {
  return new Live(
    () => store.health(),
    onChange,
    ({ kind }) => kind === 'settings',
  );
}

function oneJob({ store, onChange }: Services, id: string): Live<Job | undefined> {
  const isIt = (change: Change) => change.kind === 'job' && change.id === id;
  return new Live(() => store.jobs.get(id), onChange, isIt);
}

function spendingOf({ store, onChange }: Services): Live<Spending> {
  const load = async () => {
    const [caps, month] = await Promise.all([store.caps.get(), store.ledger.since(startOfMonth(Date.now()))]);
    return { caps, month };
  };
  // A line of the ledger is written with its job, or its still.
  return new Live(load, onChange, ({ kind }) => kind === 'job' || kind === 'still' || kind === 'settings');
}

function durationsOf({ store, onChange }: Services, model: string): Live<number[]> {
  const load = () => store.clips.durationsOf(model);
  return new Live(load, onChange, ({ kind }) => kind === 'clip');
}

function clipOf({ store, onChange }: Services, id: string): Live<Clip | undefined> {
  const load = async () => {
    const clip = await store.clips.get(id);
    return clip?.deletedAt === null ? clip : undefined;
  };
  return new Live(load, onChange, (change) => change.kind === 'clip' && change.id === id);
}

function spaceOf({ store, onChange }: Services): Live<Space> {
  const load = async () => {
    const [clips, space] = await Promise.all([store.clips.count(), navigator.storage?.estimate?.()]);
    return { clips, used: space?.usage, quota: space?.quota };
  };
  return new Live(load, onChange, (change) => change.kind === 'clip');
}
