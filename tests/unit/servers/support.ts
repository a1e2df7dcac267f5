import { afterEach } from 'vitest';
import { startVideoServer, type VideoServer, type VideoServerOptions } from '@/tests/servers/videos';

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
