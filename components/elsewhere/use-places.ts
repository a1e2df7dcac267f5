import { useMemo } from 'react';
import { useTable } from '../live/use-table';
import type { Ordered } from '../job/to-bench';
import { useConnections, useListedModels } from '../live/money-hooks';
import { useNow } from '../live/use-now';
import { placesFor, type OtherPlace } from './places';

/** Where else an order could be made; undefined while that is being read. `others`: not with the one that made it. */
export function usePlaces({ source, request }: Ordered, others: boolean): OtherPlace[] | undefined {
  const connections = useConnections();
  const listed = useListedModels();
  const table = useTable();
  const now = useNow(false);
  return useMemo(() => {
    if (connections.kind !== 'ready' || listed.kind !== 'ready' || !table) return undefined;
    const known = { connections: connections.value, listed: listed.value, table };
    return placesFor({ source, request }, known, { others, now });
  }, [source, request, others, connections, listed, table, now]);
}
