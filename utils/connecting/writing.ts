import { askForEdit, askForPlan, testChat, type ChatAnswer, type ChatPorts } from '@/utils/chat';
import type { Connection, ConnectionKind, ServerReport } from '@/utils/domain';
import type { WriterAnswer, WriterWish } from '@/utils/messaging';
import { serviceFetch } from '@/utils/platform';
import type { KeyAnswer } from '@/utils/providers/runtime';

/** Where chat models are at a service, from the address its videos are asked for at. */
function chatAddress({ kind, baseUrl }: { kind: ConnectionKind; baseUrl: string }): string {
  // Google keeps what speaks OpenAI's protocol in a place of its own.
  return kind === 'gemini-omni' ? `${baseUrl}/openai` : baseUrl;
}

interface WritingPorts {
  fetch: typeof fetch;
  hasHost(url: string): Promise<boolean>;
}

/** Has a chat model write, or change, a Plan: one POST to the address that the user connected. `signal` ends it. */
export async function askWriter(
  connection: Connection,
  key: KeyAnswer,
  wish: WriterWish['wish'],
  ports: WritingPorts,
  signal: AbortSignal,
): Promise<WriterAnswer> {
  const baseUrl = chatAddress(connection);
  if (!(await ports.hasHost(baseUrl))) return { kind: 'needs-permission' };
  if (key.kind === 'locked') return { kind: 'key-locked' };
  if (key.kind === 'gone') return { kind: 'needs-key' };
  const chat = { ...chatPorts(baseUrl, connection.chatModel, key, ports), signal };
  return wish.kind === 'plan' ? askForPlan(wish, chat) : askForEdit(wish, chat);
}

/** A free look at a chat endpoint. */
export async function probeChat(
  at: { kind: ConnectionKind; baseUrl: string },
  key: KeyAnswer,
  ports: WritingPorts,
): Promise<ServerReport> {
  const nothing = { models: [], cards: [], lists: false };
  const baseUrl = chatAddress(at);
  if (!(await ports.hasHost(baseUrl))) return { answer: 'needs-permission', ...nothing };
  if (key.kind === 'locked') return { answer: 'key-locked', ...nothing };
  const found = await testChat(chatPorts(baseUrl, '', key, ports));
  if (found.kind === 'ok') return { ...nothing, answer: 'ok', models: found.models };
  return { answer: answerTo(found.kind, key), ...nothing };
}

function answerTo(trouble: Exclude<ChatAnswer['kind'], 'plan'>, key: KeyAnswer): ServerReport['answer'] {
  switch (trouble) {
    case 'unauthorized':
      return key.kind === 'key' ? 'bad-key' : 'needs-key';
    case 'no-credit':
      return 'no-credit';
    case 'blocked-origin':
      return 'cors';
    case 'busy':
    case 'unreachable':
      return 'not-reachable';
    case 'refused':
    case 'bad-answer':
      return 'not-a-video-server';
  }
}

function chatPorts(baseUrl: string, model: string, key: KeyAnswer, { fetch: send }: WritingPorts): ChatPorts {
  return {
    place: { baseUrl, model, key: key.kind === 'key' ? key.key : null },
    send: (url, call) => serviceFetch(url, call, send),
    boundary: () => crypto.randomUUID(),
  };
}
