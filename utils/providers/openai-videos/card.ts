import type { Connection, ModelCard, Preset, PromptFamily, Task } from '@/utils/domain';
import { familyOf, firstFrameOf } from './names';

/** Of one picture: as base64 in JSON it has to stay below the 20 MB that the protocol allows there. */
export const MAX_PICTURE_BYTES = 15 * 1024 * 1024 - 1024;

/** Pictures that MiniMax H3 goes by on vLLM-Omni, which refuses them beside a first frame; its others know of none. */
const MAX_REFERENCES = 4;

type Abilities = Pick<
  ModelCard,
  'seconds' | 'aspects' | 'resolutions' | 'negative' | 'seed' | 'tasks' | 'progress' | 'cancel'
>;

/** A server that runs open models computes what it is asked for: lengths and shapes are free. */
const OWN_GPU: Abilities = {
  seconds: { kind: 'range', min: 1, max: 20, step: 1 },
  aspects: ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'],
  resolutions: ['480p', '720p', '1080p'],
  negative: true,
  seed: true,
  tasks: [],
  // Nothing is told between the beginning and the end.
  progress: 'none',
  cancel: 'any',
};

/** The protocol's own parameters, for a server that describes nothing. */
const ANY_SERVER: Abilities = {
  seconds: { kind: 'list', values: [4, 5, 6, 8, 10, 12] },
  aspects: ['16:9', '9:16', '1:1'],
  resolutions: ['480p', '720p', '1080p'],
  negative: false,
  seed: false,
  tasks: [],
  progress: 'percent',
  cancel: 'any',
};

const KINDS: Record<Preset, Abilities> = {
  custom: ANY_SERVER,
  'vllm-omni': OWN_GPU,
  // It forgets what it is told to delete, and goes on making it.
  sglang: { ...OWN_GPU, cancel: 'none' },
  litellm: { ...ANY_SERVER, cancel: 'none' },
  'new-api': { ...ANY_SERVER, cancel: 'none' },
};

/** What can be made of a clip of OpenAI's own model, by way of whom. */
const TASKS_OF_SORA: Record<Preset, readonly Task[]> = {
  custom: ['edit', 'remix', 'extend'],
  litellm: ['edit', 'remix', 'extend'],
  'new-api': ['remix'],
  'vllm-omni': [],
  sglang: [],
};

/**
 * What may be asked of a server: what its kind takes and what the model's name tells. The price is the user's word;
 * nobody else says anything beforehand. `firstFrame`: what the server said of it.
 */
export function serverCard(
  connection: Pick<Connection, 'preset' | 'usdPerSecond' | 'priceAt'>,
  model: string,
  firstFrame: ModelCard['firstFrame'] = firstFrameOf(model),
): ModelCard {
  const { preset, usdPerSecond, priceAt } = connection;
  const family = familyOf(model);
  return {
    id: model,
    name: model,
    family,
    firstFrame,
    lastFrame: false,
    references: preset === 'vllm-omni' && /\bH3\b/i.test(model) ? MAX_REFERENCES : 0,
    mixes: false,
    maxImageBytes: MAX_PICTURE_BYTES,
    withImage: '',
    audio: audioOf(preset, model),
    maxPrompt: 32_000,
    resultTtlMs: null,
    prices: usdPerSecond === null ? [] : [{ usd: usdPerSecond, per: 'second', resolution: '', audio: null }],
    priceBasis: usdPerSecond === null ? 'not-told' : 'your-price',
    asOf: priceAt,
    retiredAt: null,
    inputs: {},
    ...KINDS[preset],
    ...limitsOf(family, preset, model),
  };
}

/** vLLM-Omni is told each time whether there is to be sound; not all of its models can make any. */
function audioOf(preset: Preset, model: string): ModelCard['audio'] {
  if (preset === 'vllm-omni') return /\bH3\b|LTX-?2|Cosmos-?3/i.test(model) ? 'choice' : 'none';
  return /sora-2|veo-3/i.test(model) ? 'always' : 'none';
}

/** Families that refuse any other length or shape, through whichever gateway. */
function limitsOf(family: PromptFamily, preset: Preset, model: string): Partial<Abilities> {
  switch (family) {
    case 'sora':
      return {
        seconds: { kind: 'list', values: [4, 8, 12] },
        aspects: ['16:9', '9:16'],
        // "1024p": 1792 by 1024.
        resolutions: /pro/i.test(model) ? ['720p', '1024p'] : ['720p'],
        tasks: [...TASKS_OF_SORA[preset]],
        cancel: 'none',
      };
    case 'veo':
      return {
        seconds: { kind: 'list', values: [4, 6, 8] },
        aspects: ['16:9', '9:16'],
        resolutions: ['720p', '1080p'],
      };
    default:
      return {};
  }
}
