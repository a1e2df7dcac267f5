import type { ServiceCall } from '@/utils/platform';
import type { ChatPorts } from './ports';
import { troubleOf, type ChatFailure } from './trouble';

/** Milliseconds for a question and its answer. */
const TIMEOUT_MS = 60_000;
/** A free look at what is there. */
const LOOK_MS = 15_000;

export type ChatReply = { kind: 'reply'; body: string } | ChatFailure;

export const post = (ports: ChatPorts, path: string, body: unknown): Promise<ChatReply> =>
  call(ports, path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    timeoutMs: TIMEOUT_MS,
  });

export const look = (ports: ChatPorts, path: string): Promise<ChatReply> =>
  call(ports, path, { method: 'GET', timeoutMs: LOOK_MS });

/** One request to the configured address and to no other; the key goes nowhere but in its own header. */
async function call(ports: ChatPorts, path: string, request: ServiceCall): Promise<ChatReply> {
  const { place, send, signal } = ports;
  const answer = await send(place.baseUrl.replace(/\/+$/, '') + path, {
    ...request,
    headers: {
      Accept: 'application/json',
      ...request.headers,
      ...(place.key === null ? {} : { Authorization: `Bearer ${place.key}` }),
    },
    ...(signal ? { signal } : {}),
  });
  if (!answer.ok) return { kind: 'unreachable', message: '' };
  const body = await answer.body.text();
  if (answer.status < 200 || answer.status > 299) return troubleOf({ status: answer.status, body }, place);
  return body === null ? { kind: 'unreachable', message: '' } : { kind: 'reply', body };
}
