import { useConnections } from '../live/money-hooks';
import { useWriter } from '../settings/use-writer';
import type { Editor } from './understand';

/** Who is asked for what the rules do not understand, by the user's choice of a writer. */
export function useEditor(): Editor {
  const [writer] = useWriter();
  const connections = useConnections();
  if (writer === 'browser') return { kind: 'browser' };
  if (connections.kind !== 'ready') return null;
  const connection = connections.value.find(({ id, chatModel }) => id === writer && chatModel !== '');
  return connection ? { kind: 'chat', connection } : null;
}
