import * as v from 'valibot';
import { amount, text } from './bounds';
import { Request } from './request';
import { Source } from './source';

/** What the file is, as read back from its bytes. */
export const MediaFacts = v.object({
  mime: text(64),
  container: v.picklist(['mp4', 'webm', 'webp']),
  codec: v.picklist(['avc', 'hevc', 'vp9', 'av1', 'vp8', 'webp', 'other']),
  audioCodec: v.nullable(text(20)),
  width: amount,
  height: amount,
  fps: amount,
  frames: amount,
  seconds: amount,
  bytes: amount,
  /** False: the file is whole, but this browser cannot show its codec. Missing in clips of version 1. */
  playable: v.optional(v.boolean(), true),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type MediaFacts = v.InferOutput<typeof MediaFacts>;

/** Where a clip comes from and how it was made: kept for ever, shown on the clip, written into exports. */
const RecordCard = v.object({
  source: Source,
  request: Request,
  provider: v.object({ id: text(40), name: text(80), model: text(200), generative: v.boolean() }),
  /** IPTC digital source type, the last part of its URI. */
  digitalSourceType: v.picklist(['algorithmicMedia', 'composite', 'trainedAlgorithmicMedia']),
  startedAt: v.number(),
  finishedAt: v.number(),
  /** Milliseconds the renderer itself worked. */
  renderMs: amount,
  /** `usd`: as charged, else as estimated; null where nobody says. */
  cost: v.object({ usd: v.nullable(v.number()), basis: text(80) }),
  /** What the provider calls the work; empty on this device. Missing in clips of version 1. */
  handle: v.optional(text(400), ''),
  /** Version of Pagereel that made it. */
  madeBy: text(40),
});

/** A finished video. Bytes and poster are kept apart, under the same id. */
export const Clip = v.object({
  id: text(64),
  jobId: text(64),
  createdAt: v.number(),
  title: text(400),
  media: MediaFacts,
  record: RecordCard,
  /** When the user deleted it; it can be taken back until it is swept. */
  deletedAt: v.nullable(v.number()),
});
export type Clip = v.InferOutput<typeof Clip>;
