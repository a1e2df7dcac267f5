import { startOfWeek, sumUp, type Sum } from '@/utils/budget';
import type { Caps, Connection, ListedModels } from '@/utils/domain';
import type { KeysState } from '@/utils/messaging';
import type { Services } from '../services';
import { useLive, type Refreshable } from './hooks';
import { Live } from './live';

/** Servers the user connected, in the order they were made. */
export function useConnections(): Refreshable<Connection[]> {
  return useLive(connections, '');
}

/** What the services among them listed last. */
export function useListedModels(): Refreshable<ListedModels[]> {
  return useLive(listedModels, '');
}

/** How all keys stand, and the lock before them. */
export function useKeys(): Refreshable<KeysState> {
  return useLive(keys, '');
}

/** The limits no submit passes. */
export function useCaps(): Refreshable<Caps> {
  return useLive(caps, '');
}

/** What the present week came to, from its Monday on. */
export function useWeek(): Refreshable<Sum> {
  return useLive(week, '');
}

function connections({ store, onChange }: Services): Live<Connection[]> {
  return new Live(
    () => store.connections.all(),
    onChange,
    (change) => change.kind === 'connection',
  );
}

function listedModels({ store, onChange }: Services): Live<ListedModels[]> {
  return new Live(
    () => store.models.all(),
    onChange,
    (change) => change.kind === 'connection',
  );
}

function keys({ keysState, onChange }: Services): Live<KeysState> {
  return new Live(keysState, onChange, (change) => change.kind === 'keys');
}

function caps({ store, onChange }: Services): Live<Caps> {
  return new Live(
    () => store.caps.get(),
    onChange,
    (change) => change.kind === 'settings',
  );
}

function week({ store, onChange }: Services): Live<Sum> {
  return new Live(
    async () => sumUp(await store.ledger.since(startOfWeek(Date.now()))),
    onChange,
    // A line of the ledger is written with its job, or its still.
    ({ kind }) => kind === 'job' || kind === 'still',
  );
}
