import type { ServiceRequest } from '@/utils/domain';
import type { Downloaded, DownloadSink, Submitted } from '../port';
import {
  follow,
  frameWish,
  not,
  notFrom,
  numberedBy,
  reportByModels,
  submitOnce,
  type Order,
  type OrderCall,
  type ServiceAdapter,
  type Wire,
} from '../service';
import { isBilled, jobOrder, newsIn, urlIn, words } from './job';
import { generation, remake } from './order';

const MB = 1024 * 1024;
const LATER_MS = 30_000;

const PATHS: Partial<Record<ServiceRequest['work']['kind'], string>> = {
  new: '/videos/generations',
  edit: '/videos/edits',
  extend: '/videos/extensions',
};

/** Grok Imagine. */
export const xai: ServiceAdapter = {
  id: 'xai',
  concurrency: 3,
  needsKey: true,
  auth: (key) => ({ Authorization: `Bearer ${key}` }),
  pictureWish: (request) => frameWish(request, 8 * MB),
  submit,
  poll: async (wire, handle) => newsIn(await wire.ask(jobOrder(handle)), wire.now()),
  cancel: () => Promise.resolve('unsupported'),
  recover: () => Promise.resolve({ kind: 'no-list' }),
  download: (wire, handle, _request, sink) => download(wire, handle, sink),
  probe: (wire) => reportByModels(wire, '/models', 'data'),
};

/** What is made of another clip names it by its address, which lasts for a short time: it is asked for anew, freely. */
async function submit(wire: Wire, call: OrderCall): Promise<Submitted> {
  const { work } = call.request;
  const path = PATHS[work.kind];
  if (path === undefined) return { kind: 'refused', problem: 'request-refused', failure: null };
  let source = '';
  if (work.kind !== 'new') {
    const found = await sourceOf(wire, work.handle);
    if (typeof found !== 'string') return found;
    source = found;
  }
  const reading = { accepted: numberedBy('request_id'), words, billed: isBilled };
  return submitOnce(wire, created(call, path, source), call.attemptId, reading);
}

async function created(call: OrderCall, path: string, source: string): Promise<Order> {
  const json = source === '' ? await generation(call) : remake(call, source);
  return { method: 'POST', path, body: { json } };
}

/** The address of a clip that it made before; or why there is nothing to be sent. */
async function sourceOf(wire: Wire, handle: string): Promise<string | Submitted> {
  const heard = await wire.ask(jobOrder(handle));
  const news = newsIn(heard, wire.now());
  if (news.kind === 'unreachable') return { kind: 'later', afterMs: news.afterMs ?? LATER_MS };
  if (news.kind === 'blocked') return { kind: 'blocked', problem: news.problem };
  const url = news.kind === 'done' ? urlIn(heard) : '';
  return url || { kind: 'refused', problem: 'result-expired', failure: null };
}

/** The address is asked for anew each time: it is short-lived, and is kept nowhere. */
async function download(wire: Wire, handle: string, sink: DownloadSink): Promise<Downloaded> {
  const heard = await wire.ask(jobOrder(handle));
  const news = newsIn(heard, wire.now());
  if (news.kind !== 'done') return notFrom(news);
  const url = urlIn(heard);
  return url === '' ? not('file-empty') : follow(wire, url, sink);
}
