import * as v from 'valibot';
import type { ServerReport } from '@/utils/domain';
import { wordsIn } from './failure';
import { listOrder, modelsOrder, retrieveOrder } from './orders';
import type { VideosPorts } from './ports';
import { Wire, type Heard } from './wire';

const MAX_MODELS = 200;
const List = v.object({ data: v.array(v.unknown()) });
const Model = v.object({ id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) });

/** An id that no server has. */
const NOBODY = 'pagereel-test';

/** A free look at a server, for the user's own "Test": two or three GETs, nothing is made. */
export async function probeServer(
  baseUrl: string,
  ports: Pick<VideosPorts, 'fetch' | 'hasHost' | 'now'>,
): Promise<ServerReport> {
  const wire = new Wire(ports, { connectionId: '', baseUrl });
  if (!(await wire.hasHost())) return { answer: 'needs-permission', lists: false, models: [] };
  const models = await wire.ask(modelsOrder);
  const videos = await wire.ask(listOrder(1, ''));
  const seen = answerTo(models, videos);
  const answer = seen === 'not-a-video-server' && (await knowsVideos(wire)) ? 'ok' : seen;
  const lists = answer === 'ok' && listIn(videos) !== null;
  return { answer, lists, models: answer === 'ok' ? idsIn(models) : [] };
}

function answerTo(models: Heard, videos: Heard): ServerReport['answer'] {
  if (videos.kind === 'silence') return 'not-reachable';
  const { status, form } = videos;
  const refused = models.kind === 'answer' && [401, 403].includes(models.status);
  if (status === 401 || status === 403 || (refused && status !== 200)) return 'needs-key';
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

function idsIn(models: Heard): string[] {
  return (listIn(models) ?? []).slice(0, MAX_MODELS).flatMap((model) => {
    const parsed = v.safeParse(Model, model);
    return parsed.success ? [parsed.output.id] : [];
  });
}
