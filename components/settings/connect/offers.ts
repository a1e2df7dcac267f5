/** What can be connected, and what is said of it before. Pure. */
import {
  CONNECTION_KINDS,
  isOffered,
  type Connection,
  type ConnectionKind,
  type ModelCard,
  type Preset,
} from '@/utils/domain';
import { isHosted, SERVICES } from '@/utils/providers';
import { t, type MessageKey } from '../../i18n';

/** In the order they are offered: what costs nothing first. */
export const OFFERS: readonly ConnectionKind[] = CONNECTION_KINDS;

export const ABOUT: Record<ConnectionKind, MessageKey> = {
  'openai-videos': 'offerOwnAbout',
  openrouter: 'offerOpenrouterAbout',
  'gemini-omni': 'offerGeminiAbout',
  xai: 'offerXaiAbout',
  fal: 'offerFalAbout',
  runway: 'offerRunwayAbout',
  replicate: 'offerReplicateAbout',
  chat: 'offerChatAbout',
};

/** What it is called before it has a name of the user's. */
export function offerName(kind: ConnectionKind): string {
  if (isHosted(kind)) return SERVICES[kind].name;
  return t(kind === 'chat' ? 'offerChat' : 'offerOwn');
}

/** "queue.fal.run", "*.fal.media": whom the browser is asked about. */
export function hostsOf(kind: ConnectionKind): string[] {
  return isHosted(kind) ? SERVICES[kind].hosts.map((pattern) => pattern.slice('https://'.length, -2)) : [];
}

/** Services whose key works for their chat models too. */
export function hasChat(kind: ConnectionKind): boolean {
  return kind !== 'fal' && kind !== 'runway' && kind !== 'replicate';
}

export interface FromPrice {
  /** US dollars for a second. */
  usd: number;
  /** When it was looked up (ms). */
  asOf: number;
}

/** The least that a second costs among models that are still offered; undefined where nobody says. */
export function fromPrice(cards: readonly ModelCard[], now: number): FromPrice | undefined {
  const prices = cards
    .filter((card) => isOffered(card, now))
    .flatMap(({ prices, asOf }) =>
      prices.filter(({ per }) => per === 'second').map(({ usd }) => ({ usd, asOf })),
    );
  return prices.toSorted((a, b) => a.usd - b.usd)[0];
}

/** Programs that speak `/v1/videos`, with the address they usually have. */
export const PROGRAMS: Record<Preset, { name: string; address: string; bodies: Connection['body'][] }> = {
  'vllm-omni': { name: 'vLLM-Omni', address: 'http://127.0.0.1:8091/v1', bodies: ['multipart'] },
  sglang: { name: 'SGLang', address: 'http://127.0.0.1:30000/v1', bodies: ['multipart', 'json'] },
  litellm: { name: 'LiteLLM', address: 'http://127.0.0.1:4000/v1', bodies: ['multipart', 'json'] },
  'new-api': { name: 'new-api', address: 'http://127.0.0.1:3000/v1', bodies: ['multipart', 'json'] },
  custom: { name: '', address: 'http://127.0.0.1:8000/v1', bodies: ['multipart', 'json'] },
};

export function programName(preset: Preset): string {
  return PROGRAMS[preset].name || t('programOther');
}

/** Where chat models are found, with what has to be known there. */
export const CHAT_PLACES = {
  ollama: { name: 'Ollama', address: 'http://localhost:11434/v1', hint: 'chatOllamaHint' },
  'lm-studio': { name: 'LM Studio', address: 'http://localhost:1234/v1', hint: 'chatLmStudioHint' },
  openai: { name: 'OpenAI', address: 'https://api.openai.com/v1', hint: undefined },
  other: { name: '', address: '', hint: undefined },
} as const satisfies Record<string, { name: string; address: string; hint: MessageKey | undefined }>;
export type ChatPlace = keyof typeof CHAT_PLACES;

/** Which of them an address is. */
export function chatPlaceOf(address: string): ChatPlace {
  const known = (Object.keys(CHAT_PLACES) as ChatPlace[]).find(
    (place) => place !== 'other' && CHAT_PLACES[place].address === address,
  );
  return known ?? 'other';
}
