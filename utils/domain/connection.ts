import * as v from 'valibot';
import { amount, text } from './bounds';

/** A server that the user connected. Holds no secret. */
export const Connection = v.object({
  id: text(64),
  kind: v.literal('openai-videos'),
  name: v.pipe(text(80), v.minLength(1)),
  /** Up to and without the "/videos" part, no slash at the end: "http://127.0.0.1:8091/v1". */
  baseUrl: v.pipe(text(2048), v.url()),
  /** Empty: the server has one model, and takes no name. */
  model: text(200),
  /** What the user says a second of video costs there, in US dollars; null: not known. */
  usdPerSecond: v.nullable(amount),
  /** When the user last said so. */
  priceAt: v.number(),
  createdAt: v.number(),
});
export type Connection = v.InferOutput<typeof Connection>;

/** What a free call found at an address the user typed. */
export interface ServerReport {
  answer: 'ok' | 'not-reachable' | 'needs-permission' | 'needs-key' | 'not-a-video-server';
  /** Names of its models, as it lists them; at most 200. */
  models: string[];
  /** Whether it can list past work: what makes a lost answer recoverable. */
  lists: boolean;
}
