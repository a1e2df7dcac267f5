import type { ServiceAnswer, ServiceCall } from '@/utils/platform';

/** Where a chat model is, and by what name. Chosen by the user; nothing a model says changes it. */
export interface ChatPlace {
  /** Up to and without "/chat/completions": "http://127.0.0.1:11434/v1". */
  baseUrl: string;
  model: string;
  /** Null: it takes none, and no Authorization header is sent. */
  key: string | null;
}

/** What the chat writer needs from outside. */
export interface ChatPorts {
  place: ChatPlace;
  /** One request, never a second one, redirects refused: `serviceFetch`. */
  send(url: string, call: ServiceCall): Promise<ServiceAnswer>;
  /** A word that nobody can guess, new for every question. */
  boundary(): string;
  signal?: AbortSignal;
}
