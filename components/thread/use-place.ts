import { useMemo } from 'react';
import { isOffered, type Connection, type ListedModels, type ServiceRequest } from '@/utils/domain';
import { cardsFor, type Table } from '@/utils/providers';
import { useTable } from '../live/use-table';
import { useConnections, useListedModels } from '../live/money-hooks';
import { useNow } from '../live/use-now';
import type { Place } from './made';

export type FoundPlace =
  | { kind: 'loading' }
  /** The service is no longer connected, or it has closed the model. */
  | { kind: 'gone'; what: 'connection' | 'model' }
  | { kind: 'ready'; place: Place };

/** The connection and the model that an order went to, as they are now. */
export function usePlace(request: ServiceRequest): FoundPlace {
  const connections = useConnections();
  const listed = useListedModels();
  const table = useTable();
  const now = useNow(false);
  return useMemo(() => {
    if (connections.kind !== 'ready' || listed.kind !== 'ready' || !table) return { kind: 'loading' };
    return placeOf(request, connections.value, listed.value, table, now);
  }, [request, connections, listed, table, now]);
}

export function placeOf(
  { providerId, connectionId, baseUrl, model }: ServiceRequest,
  connections: readonly Connection[],
  listed: readonly ListedModels[],
  table: Table,
  now: number,
): FoundPlace {
  const there = connections.filter((each) => each.kind === providerId && each.baseUrl === baseUrl);
  // One that was removed and made anew is the same service.
  const connection = there.find(({ id }) => id === connectionId) ?? there[0];
  if (!connection) return { kind: 'gone', what: 'connection' };
  const listing = listed.find((list) => list.connectionId === connection.id);
  const card = cardsFor(connection, table, listing).find(
    ({ id, withImage }) => id === model || (withImage !== '' && withImage === model),
  );
  if (!card || !isOffered(card, now)) return { kind: 'gone', what: 'model' };
  return { kind: 'ready', place: { connection, card } };
}
