import * as v from 'valibot';
import type { Progress } from '../port';
import {
  breakdown,
  noNews,
  pollAfterMs,
  serverNow,
  stateWord,
  told,
  word,
  wordsOf,
  type Heard,
} from '../service';

const PACE_MS = 3000;
/** Inputs, output and logs are wiped an hour after the end. */
const KEPT_MS = 3600_000;

/** A moment (ms); null: not told. What is missing altogether takes the fallback as it is: it stands outermost. */
const time = v.fallback(
  v.nullable(
    v.pipe(
      v.string(),
      v.maxLength(60),
      v.transform((said) => Date.parse(said)),
      v.finite(),
    ),
  ),
  null,
);
const Prediction = v.object({
  id: word(400),
  status: stateWord,
  model: word(200),
  input: v.fallback(v.record(v.string(), v.unknown()), {}),
  output: v.optional(v.unknown()),
  error: v.optional(v.unknown()),
  data_removed: v.fallback(v.boolean(), false),
  created_at: time,
  completed_at: time,
  metrics: v.fallback(v.object({ predict_time: told }), { predict_time: null }),
});
export type Prediction = v.InferOutput<typeof Prediction>;

/** The prediction in a body; null: there is none. */
export function predictionIn(json: unknown): Prediction | null {
  const parsed = v.safeParse(Prediction, json);
  return parsed.success && parsed.output.status !== '' ? parsed.output : null;
}

/** The prediction in a 2xx. */
export function heardOf(heard: Heard): Prediction | null {
  const ok = heard.kind === 'answer' && heard.status >= 200 && heard.status < 300;
  return ok ? predictionIn(heard.json) : null;
}

export function stateOf({ status }: Prediction): 'running' | 'done' | 'failed' | 'canceled' {
  switch (status) {
    case 'succeeded':
    case 'successful':
      return 'done';
    case 'failed':
      return 'failed';
    case 'canceled':
    case 'cancelled':
    case 'aborted':
      return 'canceled';
    default:
      return 'running';
  }
}

/** It names no cost. */
export function newsIn(heard: Heard, now: number): Progress {
  const prediction = heardOf(heard);
  if (heard.kind === 'silence' || !prediction) return noNews(heard, now);
  switch (stateOf(prediction)) {
    case 'running': {
      const afterMs = pollAfterMs(heard.headers, now) ?? PACE_MS;
      return { kind: 'working', percent: null, expiresAt: null, afterMs };
    }
    case 'done': {
      if (prediction.data_removed) {
        return { kind: 'failed', problem: 'result-expired', failure: null, chargedUsd: null };
      }
      const renderMs = Math.round((prediction.metrics.predict_time ?? 0) * 1000);
      const expiresAt = expiryOf(prediction, serverNow(heard.headers, now) - now);
      return { kind: 'done', renderMs, expiresAt, chargedUsd: null };
    }
    case 'failed':
    case 'canceled':
      return failed(prediction);
  }
}

/** By our own clock, which may go before or after theirs. */
function expiryOf({ completed_at: at }: Prediction, skew: number): number | null {
  return at === null ? null : at - skew + KEPT_MS;
}

/** Its errors are prose: "The output was flagged as sensitive. Please try again with different inputs. (E005)". */
function failed({ error, status }: Prediction): Progress {
  const words = wordsOf(error);
  const ofOutput = /\boutput\b[^.]*flagged/i.test(words?.message ?? '');
  const told = { status, cost: null, ...(ofOutput ? { gate: 'output' as const } : {}) };
  return { kind: 'failed', ...breakdown(words, told), chargedUsd: null };
}

/** The address of the file: one, or the first of several that looks like a video; empty: none. */
export function urlOf({ output }: Prediction): string {
  const all = (Array.isArray(output) ? output : [output]).flatMap((each: unknown) =>
    typeof each === 'string' && each.length <= 8192 && /^https?:\/\//.test(each) ? [each] : [],
  );
  return all.find((url) => /\.(mp4|webm|mov)($|\?)/i.test(url)) ?? all[0] ?? '';
}
