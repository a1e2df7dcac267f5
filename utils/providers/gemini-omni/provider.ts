import * as v from 'valibot';
import type { CancelAnswer, Submitted } from '../port';
import {
  frameWish,
  numberedBy,
  reportByModels,
  submitOnce,
  type OrderCall,
  type ServiceAdapter,
  type Wire,
} from '../service';
import { download } from './download';
import { interactionIn, isCanceled, isOver, look, pathOf, reading } from './interaction';
import { createOrder, taskOf } from './order';

const MB = 1024 * 1024;
/** Of all pictures of one order: a request of more than 20 MB is refused, and base64 takes a third more. */
const PICTURES = 14 * MB;

const Limited = v.object({ error: v.object({ message: v.string() }) });

/** Gemini Omni, over the Interactions API. */
export const geminiOmni: ServiceAdapter = {
  id: 'gemini-omni',
  concurrency: 2,
  needsKey: true,
  auth: (key) => ({ 'x-goog-api-key': key }),
  pictureWish: (request) =>
    frameWish(request, Math.min(7 * MB, Math.floor(PICTURES / Math.max(request.images.length, 1)))),
  submit,
  poll: (wire, handle) => look(wire, handle).then(({ news }) => news),
  cancel: (wire, handle) => cancel(wire, handle),
  recover: () => Promise.resolve({ kind: 'no-list' }),
  download: (wire, handle, _request, sink) => download(wire, handle, sink),
  probe: (wire) => reportByModels(wire, '/models?pageSize=1000', 'models'),
};

async function submit(wire: Wire, call: OrderCall): Promise<Submitted> {
  const task = taskOf(call.request);
  if (task === null) return { kind: 'refused', problem: 'request-refused', failure: null };
  return submitOnce(wire, createOrder(call, task), call.attemptId, {
    accepted: numberedBy('id'),
    taken,
    read: reading().read,
  });
}

/** A key without a paid plan is told that it has used up a limit of none, which no waiting helps. */
function taken(json: unknown): Submitted | null {
  const said = v.safeParse(Limited, json);
  const unpaid = said.success && /free_tier|limit: 0\b/.test(said.output.error.message);
  return unpaid ? { kind: 'blocked', problem: 'no-credit' } : null;
}

async function cancel(wire: Wire, handle: string): Promise<CancelAnswer> {
  const heard = await wire.ask({ method: 'POST', path: `${pathOf(handle)}/cancel` }, reading());
  if (heard.kind === 'silence' || heard.status === 429 || heard.status >= 500) return 'unreachable';
  const answered = heard.status < 300 ? interactionIn(heard.json) : null;
  // Its own word that it stopped; as long as it only means to, it is asked again.
  if (answered) return standing(answered.status) ?? 'unreachable';
  const { news, status } = await look(wire, handle);
  if (news.kind === 'unreachable' || news.kind === 'blocked') return 'unreachable';
  return standing(status) ?? 'unsupported';
}

/** Null: it is still at work, or nobody knows. */
function standing(status: string): CancelAnswer | null {
  if (isCanceled(status)) return 'canceled';
  return isOver(status) ? 'too-late' : null;
}
