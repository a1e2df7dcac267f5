import { modelName } from '@/utils/providers';
import type { Clip } from '@/utils/domain';
import { useListedModels } from '../live/money-hooks';
import { useTable } from '../live/use-table';

/** The name of the model that made a clip, also when it was closed long ago; empty for this device. */
export function useModelName({ record: { request } }: Clip): string {
  const table = useTable();
  const listed = useListedModels();
  if (request.providerId === 'on-device') return '';
  const lists = listed.kind === 'ready' ? listed.value : [];
  const own = lists.find(({ connectionId }) => connectionId === request.connectionId)?.cards ?? [];
  const card = own.find(({ id, withImage }) => id === request.model || withImage === request.model);
  return card?.name || (table ? modelName(table, request) : request.model);
}
