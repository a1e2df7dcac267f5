/** Every provider that is put to the test, with an order that its model takes. */
import { isOffered, type Connection, type ModelCard, type Preset, type ServiceRequest } from '@/utils/domain';
import { cardsFor, loadModels, serviceRequest } from '@/utils/providers';
import { probeService } from '@/utils/providers/runtime';
import { startVideoServer, type FlavourName, type VideoServerOptions } from '../servers/videos';
import { aConnection, aRequest } from '../unit/samples';
import { KEY } from './rig';

export interface Subject {
  name: string;
  flavour: FlavourName;
  options: Partial<VideoServerOptions>;
  connection: Connection;
  card: ModelCard;
  /** All models that it has on offer. */
  cards: ModelCard[];
  request: ServiceRequest;
}

const VIDEOS: readonly [flavour: FlavourName, preset: Preset, model: string][] = [
  ['openai', 'custom', 'sora-2'],
  ['vllm', 'vllm-omni', ''],
  ['sglang', 'sglang', ''],
  ['litellm', 'litellm', 'gemini/veo-3.1-generate-preview'],
  ['newapi', 'new-api', 'kling-v3'],
  ['relay', 'custom', 'wan3.0'],
];
const HOSTED: readonly [flavour: FlavourName, kind: Connection['kind']][] = [
  ['openrouter', 'openrouter'],
  ['gemini', 'gemini-omni'],
  ['xai', 'xai'],
  ['fal', 'fal'],
  ['runway', 'runway'],
  ['replicate', 'replicate'],
];

export async function allSubjects(): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const [flavour, preset, model] of VIDEOS) {
    const connection = aConnection({ preset, model, usdPerSecond: 0.1 });
    subjects.push(await subjectOf(`/v1/videos: ${flavour}`, flavour, connection));
  }
  for (const [flavour, kind] of HOSTED) {
    subjects.push(await subjectOf(kind, flavour, aConnection({ kind, model: '', usdPerSecond: null })));
  }
  return subjects;
}

async function subjectOf(name: string, flavour: FlavourName, connection: Connection): Promise<Subject> {
  const options = connection.model === '' ? {} : { model: connection.model };
  const listed = connection.kind === 'openrouter' ? await listedBy(flavour, connection) : [];
  const cards = cardsFor(connection, await loadModels(), { cards: listed });
  const offered = cards.filter((each) => isOffered(each, Date.now()));
  const card = offered.find((each) => each.firstFrame !== 'required');
  if (!card) throw new Error(`${name} has no model`);
  const request = serviceRequest({
    connection,
    card,
    storyboard: aRequest().storyboard,
    plan: null,
    wishes: { prompt: 'A lighthouse', seconds: 5, aspect: '16:9', resolution: '720p', audio: true, seed: 7 },
  });
  return { name, flavour, options, connection, card, cards: offered, request };
}

async function listedBy(flavour: FlavourName, { kind }: Connection): Promise<ModelCard[]> {
  const server = await startVideoServer({ flavour, apiKey: KEY });
  const ports = {
    fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
    hasHost: () => Promise.resolve(true),
    now: () => Date.now(),
  };
  const at = { kind, preset: 'custom' as const, baseUrl: server.baseUrl };
  const report = await probeService(at, { kind: 'key', key: KEY }, ports);
  await server.close();
  return report.cards;
}
