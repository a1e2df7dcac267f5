import type { ConnectionKind, ServiceId } from '@/utils/domain';

/** Services with one address of their own. */
export type HostedId = Exclude<ServiceId, 'openai-videos'>;

export interface ServiceFacts {
  /** Their own name; not translated. */
  name: string;
  /** Where orders go. */
  baseUrl: string;
  /** What permission is asked for when it is connected: the API, and the hosts its files are known to lie on. */
  hosts: readonly `https://${string}/*`[];
  /** Where a key is made. */
  keyUrl: string;
  /** Where its prices stand. */
  pricesUrl: string;
  /** How its keys begin, as an example in the field; empty: nothing to tell them by. */
  keyBegins: string;
}

/** What is the same for everybody who connects one of them. Files on other hosts are asked for when they are met. */
export const SERVICES: Readonly<Record<HostedId, ServiceFacts>> = {
  openrouter: {
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    hosts: ['https://openrouter.ai/*'],
    keyUrl: 'https://openrouter.ai/settings/keys',
    pricesUrl: 'https://openrouter.ai/models?output_modalities=video',
    keyBegins: 'sk-or-',
  },
  'gemini-omni': {
    name: 'Gemini Omni',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    hosts: ['https://generativelanguage.googleapis.com/*'],
    keyUrl: 'https://aistudio.google.com/apikey',
    pricesUrl: 'https://ai.google.dev/gemini-api/docs/pricing',
    keyBegins: 'AIza',
  },
  xai: {
    name: 'Grok Imagine',
    baseUrl: 'https://api.x.ai/v1',
    hosts: ['https://api.x.ai/*', 'https://vidgen.x.ai/*'],
    keyUrl: 'https://console.x.ai',
    pricesUrl: 'https://docs.x.ai/docs/models',
    keyBegins: 'xai-',
  },
  fal: {
    name: 'fal',
    baseUrl: 'https://queue.fal.run',
    hosts: ['https://queue.fal.run/*', 'https://*.fal.media/*'],
    keyUrl: 'https://fal.ai/dashboard/keys',
    pricesUrl: 'https://fal.ai/pricing',
    keyBegins: '',
  },
  runway: {
    name: 'Runway',
    baseUrl: 'https://api.dev.runwayml.com/v1',
    hosts: ['https://api.dev.runwayml.com/*'],
    keyUrl: 'https://dev.runwayml.com',
    pricesUrl: 'https://docs.dev.runwayml.com/guides/pricing/',
    keyBegins: 'key_',
  },
  replicate: {
    name: 'Replicate',
    baseUrl: 'https://api.replicate.com/v1',
    hosts: ['https://api.replicate.com/*', 'https://replicate.delivery/*', 'https://*.replicate.delivery/*'],
    keyUrl: 'https://replicate.com/account/api-tokens',
    pricesUrl: 'https://replicate.com/pricing',
    keyBegins: 'r8_',
  },
};

export function isHosted(kind: ConnectionKind): kind is HostedId {
  return Object.hasOwn(SERVICES, kind);
}
