import * as v from 'valibot';
import { amount, text } from './bounds';
import { SERVICE_IDS, type ModelCard } from './model-card';

/** What can be connected: every service, and chat models, which write plans and make no videos. */
export const CONNECTION_KINDS = [...SERVICE_IDS, 'chat'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

/** Whose `/v1/videos` it is: they differ in what they take. */
export const PRESETS = ['custom', 'vllm-omni', 'sglang', 'litellm', 'new-api'] as const;
export type Preset = (typeof PRESETS)[number];

/** A service or a server that the user connected. Holds no secret: keys are in a vault of their own. */
export const Connection = v.object({
  id: text(64),
  kind: v.picklist(CONNECTION_KINDS),
  /** Of `/v1/videos` only; 'custom' elsewhere. */
  preset: v.picklist(PRESETS),
  name: v.pipe(text(80), v.minLength(1)),
  /** Without a slash at the end: "http://127.0.0.1:8091/v1", "https://openrouter.ai/api/v1". */
  baseUrl: v.pipe(text(2048), v.url()),
  /** The one to begin with. Empty: the server has one model, and takes no name; or the first of a service's. */
  model: text(200),
  /** How an order is sent where a server takes either; services have their own way. */
  body: v.picklist(['multipart', 'json']),
  /** What the user says a second of video costs there, in US dollars; null: not known, or told by the service. */
  usdPerSecond: v.nullable(amount),
  /** What they say one still costs there; null: not known. */
  usdPerStill: v.nullable(amount),
  /** When the user last said either. */
  priceAt: v.number(),
  /** The user has seen what goes there and wants no card before each order; only with a limit set. */
  quick: v.boolean(),
  /** Chat model that writes plans here; empty: none. */
  chatModel: text(200),
  /** Model that makes stills here; empty: none. */
  imageModel: text(200),
  createdAt: v.number(),
});
export type Connection = v.InferOutput<typeof Connection>;

/** What a free call found out about a service or a server. */
export interface ServerReport {
  answer:
    | 'ok'
    | 'not-reachable'
    /** https that fails where a server is likely to have signed its certificate itself. */
    | 'certificate'
    /** Something is there, and the browser keeps its answer from us. */
    | 'cors'
    | 'needs-permission'
    | 'needs-key'
    | 'key-locked'
    | 'bad-key'
    | 'no-credit'
    | 'not-a-video-server';
  /** Names of its models, as it lists them; at most 200. */
  models: string[];
  /** Cards of its models, where it describes them. */
  cards: ModelCard[];
  /** Whether it can list past work: what makes a lost answer recoverable. */
  lists: boolean;
  /** Whose `/v1/videos` it seems to be, by its answers; absent: nothing tells. */
  preset?: Preset;
}

/** A service's models as it listed them, and when. */
export interface ListedModels {
  connectionId: string;
  at: number;
  cards: ModelCard[];
}
