import * as v from 'valibot';
import type { ServerReport } from '@/utils/domain';
import { isAboutCredit, isBadKey, wordsIn } from './failure';
import { word } from './shapes';
import type { Heard, Wire } from './wire';

const MAX_MODELS = 200;

const Model = v.object({ id: word(200), name: word(200) });

/** A report that says no more than how it stands. */
export const plainReport = (answer: ServerReport['answer']): ServerReport => ({
  answer,
  models: [],
  cards: [],
  lists: false,
});

/** What a free call that needs the key says against the connection; null: nothing, here is its answer. */
export function obstacleIn(wire: Wire, heard: Heard): ServerReport['answer'] | null {
  if (heard.kind === 'silence') return 'not-reachable';
  const { status, form, json } = heard;
  if (status >= 200 && status < 300) return form === 'json' ? null : 'not-a-video-server';
  if (status === 429 || status >= 500) return 'not-reachable';
  if (status === 402) return 'no-credit';
  // A proxy's page or a stranger's says nothing of the key.
  const words = form === 'json' ? wordsIn(json) : null;
  if (words && isAboutCredit(words)) return 'no-credit';
  const refused = status === 401 || (status === 403 && form !== 'html') || (words && isBadKey(words));
  if (refused) return wire.hasKey ? 'bad-key' : 'needs-key';
  return 'not-a-video-server';
}

/** A look at a service that lists its models to whoever has a key. `field`: under which name. */
export async function reportByModels(wire: Wire, path: string, field: string): Promise<ServerReport> {
  const heard = await wire.ask({ method: 'GET', path });
  const obstacle = obstacleIn(wire, heard);
  if (obstacle) return plainReport(obstacle);
  const List = v.object({ [field]: v.array(v.unknown()) });
  const list = v.safeParse(List, heard.kind === 'answer' ? heard.json : null);
  if (!list.success) return plainReport('not-a-video-server');
  const models = list.output[field]!.slice(0, MAX_MODELS).flatMap((entry) => {
    const model = v.safeParse(Model, entry);
    // Google's are called "models/...".
    const id = model.success ? model.output.id || model.output.name.replace(/^models\//, '') : '';
    return id === '' ? [] : [id];
  });
  return { ...plainReport('ok'), models };
}
