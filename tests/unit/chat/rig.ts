import { serviceFetch, type ServiceCall } from '@/utils/platform';
import type { ChatPlace, ChatPorts } from '@/utils/chat';
import { GUESSED } from '../../corpus/injections/pages';

export interface Sent {
  url: string;
  method: string;
  headers: Headers;
  redirect: string | undefined;
  body: string;
}

/** A chat endpoint behind the real way out: what arrives is noted, what it answers is given. */
export function aChat(
  answer: () => Response | Promise<Response>,
  change: Partial<ChatPlace> = {},
): { ports: ChatPorts; sent: Sent[]; calls: ServiceCall[] } {
  const sent: Sent[] = [];
  const calls: ServiceCall[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    const { method = 'GET', headers, redirect, body } = init;
    sent.push({
      url,
      method,
      headers: new Headers(headers),
      redirect,
      body: typeof body === 'string' ? body : '',
    });
    return answer();
  }) as typeof globalThis.fetch;
  const ports: ChatPorts = {
    place: { baseUrl: 'https://chat.example/v1', model: 'small-1', key: 'sk-secret-1234567890', ...change },
    send: (url, call) => {
      calls.push(call);
      return serviceFetch(url, call, fetch);
    },
    boundary: () => GUESSED,
  };
  return { ports, sent, calls };
}

/** A completion with this text. */
export const completion = (content: string | null, change: Record<string, unknown> = {}): Response =>
  Response.json({
    id: 'c1',
    object: 'chat.completion',
    choices: [
      { index: 0, message: { role: 'assistant', content, refusal: null, ...change }, finish_reason: 'stop' },
    ],
  });

/** The messages of a question, as they were sent. */
export function messagesOf({ body }: Sent): { system: string; user: string } {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  return { system: messages[0]?.content ?? '', user: messages[1]?.content ?? '' };
}
