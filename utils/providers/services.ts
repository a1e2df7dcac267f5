import type { Connection, ConnectionKind, ModelCard, ServerReport, ServiceId } from '@/utils/domain';
import { fal } from './fal/provider';
import { geminiOmni } from './gemini-omni/provider';
import { openaiVideos } from './openai-videos/provider';
import { openrouter } from './openrouter/provider';
import type { VideoProvider } from './port';
import { replicate } from './replicate/provider';
import { runway } from './runway';
import { serviceProvider, Wire, type KeyAnswer, type ServiceAdapter, type ServicePorts } from './service';
import { xai } from './xai/provider';

const ADAPTERS: Readonly<Record<ServiceId, ServiceAdapter>> = {
  'openai-videos': openaiVideos,
  openrouter,
  'gemini-omni': geminiOmni,
  xai,
  fal,
  runway,
  replicate,
};

/** Every service as the job runner sees it. */
export function serviceProviders(ports: ServicePorts): Readonly<Record<ServiceId, VideoProvider>> {
  const entries = Object.values(ADAPTERS).map((adapter) => [adapter.id, serviceProvider(adapter, ports)]);
  return Object.fromEntries(entries) as Record<ServiceId, VideoProvider>;
}

/** The models of a service that lists them to anybody, by one free call without a key. Null: not now, or it does not. */
export async function listModels(
  { kind, baseUrl }: Pick<Connection, 'kind' | 'baseUrl'>,
  ports: Pick<ServicePorts, 'fetch' | 'hasHost' | 'now'>,
): Promise<ModelCard[] | null> {
  const list = kind === 'chat' ? undefined : ADAPTERS[kind].list;
  if (!list || !(await ports.hasHost(baseUrl))) return null;
  return list(new Wire(ports, { baseUrl, key: { kind: 'none' }, auth: () => ({}) }));
}

/** A free look at a service or a server, saved or about to be. */
export async function probeService(
  { kind, baseUrl }: { kind: ConnectionKind; baseUrl: string },
  key: KeyAnswer,
  ports: Pick<ServicePorts, 'fetch' | 'hasHost' | 'now'>,
): Promise<ServerReport> {
  const nothing = { models: [], cards: [], lists: false };
  if (kind === 'chat') throw new TypeError('a chat model makes no videos');
  const adapter = ADAPTERS[kind];
  if (!(await ports.hasHost(baseUrl))) return { answer: 'needs-permission', ...nothing };
  if (key.kind === 'locked') return { answer: 'key-locked', ...nothing };
  if (key.kind !== 'key' && adapter.needsKey) return { answer: 'needs-key', ...nothing };
  return adapter.probe(new Wire(ports, { baseUrl, key, auth: adapter.auth }));
}
