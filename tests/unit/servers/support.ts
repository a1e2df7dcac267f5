import { afterEach } from 'vitest';
import {
  startVideoServer,
  SERVICES,
  type VideoServer,
  type VideoServerOptions,
} from '@/tests/servers/videos';

export interface Said {
  status: number;
  headers: Headers;
  // What a server says is looked at field by field, whatever it is.
  body: Record<string, unknown>;
}

/** Starts servers that are closed after each test. */
export function servers(): (options?: VideoServerOptions) => Promise<VideoServer> {
  const started: VideoServer[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.close()));
  });
  return async (options) => {
    const server = await startVideoServer(options);
    started.push(server);
    return server;
  };
}

export async function ask(url: string, init: RequestInit = {}): Promise<Said> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ?? false;
  const body = json ? (JSON.parse(text) as Record<string, unknown>) : { text };
  return { status: response.status, headers: response.headers, body };
}

/** Orders a clip with a form, as most servers want it. */
export function order(
  { baseUrl }: { baseUrl: string },
  prompt: string,
  fields: Record<string, string | Blob> = {},
  headers: Record<string, string> = {},
): Promise<Said> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ prompt, ...fields })) form.set(name, value);
  return ask(`${baseUrl}/videos`, { method: 'POST', body: form, headers });
}

export function orderJson(
  { baseUrl }: { baseUrl: string },
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Said> {
  return ask(`${baseUrl}/videos`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
}

export const idOf = ({ body }: Said): string => String(body['id']);

/** Address of a job, its id as a path wants it. */
export function at({ baseUrl }: { baseUrl: string }, id: string, rest = ''): string {
  return `${baseUrl}/videos/${encodeURIComponent(id)}${rest}`;
}

/** Orders a clip and lets it be completed. */
export async function completed(
  server: VideoServer,
  prompt: string,
  fields: Record<string, string> = {},
): Promise<string> {
  const said = await order(server, prompt, fields);
  server.control.finish(idOf(said));
  return idOf(said);
}

export const dataOf = ({ body }: Said): Record<string, unknown>[] =>
  body['data'] as Record<string, unknown>[];

/** Sends JSON, as services want it. */
export function send(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
  method = 'POST',
): Promise<Said> {
  return ask(url, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** Any key, in the header that each service wants it in. */
export const KEYS = {
  openrouter: { authorization: 'Bearer sk-or-any-key' },
  gemini: { 'x-goog-api-key': 'AIza-any-key' },
  xai: { authorization: 'Bearer xai-any-key' },
  fal: { authorization: 'Key any:fal-key' },
  runway: { authorization: 'Bearer key_any-key', 'x-runway-version': '2024-11-06' },
  replicate: { authorization: 'Bearer r8_any-key' },
} as const satisfies Record<(typeof SERVICES)[number], Record<string, string>>;

/** A plain good order of each service: where it goes, and what it says. */
export const ORDERS: Record<(typeof SERVICES)[number], { path: string; body: (prompt: string) => object }> = {
  openrouter: { path: '/videos', body: (prompt) => ({ model: 'google/veo-3.1', prompt, duration: 8 }) },
  gemini: {
    path: '/interactions',
    body: (prompt) => ({
      model: 'gemini-omni-1.2-flash',
      background: true,
      store: true,
      input: prompt,
      response_format: { type: 'video', aspect_ratio: '16:9', duration: '8s', delivery: 'uri' },
    }),
  },
  xai: {
    path: '/videos/generations',
    body: (prompt) => ({ model: 'grok-imagine-video-1.5', prompt, duration: 8, resolution: '720p' }),
  },
  fal: { path: '/fal-ai/kling-video/v3/pro/text-to-video', body: (prompt) => ({ prompt, duration: '5' }) },
  runway: {
    path: '/text_to_video',
    body: (promptText) => ({ model: 'gen4.5', promptText, ratio: '1280:720', duration: 5 }),
  },
  replicate: {
    path: '/models/google/veo-3.1/predictions',
    body: (prompt) => ({ input: { prompt, duration: 8 } }),
  },
};

/** Orders a clip of a service, with any key unless another header is given. */
export function orderOf(
  server: VideoServer,
  prompt: string,
  more: { body?: object; headers?: Record<string, string>; query?: string } = {},
): Promise<Said> {
  const { path, body } = ORDERS[serviceOf(server)];
  const headers = more.headers ?? KEYS[serviceOf(server)];
  return send(`${server.baseUrl}${path}${more.query ?? ''}`, { ...body(prompt), ...more.body }, headers);
}

export function serviceOf({ flavour }: VideoServer): (typeof SERVICES)[number] {
  const name = SERVICES.find((each) => each === flavour);
  if (!name) throw new Error(`${flavour} is no service`);
  return name;
}

/** Asks a service with any key. */
export function askWithKey(server: VideoServer, url: string, init: RequestInit = {}): Promise<Said> {
  return ask(url.startsWith('http') ? url : `${server.baseUrl}${url}`, {
    headers: KEYS[serviceOf(server)],
    ...init,
  });
}

/** One pixel of PNG as a `data:` URL. */
export const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
