import { useMemo, useSyncExternalStore } from 'react';
import type { Clip, Draft, Job } from '@/utils/domain';
import { useServices, type Services } from '../services';
import { Live, type Loaded } from './live';

/** How far back a job of the source on screen is looked for. */
const RECENT = 50;

type Refreshable<T> = Loaded<T> & { refresh: () => Promise<void> };

/** `make` must be the same function at every render; what it depends on comes in as `key`. */
function useLive<T, Key extends string | number>(
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

/** Jobs that still have work to do, oldest first. */
export function useOpenJobs(): Refreshable<Job[]> {
  return useLive(openJobs, '');
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
  const load = async () => (await store.jobs.recent(RECENT)).find(isIt);
  return new Live(load, onChange, (change) => change.kind === 'job');
}

function openJobs({ store, onChange }: Services): Live<Job[]> {
  return new Live(
    () => store.jobs.open(),
    onChange,
    (change) => change.kind === 'job',
  );
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
