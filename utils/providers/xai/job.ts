import * as v from 'valibot';
import type { Progress } from '../port';
import {
  done,
  failed,
  noNews,
  pollAfterMs,
  stateWord,
  told,
  word,
  wordsIn,
  wordsOf,
  working,
  type Heard,
  type Order,
  type Words,
} from '../service';

const PACE_MS = 5000;
/** What its bills count in. */
const TICKS_PER_USD = 1e10;

const Job = v.object({
  status: stateWord,
  progress: told,
  error: v.optional(v.unknown()),
  code: word(80),
  video: v.fallback(v.object({ url: word(8192), respect_moderation: v.fallback(v.boolean(), true) }), {
    url: '',
    respect_moderation: true,
  }),
  usage: v.fallback(v.object({ cost_in_usd_ticks: told }), { cost_in_usd_ticks: null }),
});
type Job = v.InferOutput<typeof Job>;

/** Its own errors have their code beside them: `{"code":"imagine:content-moderated","error":"..."}`. */
const CodedError = v.object({ code: v.string(), error: v.string() });

export const jobOrder = (handle: string): Order => ({
  method: 'GET',
  path: `/videos/${encodeURIComponent(handle)}`,
});

export function words(json: unknown): Words | null {
  const coded = v.safeParse(CodedError, json);
  return coded.success ? wordsOf({ code: coded.output.code, message: coded.output.error }) : wordsIn(json);
}

function jobIn(heard: Heard): Job | null {
  const parsed = v.safeParse(Job, heard.kind === 'answer' ? heard.json : null);
  return parsed.success ? parsed.output : null;
}

/** Where the file is, for a while; empty: nowhere yet. */
export const urlIn = (heard: Heard): string => jobIn(heard)?.video.url ?? '';

export function newsIn(heard: Heard, now: number): Progress {
  if (heard.kind === 'silence' || heard.form === 'html') return noNews(heard, now);
  const job = jobIn(heard);
  const { status, headers, json } = heard;
  if (status >= 200 && status < 300) {
    const news = job && standing(job);
    if (news) return news;
    // A 202, with nothing in it at times, is how it says "not yet".
    if (status !== 202 && !job?.status) return noNews(heard, now);
    const percent = job && job.progress !== null && job.progress <= 100 ? job.progress : null;
    return working(pollAfterMs(headers, now) ?? PACE_MS, percent);
  }
  // Moderation of the result is told as a bad request, with the bill. Its other bad requests may pass.
  const said = status === 400 || status === 422 ? words(json) : null;
  if (!job || !said || !/moderat/i.test(`${said.code} ${said.message}`)) return noNews(heard, now);
  return failed(said, { status: `${status}`, cost: costOf(job) });
}

/** An error of a job is an object, or a text with its code beside it. */
const saidOf = ({ code, error }: Job): Words | null =>
  wordsOf(typeof error === 'string' && code !== '' ? { code, message: error } : error);

/** How it ended; null: it has not, by any word of it. */
function standing(job: Job): Progress | null {
  const { status } = job;
  const said = saidOf(job);
  switch (status) {
    case 'failed':
    case 'cancelled':
    case 'canceled':
    case 'expired':
      return failed(said, { status, cost: costOf(job) });
    case 'done':
      return doneFor(job);
    // Of some that are over the word is left out.
    case '':
      if (job.video.url !== '') return doneFor(job);
      return said && failed(said, { status: 'failed', cost: costOf(job) });
    default:
      return null;
  }
}

function doneFor(job: Job): Progress {
  const { url, respect_moderation: respects } = job.video;
  const said = saidOf(job);
  if (respects && (url !== '' || !said)) return done(costOf(job));
  const words = respects ? said : { code: 'respect_moderation', message: said?.message ?? '' };
  return failed(words, { status: 'done', cost: costOf(job), gate: 'output' });
}

/** Whether an answer comes with a bill. */
export function isBilled(json: unknown): boolean {
  const job = v.safeParse(Job, json);
  return job.success && (costOf(job.output) ?? 0) > 0;
}

function costOf({ usage: { cost_in_usd_ticks: ticks } }: Job): number | null {
  return ticks === null ? null : Math.round((ticks / TICKS_PER_USD) * 1e6) / 1e6;
}
