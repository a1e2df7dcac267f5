import * as v from 'valibot';
import type { Progress } from '../port';
import {
  done,
  failed,
  leanText,
  pollAfterMs,
  pollOnce,
  stateWord,
  word,
  wordsIn,
  wordsOf,
  working,
  type Order,
  type Question,
  type TakeFile,
  type Wire,
} from '../service';
import { fileNews } from './file';

const PACE_MS = 10_000;
/**
 * A finished interaction comes with its video inside, whatever delivery was asked for:
 * https://ai.google.dev/gemini-api/docs/omni, "Retrieving videos with an URI". It may be as large as a file.
 */
export const reading = (take?: TakeFile): Question => ({
  timeoutMs: 180_000,
  read: (body) => leanText(body, take),
});

const Part = v.object({
  type: word(40),
  data: v.fallback(v.string(), ''),
  uri: word(8192),
  text: word(100_000),
});
type Part = v.InferOutput<typeof Part>;
const Output = v.object({ type: v.literal('model_output'), content: v.array(v.unknown()) });

const Interaction = v.object({
  /** Empty: it is none. */
  status: stateWord,
  output_video: v.optional(v.unknown()),
  steps: v.fallback(v.array(v.unknown()), []),
});
type Interaction = v.InferOutput<typeof Interaction>;

const STOPPED = new Set(['failed', 'cancelled', 'canceled']);
/** Nothing more comes of these by waiting: it asks for something that is not sent. */
const OVER = new Set([
  'completed',
  'incomplete',
  'budget_exceeded',
  'requires_action',
  'requires_continuation',
]);

/** Null: the answer is none. */
export function interactionIn(json: unknown): Interaction | null {
  const parsed = v.safeParse(Interaction, json);
  return parsed.success && parsed.output.status !== '' ? parsed.output : null;
}

export const isOver = (status: string): boolean => STOPPED.has(status) || OVER.has(status);

export const isCanceled = (status: string): boolean => status === 'cancelled' || status === 'canceled';

export const pathOf = (handle: string): string => `/interactions/${encodeURIComponent(handle)}`;

/** What it made, and how it stands. */
interface Look {
  news: Progress;
  /** In its own word; empty: it says nothing. */
  status: string;
  /** Base64 in `data`, its beginning if it was taken; or an address in `uri`. Null: there is no video. */
  video: Part | null;
}

/** `take`: is given what lies inside as files, the one of `video` last. */
export async function look(wire: Wire, handle: string, take?: TakeFile): Promise<Look> {
  const seen: Omit<Look, 'news'> = { status: '', video: null };
  const order: Order = { method: 'GET', path: pathOf(handle) };
  const news = await pollOnce(
    wire,
    order,
    (json, { headers }) => {
      const interaction = interactionIn(json);
      if (!interaction) return null;
      seen.status = interaction.status;
      seen.video = videoIn(interaction);
      return newsOf(json, interaction, seen.video !== null, pollAfterMs(headers, wire.now()) ?? PACE_MS);
    },
    reading(take),
  );
  const { video } = seen;
  const isFile = news.kind === 'done' && video?.data === '';
  return { ...seen, news: isFile ? await fileNews(wire, video.uri) : news };
}

function newsOf(json: unknown, interaction: Interaction, hasVideo: boolean, afterMs: number): Progress {
  const { status } = interaction;
  if (!isOver(status)) return working(afterMs);
  if (hasVideo && OVER.has(status)) return done(null);
  const said = wordsIn(json);
  if (status !== 'completed') return failed(said, { status, cost: null });
  // "Completed", without a video: it was made, and kept back. What is said instead is the only reason given.
  const { message = '' } =
    said ?? wordsOf(partsIn(interaction).findLast(({ text }) => text !== '')?.text) ?? {};
  const failure = { gate: 'output', code: status, message, charged: 'unknown' } as const;
  return { kind: 'failed', problem: 'content-refused', failure, chargedUsd: null };
}

/** What the model itself gave, not what it was given. */
function partsIn({ steps }: Interaction): Part[] {
  return steps
    .flatMap((step) => {
      const output = v.safeParse(Output, step);
      return output.success ? output.output.content : [];
    })
    .flatMap((content) => partIn(content) ?? []);
}

function partIn(content: unknown): Part | null {
  const part = v.safeParse(Part, content);
  return part.success ? part.output : null;
}

function videoIn(interaction: Interaction): Part | null {
  const parts = [
    ...partsIn(interaction).filter(({ type }) => type === 'video'),
    partIn(interaction.output_video),
  ];
  return parts.findLast((part) => part !== null && (part.data !== '' || part.uri !== '')) ?? null;
}
