import * as v from 'valibot';
import { msOf } from '../service';

/** What cannot be read stands for "not said": clones leave most of it out. */
const word = (max: number) => v.fallback(v.pipe(v.string(), v.maxLength(max)), '');
const figure = v.fallback(v.nullable(v.pipe(v.number(), v.finite())), null);
const worded = (max: number) =>
  v.fallback(
    v.pipe(
      v.union([v.pipe(v.string(), v.maxLength(max)), v.number()]),
      v.transform((value) => `${value}`),
    ),
    '',
  );

const VideoBody = v.object({
  id: word(400),
  object: word(40),
  status: v.pipe(
    word(40),
    v.transform((status) => status.toLowerCase()),
  ),
  progress: figure,
  created_at: figure,
  expires_at: figure,
  inference_time_s: figure,
  model: word(200),
  /** Null: not echoed. */
  prompt: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(70_000))), null),
  seconds: worded(20),
  size: worded(20),
  /** Of which other video it was made; empty: of none, or not said. */
  remixed_from_video_id: word(400),
  error: v.optional(v.unknown()),
  deleted: v.fallback(v.boolean(), false),
  file_path: v.optional(v.unknown()),
  url: word(8192),
  metadata: v.fallback(v.object({ url: word(8192) }), { url: '' }),
  outputs: v.fallback(v.object({ video_url: word(8192) }), { video_url: '' }),
  unsigned_urls: v.fallback(v.array(word(8192)), []),
  cost: figure,
  usage: v.fallback(v.object({ cost: figure }), { cost: null }),
});
export type VideoBody = v.InferOutput<typeof VideoBody>;

/** The Video in an answer; null: there is none. An error's own "status" and "id" do not make one. */
export function videoIn(json: unknown): VideoBody | null {
  const parsed = v.safeParse(VideoBody, json);
  if (!parsed.success) return null;
  const { id, object, status } = parsed.output;
  return status !== '' && (object === 'video' || id !== '') ? parsed.output : null;
}

const DONE = new Set(['completed', 'succeeded', 'success']);
const CANCELED = new Set(['cancelled', 'canceled', 'deleted']);
const FAILED = new Set(['failed', 'error', 'expired', ...CANCELED]);

/** A word nobody knows means that it is still at work. */
export function stateOf({ status }: VideoBody): 'running' | 'done' | 'failed' {
  if (DONE.has(status)) return 'done';
  return FAILED.has(status) ? 'failed' : 'running';
}

export const isCanceled = ({ status }: VideoBody): boolean => CANCELED.has(status);

/**
 * SGLang, and what is made of it, name the server's own path of the file, be it as null. Their DELETE forgets a job and
 * stops nothing: https://github.com/sgl-project/sglang, multimodal_gen/runtime/entrypoints/openai/video_api.py
 */
export const isOnlyForgotten = ({ file_path }: VideoBody): boolean => file_path !== undefined;

/** Until when the result can be had (ms). */
export const expiryOf = (video: VideoBody): number | null => msOf(video.expires_at);

/** US dollars, where the answer names a sum; only the documented places are believed. */
export function costOf({ usage, cost }: VideoBody): number | null {
  const sum = usage.cost ?? cost;
  return sum !== null && sum >= 0 ? sum : null;
}

/** Where else than at its own "/content" the file is said to be; empty: nowhere. */
export function resultUrlOf({ url, outputs, metadata, unsigned_urls }: VideoBody): string {
  return url || outputs.video_url || metadata.url || (unsigned_urls[0] ?? '');
}

const Answered = v.object({ data: v.fallback(v.array(v.unknown()), []), video: v.optional(v.unknown()) });

/** The address in JSON that came in the place of a file; empty: there is none. */
export function urlIn(json: unknown): string {
  const parsed = v.safeParse(VideoBody, json);
  if (!parsed.success) return '';
  const own = resultUrlOf(parsed.output);
  const { data, video } = v.parse(Answered, json);
  return own || [data[0], video].map(nestedUrl).find((url) => url !== '') || '';
}

function nestedUrl(json: unknown): string {
  const parsed = v.safeParse(VideoBody, json);
  return parsed.success ? resultUrlOf(parsed.output) : '';
}
