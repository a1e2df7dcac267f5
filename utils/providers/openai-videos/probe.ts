import * as v from 'valibot';
import type { Preset, ServerReport } from '@/utils/domain';
import { unreachable, wordsIn, type Heard, type Wire } from '../service';
import { serverCard } from './card';
import { kindOf, Model } from './kind';
import { firstFrameOf } from './names';
import { listOrder, modelsOrder, retrieveOrder } from './orders';

const MAX_MODELS = 200;
const List = v.object({ data: v.array(v.unknown()) });

/** An id that no server has. */
const NOBODY = 'pagereel-test';

/** A free look at a server, for the user's own "Test": a few GETs, nothing is made. */
export async function probe(wire: Wire): Promise<ServerReport> {
  const models = await wire.ask(modelsOrder);
  const videos = await wire.ask(listOrder(1, ''));
  const seen = await answerTo(wire, models, videos);
  const answer = seen === 'not-a-video-server' && (await knowsVideos(wire)) ? 'ok' : seen;
  const known = modelsIn(models);
  const preset = kindOf(known, [models, videos]);
  const guess = preset ? { preset } : {};
  if (answer !== 'ok') return { answer, lists: false, models: [], cards: [], ...guess };
  const cards = known.filter(makesVideos).map((model) => cardOf(model, preset ?? 'custom', wire.now()));
  return { answer, lists: listIn(videos) !== null, models: known.map(({ id }) => id), cards, ...guess };
}

async function answerTo(wire: Wire, models: Heard, videos: Heard): Promise<ServerReport['answer']> {
  if (videos.kind === 'silence') return videos.sent ? unreachable(wire) : 'not-reachable';
  const { status, form } = videos;
  if (status === 402) return 'no-credit';
  const refused = models.kind === 'answer' && [401, 403].includes(models.status);
  if (status === 401 || status === 403 || (refused && status !== 200)) {
    return wire.hasKey ? 'bad-key' : 'needs-key';
  }
  if (listIn(videos)) return 'ok';
  // Somebody is there and has no time; or only what stands before the server is.
  if (status === 429) return 'ok';
  if (status >= 500 && status !== 501) return 'not-reachable';
  // The place is known there and only has no list: other methods, other parameters.
  return form !== 'html' && [400, 405, 422, 501].includes(status) ? 'ok' : 'not-a-video-server';
}

/** A relay may have no list, and answer to it as to any place it does not know; asked for one video, it knows the word. */
async function knowsVideos(wire: Wire): Promise<boolean> {
  const heard = await wire.ask(retrieveOrder(NOBODY));
  if (heard.kind === 'silence' || heard.status < 400 || heard.status >= 500) return false;
  const words = wordsIn(heard.json);
  // Without the address itself, which many an error repeats.
  const said = `${words?.code ?? ''} ${words?.message ?? ''}`.replaceAll(/\S*\/\S*/g, '');
  return /video|task|job/i.test(said);
}

function listIn(heard: Heard): unknown[] | null {
  if (heard.kind === 'silence' || heard.status !== 200) return null;
  const parsed = v.safeParse(List, heard.json);
  return parsed.success ? parsed.output.data : null;
}

function modelsIn(models: Heard): Model[] {
  return (listIn(models) ?? []).slice(0, MAX_MODELS).flatMap((model) => {
    const parsed = v.safeParse(Model, model);
    return parsed.success ? [parsed.output] : [];
  });
}

/** A gateway that says what its models are for serves others too. */
function makesVideos({ supported_endpoint_types: types }: Model): boolean {
  return types === null || types.some((type) => /video/i.test(type));
}

/** Without a price: that is the user's to say. */
function cardOf({ id, task_type: task }: Model, preset: Preset, asOf: number): ServerReport['cards'][number] {
  const firstFrame = firstFrameOf(task || id);
  return serverCard({ preset, usdPerSecond: null, priceAt: asOf }, id, firstFrame);
}
