import type { Clip } from '@/utils/domain';
import { useLive } from '../live/hooks';
import { Live } from '../live/live';
import type { Services } from '../services';

const NONE: readonly Clip[] = [];

/** Clips that were made from this one, oldest first; none while they are being read. */
export function useChildren(clipId: string): readonly Clip[] {
  const children = useLive(childrenOf, clipId);
  return children.kind === 'ready' ? children.value : NONE;
}

function childrenOf({ store, onChange }: Services, clipId: string): Live<readonly Clip[]> {
  return new Live<readonly Clip[]>(
    () => store.clips.children(clipId),
    onChange,
    ({ kind }) => kind === 'clip',
  );
}
