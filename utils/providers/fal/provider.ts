import type { ServerReport } from '@/utils/domain';
import type { CancelAnswer, Downloaded, DownloadSink, Progress, Submitted } from '../port';
import {
  follow,
  frameWish,
  inputsOf,
  isAboutCredit,
  noNews,
  not,
  notFrom,
  obstacleIn,
  pathOfModel,
  plainReport,
  pollAfterMs,
  sentPictures,
  submitOnce,
  wordsIn,
  type Order,
  type OrderCall,
  type ServiceAdapter,
  type Wire,
} from '../service';
import { brokenOff, isCanceled, outcomeOf, renderMsOf, statusIn, urlIn, working } from './outcome';
import { accepted, orderAt, placesOf, type Places } from './places';

const MB = 1024 * 1024;
/** Its files are open to whoever has their address: after so many seconds they go. */
const KEPT_S = 7 * 24 * 3600;
/** There is no free call that needs a key: a good one is told that there is no such request. */
const NOBODY = '/fal-ai/veo3.1/requests/00000000-0000-4000-8000-000000000000/status';

/** fal's queue: hundreds of models, each with inputs of its own. */
export const fal: ServiceAdapter = {
  id: 'fal',
  concurrency: 2,
  needsKey: true,
  auth: (key) => ({ Authorization: `Key ${key}` }),
  pictureWish: (request) => frameWish(request, 8 * MB),
  submit,
  poll: (wire, handle) => poll(wire, handle),
  cancel: (wire, handle) => cancel(wire, placesOf(handle)),
  recover: () => Promise.resolve({ kind: 'no-list' }),
  download: (wire, handle, _request, sink) => download(wire, handle, sink),
  probe,
};

function submit(wire: Wire, call: OrderCall): Promise<Submitted> {
  const { model } = call.request;
  return submitOnce(wire, created(call), call.attemptId, { accepted: (json) => accepted(wire, model, json) });
}

async function created({ request, pictures }: OrderCall): Promise<Order> {
  return {
    method: 'POST',
    path: `/${pathOfModel(request.model)}`,
    headers: { 'X-Fal-Object-Lifecycle-Preference': JSON.stringify({ expiration_duration_seconds: KEPT_S }) },
    body: { json: inputsOf(request, await sentPictures(pictures)) },
  };
}

async function poll(wire: Wire, handle: string): Promise<Progress> {
  const places = placesOf(handle);
  const heard = await wire.ask(orderAt(wire, places.status));
  const status = statusIn(heard);
  if (heard.kind === 'silence' || !status) return noNews(heard, wire.now());
  const isOver = status.status === 'completed' || isCanceled(status.status);
  if (!isOver) return working(status, pollAfterMs(heard.headers, wire.now()));
  return brokenOff(status) ?? outcome(wire, places, renderMsOf(status));
}

async function outcome(wire: Wire, { result }: Places, renderMs = 0): Promise<Progress> {
  return outcomeOf(await wire.ask(orderAt(wire, result)), renderMs, wire.now());
}

/** Only what still waits can be taken back, and then only if it does not begin in between. */
async function cancel(wire: Wire, places: Places): Promise<CancelAnswer> {
  const before = await standing(wire, places);
  if (before !== 'in_queue') return answerTo(before);
  const heard = await wire.ask(orderAt(wire, places.cancel, 'PUT'));
  const isHeard = heard.kind === 'answer';
  // A page with a 200 is somebody else's.
  if (isHeard && (heard.status === 429 || heard.status >= 500 || heard.form === 'html')) return 'unreachable';
  const after = await standing(wire, places);
  if (!isHeard || (heard.status >= 200 && heard.status < 300)) {
    if (after === 'gone' || (after === 'in_queue' && isHeard)) return 'canceled';
    // What was taken back may stand there as over, without a result.
    if (after === 'completed' && (await outcome(wire, places)).kind === 'failed') return 'canceled';
  }
  return isHeard || after === 'completed' ? answerTo(after) : 'unreachable';
}

/** Its own word, or why there is none. */
async function standing(wire: Wire, { status }: Places): Promise<string> {
  const heard = await wire.ask(orderAt(wire, status));
  if (noNews(heard, wire.now()).kind === 'gone') return 'gone';
  return statusIn(heard)?.status ?? 'silent';
}

function answerTo(standing: string): CancelAnswer {
  if (standing === 'silent') return 'unreachable';
  if (isCanceled(standing)) return 'canceled';
  return standing === 'completed' ? 'too-late' : 'unsupported';
}

async function download(wire: Wire, handle: string, sink: DownloadSink): Promise<Downloaded> {
  const heard = await wire.ask(orderAt(wire, placesOf(handle).result));
  const news = outcomeOf(heard, 0, wire.now());
  if (news.kind !== 'done') return notFrom(news);
  const url = urlIn(heard);
  return url === '' ? not('file-empty') : follow(wire, url, sink);
}

async function probe(wire: Wire): Promise<ServerReport> {
  const heard = await wire.ask(orderAt(wire, NOBODY));
  const known = heard.kind === 'answer' && heard.form === 'json' && [400, 404, 422].includes(heard.status);
  const words = known ? wordsIn(heard.json) : null;
  if (words && !isAboutCredit(words)) return plainReport('ok');
  return plainReport(obstacleIn(wire, heard) ?? 'ok');
}
