import * as v from 'valibot';
import type { Progress } from '../port';
import {
  breakdown,
  noNews,
  stateWord,
  told,
  word,
  wordsIn,
  wordsOf,
  type Heard,
  type Words,
} from '../service';

const PACE_MS = { queued: 5000, running: 3000 } as const;

const Status = v.object({
  status: stateWord,
  /** Counted from 0: as many as stand before it. */
  queue_position: told,
  error: word(2000),
  error_type: word(80),
  metrics: v.fallback(v.object({ inference_time: told }), { inference_time: null }),
});
type Status = v.InferOutput<typeof Status>;

const File = v.object({ url: word(8192) });
const Result = v.object({
  video: v.fallback(File, { url: '' }),
  videos: v.fallback(v.array(v.fallback(File, { url: '' })), []),
});

/** An error of the model: `{"detail":[{"loc":["body","image_url"],"msg":"…","type":"content_policy_violation"}]}`. */
const ModelError = v.object({
  detail: v.pipe(
    v.array(v.object({ loc: v.array(v.union([v.string(), v.number()])), type: v.string() })),
    v.minLength(1),
  ),
});

/** How a request stands; null: the answer does not say. */
export function statusIn(heard: Heard): Status | null {
  if (heard.kind === 'silence' || heard.status < 200 || heard.status >= 300) return null;
  const parsed = v.safeParse(Status, heard.json);
  return parsed.success && parsed.output.status !== '' ? parsed.output : null;
}

/** Waiting in the queue, or being made. `afterMs`: when it is to be asked for again, where it said so itself. */
export function working({ status, queue_position: ahead }: Status, afterMs: number | null): Progress {
  const waits = status === 'in_queue';
  return {
    kind: 'working',
    percent: null,
    expiresAt: null,
    afterMs: afterMs ?? (waits ? PACE_MS.queued : PACE_MS.running),
    ...(waits && ahead !== null && Number.isSafeInteger(ahead) && { ahead }),
  };
}

/** Its documents have no word for what was taken back; others who know it have this one. */
export const isCanceled = (standing: string): boolean => /^cancell?ed$/.test(standing);

/** What the status itself says of a request that came to nothing; null: nothing, its result has to be asked for. */
export function brokenOff({ error, error_type: code, status }: Status): Progress | null {
  return error === '' && !isCanceled(status) ? null : failed(wordsOf({ code, message: error }), status);
}

export function renderMsOf({ metrics }: Status): number {
  return Math.round((metrics.inference_time ?? 0) * 1000);
}

/** "Completed" only says that it is over: what came of it is told by its result, with a 4xx or 5xx where it is none. */
export function outcomeOf(heard: Heard, renderMs: number, now: number): Progress {
  if (heard.kind === 'silence') return noNews(heard, now);
  const { status, form, json } = heard;
  if (status >= 200 && status < 300) {
    if (form !== 'json') return { kind: 'unreachable', afterMs: null };
    return { kind: 'done', renderMs, expiresAt: null, chargedUsd: null };
  }
  // Gone, or not there yet: the download looks more than once before it says so.
  if (status === 404 || status === 410) {
    return { kind: 'done', renderMs, expiresAt: null, chargedUsd: null };
  }
  const words = wordsIn(json);
  const error = v.safeParse(ModelError, json);
  if (error.success) return failed(words, `${status}`, gateOf(error.output.detail[0]?.loc ?? []));
  // A 422 is the model's, whatever it says and however; with words, so is what speaks neither of key nor of haste.
  const isOver =
    status === 422
      ? form === 'json'
      : words !== null && status < 500 && ![401, 403, 408, 429].includes(status);
  if (!isOver) return noNews(heard, now);
  if (words && /still in progress/i.test(words.message)) {
    return { kind: 'working', percent: null, expiresAt: null, afterMs: PACE_MS.running };
  }
  return failed(words, `${status}`);
}

function failed(words: Words | null, status: string, gate: 'input' | 'image' | null = null): Progress {
  const told = { status, cost: null, ...(gate ? { gate } : {}) };
  const { problem, failure } = breakdown(words, told);
  // The queue looks at no input: what is wrong with one is found out when the model begins.
  const refused = gate !== null && problem === 'provider-failed';
  return { kind: 'failed', problem: refused ? 'request-refused' : problem, failure, chargedUsd: null };
}

/** Which input it is about; null: none that it names. */
function gateOf([, input]: readonly (string | number)[]): 'input' | 'image' | null {
  if (input === undefined) return null;
  return /image|frame|picture/i.test(`${input}`) ? 'image' : 'input';
}

/** The address of the file; empty: the answer names none. */
export function urlIn(heard: Heard): string {
  const parsed = v.safeParse(Result, heard.kind === 'answer' ? heard.json : null);
  if (!parsed.success) return '';
  return parsed.output.video.url || (parsed.output.videos[0]?.url ?? '');
}
