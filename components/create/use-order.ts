import { useMemo } from 'react';
import type { Connection, OnDeviceRequest, Source } from '@/utils/domain';
import { cardsFor, onDeviceRequest, type Table } from '@/utils/providers';
import type { Preferences } from '@/utils/settings';
import { t } from '../i18n';
import { useConnections, useListedModels } from '../live/money-hooks';
import { useFreshModels } from '../live/use-fresh-models';
import { useNow } from '../live/use-now';
import { useTable } from '../live/use-table';
import { isMakeable, sourceOf, type Edit } from './edit';
import { choiceOf, serviceOrder, type ServiceOrder } from './service-order';

const NONE: readonly never[] = [];
/** Servers of one's own describe themselves, or not at all. */
const NO_TABLE: Table = { asOf: 0, services: {} };

/** What stands on the bench as an order, wherever it would go. */
export type Order =
  | { kind: 'device'; used: Source; request: OnDeviceRequest; ready: boolean }
  /** Its models are still being read, or it has none that could be asked for. */
  | { kind: 'no-model'; used: Source; server: Connection; loading: boolean }
  | ServiceOrder;

/** The order in the making, and whom it could go to. A server that is no longer there is this device again. */
export function useOrder(
  source: Source,
  edit: Edit,
  settings: Preferences,
): { order: Order; servers: readonly Connection[] } {
  const known = useConnections();
  const listed = useListedModels();
  const servers = useMemo(
    () => (known.kind === 'ready' ? known.value.filter(({ kind }) => kind !== 'chat') : NONE),
    [known],
  );
  const server = servers.find(({ id }) => id === settings.madeBy);
  const now = useNow(false);
  useFreshModels(server?.id);
  const isTabled = server !== undefined && server.kind !== 'openai-videos';
  const loaded = useTable(isTabled);
  const table = isTabled ? loaded : NO_TABLE;
  const lists = listed.kind === 'ready' ? listed.value : NONE;
  const used = useMemo(() => sourceOf(source, edit), [source, edit]);
  const order = useMemo((): Order => {
    if (!server) return deviceOrder(used, edit, settings);
    if (!table) return { kind: 'no-model', used, server, loading: true };
    const listing = lists.find(({ connectionId }) => connectionId === server.id);
    const { offered, card } = choiceOf(server, cardsFor(server, table, listing), settings, now);
    if (!card) return { kind: 'no-model', used, server, loading: listed.kind === 'loading' };
    return serviceOrder({ server, cards: offered, card, used, edit, settings });
  }, [server, table, lists, listed.kind, used, edit, settings, now]);
  return { order, servers };
}

function deviceOrder(used: Source, edit: Edit, settings: Preferences): Order {
  const { storyboard } = edit;
  const request = onDeviceRequest({ source: used, storyboard, settings, made: t('frameLabel') });
  return { kind: 'device', used, request, ready: isMakeable(edit) };
}
