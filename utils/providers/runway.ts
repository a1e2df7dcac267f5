import * as v from 'valibot';
import type { ServerReport, ServiceRequest } from '@/utils/domain';
import type { CancelAnswer, Downloaded, DownloadSink, Progress, Submitted } from './port';
import {
  breakdown,
  follow,
  frameWish,
  inputsOf,
  noNews,
  not,
  notFrom,
  numberedBy,
  obstacleIn,
  plainReport,
  pollAfterMs,
  sentPictures,
  stateWord,
  submitOnce,
  told,
  word,
  wordsIn,
  wordsOf,
  type Accepted,
  type Heard,
  type Order,
  type OrderCall,
  type ServiceAdapter,
  type Wire,
  type Words,
} from './service';

const MB = 1024 * 1024;
/** In base64 it is a third more, and 5 MB are the limit of that. */
const MAX_PICTURE = 3.5 * MB;
/** It asks not to be asked more often for one task. */
const PACE_MS = 5000;
const USD_PER_CREDIT = 0.01;
/** No clip costs as much: a slip of the pen must not use up a month's limit. */
const MAX_CREDITS = 1_000_000;
const MAX_MODELS = 200;

const Cost = v.fallback(v.object({ credits: told }), { credits: null });
const Task = v.object({
  status: stateWord,
  /** From 0 to 1. */
  progress: told,
  failure: word(2000),
  failureCode: word(80),
  output: v.fallback(v.array(word(8192)), []),
  cost: Cost,
});
type Task = v.InferOutput<typeof Task>;

/** What is wrong with which part of an order. */
const Issues = v.object({
  error: word(300),
  issues: v.pipe(
    v.array(v.object({ path: v.array(v.union([v.string(), v.number()])), message: word(300) })),
    v.minLength(1),
  ),
});
const Quoted = v.object({ estimatedCost: Cost });
const Organization = v.object({
  creditBalance: told,
  tier: v.fallback(v.object({ models: v.fallback(v.record(v.string(), v.unknown()), {}) }), { models: {} }),
});

export const runway: ServiceAdapter = {
  id: 'runway',
  concurrency: 2,
  needsKey: true,
  auth: (key) => ({ Authorization: `Bearer ${key}`, 'X-Runway-Version': '2024-11-06' }),
  pictureWish: (request) => frameWish(request, MAX_PICTURE),
  submit,
  poll: async (wire, handle) => newsIn(await wire.ask(taskOrder(handle)), wire.now()),
  cancel: (wire, handle) => cancel(wire, handle),
  recover: () => Promise.resolve({ kind: 'no-list' }),
  download: (wire, handle, _request, sink) => download(wire, handle, sink),
  probe,
};

function taskOrder(handle: string, method: Order['method'] = 'GET'): Order {
  return { method, path: `/tasks/${encodeURIComponent(handle)}` };
}

async function submit(wire: Wire, call: OrderCall): Promise<Submitted> {
  const reading = { accepted, words };
  const submitted = await submitOnce(wire, created(call), call.attemptId, reading);
  const ofModel = submitted.kind === 'refused' && submitted.failure?.code === 'model';
  return ofModel ? { ...submitted, problem: 'model-retired' } : submitted;
}

const numbered = numberedBy('id');

/** Nobody else says at once what an order will cost at most. */
function accepted(json: unknown): Accepted | null {
  const work = numbered(json);
  if (!work) return null;
  const usd = costOf(v.parse(Quoted, json).estimatedCost);
  return usd === null ? work : { ...work, usd };
}

/** A text alone has a place of its own; there pictures are only gone by. */
async function created({ request, pictures }: OrderCall): Promise<Order> {
  const sent = await sentPictures(pictures);
  const frames = sent.filter(({ role }) => role !== 'reference');
  const references = sent.filter(({ role }) => role === 'reference').map(({ url }) => ({ uri: url }));
  const json = {
    model: request.model,
    ...inputsOf(request, sent),
    ...(frames.length > 0
      ? { promptImage: frames.map(({ role, url }) => ({ uri: url, position: PLACES[role] })) }
      : {}),
    ...(references.length > 0 ? { references } : {}),
  };
  return { method: 'POST', path: frames.length > 0 ? '/image_to_video' : '/text_to_video', body: { json } };
}

const PLACES: Partial<Record<ServiceRequest['images'][number]['role'], string>> = {
  'first-frame': 'first',
  'last-frame': 'last',
};

/** The part of the order that it is about stands in place of a code: it has none. */
function words(json: unknown): Words | null {
  const parsed = v.safeParse(Issues, json);
  if (!parsed.success) return wordsIn(json);
  const [issue] = parsed.output.issues;
  const about = issue?.path.join('.') ?? '';
  return wordsOf({ code: about, message: `${parsed.output.error}: ${about} ${issue?.message ?? ''}` });
}

function taskIn(heard: Heard): Task | null {
  if (heard.kind === 'silence' || heard.status < 200 || heard.status >= 300) return null;
  const parsed = v.safeParse(Task, heard.json);
  return parsed.success && parsed.output.status !== '' ? parsed.output : null;
}

function newsIn(heard: Heard, now: number): Progress {
  const task = taskIn(heard);
  if (heard.kind === 'silence' || !task) return noNews(heard, now);
  switch (task.status) {
    case 'succeeded':
      return { kind: 'done', renderMs: 0, expiresAt: null, chargedUsd: costOf(task.cost) };
    case 'failed':
    case 'cancelled':
    case 'canceled':
      return failed(task);
    default: {
      const { progress } = task;
      const percent = progress !== null && progress <= 1 ? Math.round(progress * 100) : null;
      const afterMs = Math.max(pollAfterMs(heard.headers, now) ?? 0, PACE_MS);
      return { kind: 'working', percent, expiresAt: null, afterMs };
    }
  }
}

/** "SAFETY.INPUT.TEXT", "SAFETY.OUTPUT.VIDEO", "INPUT_PREPROCESSING.SAFETY.THIRD_PARTY", "ASSET.INVALID". */
function failed(task: Task): Progress {
  const { failure: message, failureCode: code, status } = task;
  const cost = costOf(task.cost);
  const gate = gateOf(code.toUpperCase());
  const { problem, failure } = breakdown(wordsOf({ code, message }), {
    status,
    cost,
    ...(gate ? { gate } : {}),
  });
  const refused = problem === 'provider-failed' && gate !== null;
  return { kind: 'failed', problem: refused ? 'request-refused' : problem, failure, chargedUsd: cost };
}

function gateOf(code: string): 'input' | 'image' | 'output' | null {
  if (code.startsWith('ASSET.')) return 'image';
  if (code.includes('INPUT_VALIDATION')) return 'input';
  if (!code.includes('SAFETY')) return null;
  if (code.includes('OUTPUT')) return 'output';
  if (code.includes('IMAGE')) return 'image';
  return code.includes('INPUT') ? 'input' : null;
}

function costOf({ credits }: v.InferOutput<typeof Cost>): number | null {
  return credits === null || credits > MAX_CREDITS ? null : Math.round(credits * USD_PER_CREDIT * 1e6) / 1e6;
}

/** DELETE takes back what is not over, and removes for good what is, paid or not: so the task is looked at first. */
async function cancel(wire: Wire, handle: string): Promise<CancelAnswer> {
  const before = await standing(wire, handle);
  if (before !== 'working') return before;
  const heard = await wire.ask(taskOrder(handle, 'DELETE'));
  if (heard.kind === 'silence' || heard.status === 429 || heard.status >= 500) return 'unreachable';
  // A page with a 200 is somebody else's.
  if (heard.status >= 200 && heard.status < 300) return heard.form === 'html' ? 'unreachable' : 'canceled';
  const after = await standing(wire, handle);
  return after === 'working' ? 'unsupported' : after;
}

/** What was taken back before, and the answer lost, stands there as taken back. */
async function standing(wire: Wire, handle: string): Promise<CancelAnswer | 'working'> {
  const heard = await wire.ask(taskOrder(handle));
  if (/^cancell?ed$/.test(taskIn(heard)?.status ?? '')) return 'canceled';
  const { kind } = newsIn(heard, wire.now());
  if (kind === 'working') return 'working';
  if (kind === 'done' || kind === 'failed') return 'too-late';
  return kind === 'gone' ? 'unsupported' : 'unreachable';
}

/** Addresses of files are good for a day: they are asked for anew every time. */
async function download(wire: Wire, handle: string, sink: DownloadSink): Promise<Downloaded> {
  const heard = await wire.ask(taskOrder(handle));
  const news = newsIn(heard, wire.now());
  if (news.kind !== 'done') return notFrom(news);
  const url = taskIn(heard)?.output.find((each) => each !== '') ?? '';
  return url === '' ? not('file-empty') : follow(wire, url, sink);
}

/** Says what is left to spend, and which models the account may use. */
async function probe(wire: Wire): Promise<ServerReport> {
  const heard = await wire.ask({ method: 'GET', path: '/organization' });
  const obstacle = obstacleIn(wire, heard);
  if (obstacle) return plainReport(obstacle);
  const parsed = v.safeParse(Organization, heard.kind === 'answer' ? heard.json : null);
  if (!parsed.success) return plainReport('not-a-video-server');
  const { creditBalance, tier } = parsed.output;
  if (creditBalance === 0) return plainReport('no-credit');
  const models = Object.keys(tier.models).filter((name) => name.length <= 200);
  return { ...plainReport('ok'), models: models.slice(0, MAX_MODELS) };
}
