import * as v from 'valibot';
import type { ModelCard, ServerReport } from '@/utils/domain';
import type { Downloaded, DownloadSink, Progress } from '../port';
import {
  dataUrlOf,
  done,
  failed,
  follow,
  frameWish,
  inputsOf,
  notFrom,
  numberedBy,
  obstacleIn,
  plainReport,
  pollAfterMs,
  pollOnce,
  stateWord,
  submitOnce,
  told,
  word,
  wordsIn,
  wordsOf,
  working,
  type Heard,
  type Order,
  type OrderCall,
  type Picture,
  type ServiceAdapter,
  type Wire,
  type Words,
} from '../service';
import { cardsIn } from './models';

const MB = 1024 * 1024;
/** "Every ten to thirty seconds", says its documentation. */
const PACE_MS = 10_000;

const Job = v.object({
  status: stateWord,
  error: v.optional(v.unknown()),
  unsigned_urls: v.fallback(v.array(word(8192)), []),
  urls: v.fallback(v.array(word(8192)), []),
  usage: v.fallback(v.object({ cost: told }), { cost: null }),
});

/** What the maker's own service said, where OpenRouter only says that it said something. */
const Upstream = v.object({
  error: v.object({ code: v.unknown(), message: v.string(), metadata: v.object({ raw: v.string() }) }),
});

const KeyBody = v.object({
  data: v.object({ limit_remaining: v.fallback(v.nullable(v.number()), null) }),
});

/** Many makers' models behind one key. The list of models says what each takes and costs. */
export const openrouter: ServiceAdapter = {
  id: 'openrouter',
  concurrency: 3,
  needsKey: true,
  auth: (key) => ({ Authorization: `Bearer ${key}` }),
  pictureWish: (request) => frameWish(request, 8 * MB),
  submit: (wire, call) =>
    submitOnce(wire, createOrder(call), call.attemptId, { accepted: numberedBy('id'), words }),
  poll: (wire, handle) => pollOnce(wire, jobOrder(handle), (json, heard) => newsIn(json, heard, wire.now())),
  cancel: () => Promise.resolve('unsupported'),
  recover: () => Promise.resolve({ kind: 'no-list' }),
  download: (wire, handle, _request, sink) => download(wire, handle, sink),
  probe,
  list: async (wire) => cardsOf(await wire.ask(modelsOrder), wire),
};

const pathOf = (handle: string): string => `/videos/${encodeURIComponent(handle)}`;
const modelsOrder: Order = { method: 'GET', path: '/videos/models' };
const jobOrder = (handle: string): Order => ({ method: 'GET', path: pathOf(handle) });

async function createOrder({ request, pictures }: OrderCall): Promise<Order> {
  const { model, negative, seconds, inputs, audio, seed } = request;
  const { aspect, resolution } = inputs.aspect ? { aspect: '', resolution: '' } : request;
  const frames = pictures.filter(({ role }) => role !== 'reference');
  const references = pictures.filter(({ role }) => role === 'reference');
  const json = {
    model,
    // The prompt, and the size where the model has no other word for its shape.
    ...inputsOf(request, []),
    duration: seconds,
    // What is undefined is not sent.
    aspect_ratio: aspect || undefined,
    resolution: resolution || undefined,
    generate_audio: audio ?? undefined,
    seed: seed ?? undefined,
    provider: negative === '' ? undefined : { options: { 'atlas-cloud': { negative_prompt: negative } } },
    frame_images: frames.length > 0 ? await Promise.all(frames.map(frameOf)) : undefined,
    input_references: references.length > 0 ? await Promise.all(references.map(partOf)) : undefined,
  };
  return { method: 'POST', path: '/videos', body: { json } };
}

const partOf = async (picture: Picture) => ({
  type: 'image_url',
  image_url: { url: await dataUrlOf(picture) },
});

const frameOf = async (picture: Picture) => ({
  ...(await partOf(picture)),
  frame_type: picture.role === 'last-frame' ? 'last_frame' : 'first_frame',
});

function words(json: unknown): Words | null {
  const upstream = v.safeParse(Upstream, json);
  if (!upstream.success) return wordsIn(json);
  const { code, message, metadata } = upstream.output.error;
  return wordsOf({ code, message: `${message}: ${metadata.raw}` });
}

function newsIn(json: unknown, { headers }: Heard & { kind: 'answer' }, now: number): Progress | null {
  const parsed = v.safeParse(Job, json);
  if (!parsed.success) return null;
  const {
    status,
    error,
    usage: { cost },
  } = parsed.output;
  const said = wordsOf(error);
  switch (status) {
    case 'failed':
    case 'cancelled':
    case 'canceled':
    case 'expired':
      return failed(said, { status, cost });
    case '':
      return null;
    case 'completed':
      // Moderation of the result, as relays tell it: "completed", an error, and the bill.
      return said ? failed(said, { status, cost, gate: 'output' }) : done(cost);
    default:
      return working(pollAfterMs(headers, now) ?? PACE_MS);
  }
}

/** From OpenRouter's own copy; where it has none, the job says why, or where else its file is. */
async function download(wire: Wire, handle: string, sink: DownloadSink): Promise<Downloaded> {
  const own = await follow(wire, `${wire.baseUrl}${pathOf(handle)}/content?index=0`, sink);
  if (own.ok || (own.problem !== 'result-expired' && own.problem !== 'not-a-video')) return own;
  let elsewhere = '';
  const news = await pollOnce(wire, jobOrder(handle), (json, heard) => {
    elsewhere = addressIn(wire, json);
    return newsIn(json, heard, wire.now());
  });
  if (news.kind !== 'done') return notFrom(news);
  return elsewhere === '' ? own : follow(wire, elsewhere, sink);
}

/** The file's address at another host; empty: none. */
function addressIn(wire: Wire, json: unknown): string {
  const parsed = v.safeParse(Job, json);
  const named = parsed.success ? [...parsed.output.urls, ...parsed.output.unsigned_urls] : [];
  return named.find((url) => /^https?:/.test(url) && !wire.isOwn(wire.resolved(url) ?? wire.baseUrl)) ?? '';
}

const cardsOf = (models: Heard, wire: Wire): ModelCard[] | null =>
  obstacleIn(wire, models) === null && models.kind === 'answer' ? cardsIn(models.json, wire.now()) : null;

/** The key and what is left on it; then the models, which anybody may list. */
async function probe(wire: Wire): Promise<ServerReport> {
  const key = await wire.ask({ method: 'GET', path: '/key' });
  const obstacle = obstacleIn(wire, key);
  if (obstacle) return plainReport(obstacle);
  const left = key.kind === 'answer' ? v.safeParse(KeyBody, key.json) : null;
  if (!left?.success) return plainReport('not-a-video-server');
  const models = await wire.ask(modelsOrder);
  const failed = obstacleIn(wire, models);
  if (failed) return plainReport(failed);
  const cards = cardsOf(models, wire);
  if (!cards) return plainReport('not-a-video-server');
  const { limit_remaining: rest } = left.output.data;
  const answer = rest !== null && rest <= 0 ? 'no-credit' : 'ok';
  return { answer, models: cards.map(({ id }) => id), cards, lists: false };
}
