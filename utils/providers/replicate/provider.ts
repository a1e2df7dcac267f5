import * as v from 'valibot';
import type { ServerReport } from '@/utils/domain';
import type { CancelAnswer, Downloaded, DownloadSink, Submitted } from '../port';
import {
  follow,
  frameWish,
  inputsOf,
  not,
  notFrom,
  numberedBy,
  obstacleIn,
  pathOfModel,
  plainReport,
  sentPictures,
  submitOnce,
  type Order,
  type OrderCall,
  type ServiceAdapter,
  type Wire,
} from '../service';
import { heardOf, newsIn, stateOf, urlOf } from './prediction';
import { recover } from './recover';

/** Larger pictures would have to be uploaded as files of their own. */
const MAX_PICTURE = 256 * 1024;

const Account = v.object({ username: v.string() });

/** Models of many makers, each with inputs of its own. What is finished lies there for one hour. */
export const replicate: ServiceAdapter = {
  id: 'replicate',
  concurrency: 2,
  needsKey: true,
  auth: (key) => ({ Authorization: `Bearer ${key}` }),
  pictureWish: (request) => frameWish(request, MAX_PICTURE),
  submit,
  poll: async (wire, handle) => newsIn(await wire.ask(orderFor(handle)), wire.now()),
  cancel: (wire, handle) => cancel(wire, handle),
  recover,
  download: (wire, handle, _request, sink) => download(wire, handle, sink),
  probe,
};

const orderFor = (handle: string): Order => ({
  method: 'GET',
  path: `/predictions/${encodeURIComponent(handle)}`,
});

async function submit(wire: Wire, call: OrderCall): Promise<Submitted> {
  const submitted = await submitOnce(wire, created(call), call.attemptId, { accepted: numberedBy('id') });
  // The model is a part of the address: it is not there any more.
  const ofModel = submitted.kind === 'refused' && submitted.failure?.code === '404';
  return ofModel ? { ...submitted, problem: 'model-retired' } : submitted;
}

async function created({ request, pictures }: OrderCall): Promise<Order> {
  const input = inputsOf(request, await sentPictures(pictures));
  return {
    method: 'POST',
    path: `/models/${pathOfModel(request.model)}/predictions`,
    body: { json: { input } },
  };
}

/** Asking twice harms nothing: what is over stays as it is. */
async function cancel(wire: Wire, handle: string): Promise<CancelAnswer> {
  const heard = await wire.ask({ method: 'POST', path: `${orderFor(handle).path}/cancel` });
  if (heard.kind === 'silence') return 'unreachable';
  const prediction = heardOf(heard);
  if (!prediction) return [404, 405, 410].includes(heard.status) ? 'unsupported' : 'unreachable';
  const state = stateOf(prediction);
  if (state === 'canceled') return 'canceled';
  // Its word counts only when it is over.
  return state === 'running' ? 'unreachable' : 'too-late';
}

async function download(wire: Wire, handle: string, sink: DownloadSink): Promise<Downloaded> {
  const heard = await wire.ask(orderFor(handle));
  const news = newsIn(heard, wire.now());
  if (news.kind !== 'done') return notFrom(news);
  const prediction = heardOf(heard);
  const url = prediction ? urlOf(prediction) : '';
  return url === '' ? not('file-empty') : follow(wire, url, sink);
}

async function probe(wire: Wire): Promise<ServerReport> {
  const heard = await wire.ask({ method: 'GET', path: '/account' });
  const obstacle = obstacleIn(wire, heard);
  if (obstacle) return plainReport(obstacle);
  const known = heard.kind === 'answer' && v.is(Account, heard.json);
  return known ? { ...plainReport('ok'), lists: true } : plainReport('not-a-video-server');
}
