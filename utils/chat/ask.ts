/**
 * The body of a question is written here, with the `openai` package's types only: its chat resource brings its stream
 * and tool runners along and would weigh 7.8 kB gzipped beside the video resource (12.1 alone), for one path and three
 * fields.
 */
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import * as v from 'valibot';
import type { Plan } from '@/utils/domain';
import {
  briefForEdit,
  briefForPlan,
  planFromAnswer,
  planJsonSchema,
  withPassagesOf,
  type Brief,
  type EditWish,
  type PlanWish,
} from '@/utils/writer';
import { look, post } from './call';
import type { ChatPlace, ChatPorts } from './ports';
import { jsonOf, troubleOf, withoutKeys, type ChatFailure } from './trouble';

/** `usd`: what the question cost; left out where that is not told. */
export type ChatAnswer = { kind: 'plan'; plan: Plan; usd?: number } | ChatFailure;

const text = v.fallback(v.nullish(v.string()), null);
const Completion = v.object({
  choices: v.pipe(
    v.array(
      v.object({
        message: v.object({ content: text, refusal: text }),
        finish_reason: text,
      }),
    ),
    v.minLength(1),
  ),
  // OpenRouter says so by itself: https://openrouter.ai/docs/use-cases/usage-accounting
  usage: v.fallback(v.object({ cost: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))) }), {
    cost: null,
  }),
});

const Models = v.object({ data: v.array(v.object({ id: v.pipe(v.string(), v.maxLength(200)) })) });
const MOST_MODELS = 200;

/** A Plan of a page by a chat model. One POST; it may cost money, and nothing sends it again. */
export function askForPlan(wish: PlanWish, ports: ChatPorts): Promise<ChatAnswer> {
  return ask(briefForPlan(wish, ports.boundary()), ports);
}

/** The Plan with a wish fulfilled that the rules do not understand. Its shots keep their passages. One POST. */
export async function askForEdit(wish: EditWish, ports: ChatPorts): Promise<ChatAnswer> {
  const answer = await ask(briefForEdit(wish, ports.boundary()), ports);
  return answer.kind === 'plan' ? { ...answer, plan: withPassagesOf(answer.plan, wish.plan) } : answer;
}

/** Whether somebody is there who answers, by a free call; with the names of their models, at most 200. */
export async function testChat(ports: ChatPorts): Promise<{ kind: 'ok'; models: string[] } | ChatFailure> {
  const reply = await look(ports, '/models');
  if (reply.kind !== 'reply') return reply;
  const parsed = v.safeParse(Models, jsonOf(reply.body));
  if (!parsed.success) return { kind: 'bad-answer', message: '' };
  return { kind: 'ok', models: parsed.output.data.slice(0, MOST_MODELS).map(({ id }) => id) };
}

async function ask({ system, user, seen }: Brief, ports: ChatPorts): Promise<ChatAnswer> {
  const question: ChatCompletionCreateParamsNonStreaming = {
    model: ports.place.model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'plan', strict: true, schema: planJsonSchema() },
    },
    stream: false,
  };
  const reply = await post(ports, '/chat/completions', question);
  return reply.kind === 'reply' ? heard(reply.body, seen, ports.place) : reply;
}

function heard(body: string, seen: string, place: ChatPlace): ChatAnswer {
  const parsed = v.safeParse(Completion, jsonOf(body));
  const choice = parsed.success ? parsed.output.choices[0] : undefined;
  // Routers say 200 first and find out later.
  if (!parsed.success || !choice) return troubleOf({ status: 200, body }, place);
  const { message, finish_reason: reason } = choice;
  if (message.refusal || reason === 'content_filter') {
    return { kind: 'refused', message: withoutKeys(message.refusal ?? '', place.key) };
  }
  const plan = planFromAnswer(message.content ?? '', seen);
  const { cost } = parsed.output.usage;
  return plan
    ? { kind: 'plan', plan, ...(cost !== null && { usd: cost }) }
    : { kind: 'bad-answer', message: '' };
}
