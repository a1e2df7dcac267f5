/**
 * What is asked of a server, as the `openai` package writes it: paths, percent-encoded ids, the form. Only its video
 * resource is used, not its client, which would weigh 35.0 kB gzipped in the background instead of 1.1, sends a POST
 * up to three times unless told otherwise, and throws away the body of an answer that is not a 2xx, where vLLM-Omni
 * puts the job that failed. What the resource hands to its client is written down here and sent by `Wire`, once. What
 * is never reached that way is left out at build: ./unreached.ts.
 */
import type OpenAI from 'openai';
import { Images, type ImageGenerateParamsNonStreaming } from 'openai/resources/images';
import { Videos, type VideoCreateParams } from 'openai/resources/videos';
import type { Order } from '../service';

/** Jobs of one page of a list. */
export const PAGE = 100;

/** Multipart. The package knows the fields, lengths and shapes of OpenAI's own model only. */
export const createOrder = (fields: Record<string, string | number | File>): Promise<Order> =>
  written((videos) => videos.create(fields as unknown as VideoCreateParams));

export const remixOrder = (id: string, prompt: string): Promise<Order> =>
  written((videos) => videos.remix(id, { prompt }));

export const retrieveOrder = (id: string): Promise<Order> => written((videos) => videos.retrieve(id));

export const deleteOrder = (id: string): Promise<Order> => written((videos) => videos.delete(id));

export const contentOrder = (id: string): Promise<Order> => written((videos) => videos.downloadContent(id));

/** The newest first; `after`: the id that the page before ended with. */
export function listOrder(limit: number, after: string): Promise<Order> {
  return written((videos) => videos.list({ limit, order: 'desc', ...(after === '' ? {} : { after }) }));
}

/** A still, at whoever makes pictures; this resource adds 60 bytes to the other one. */
export const stillOrder = (fields: ImageGenerateParamsNonStreaming): Promise<Order> =>
  noted((client) => new Images(client).generate(fields));

export const modelsOrder: Order = { method: 'GET', path: '/models' };

interface Options {
  body?: unknown;
  query?: Record<string, unknown> | null | undefined;
}

/** In the place of the package's client: notes what its resource would have it send. */
class Scribe {
  order: Promise<Order> | undefined;

  /** The resource looks here for a `Response`, to learn whether forms can be sent, and else fetches "data:,". */
  readonly fetch = { Response };

  readonly get = (path: string, options?: Options): void => this.#note('GET', path, options);
  readonly post = (path: string, options?: Promise<Options>): void => this.#note('POST', path, options);
  readonly delete = (path: string, options?: Options): void => this.#note('DELETE', path, options);
  readonly getAPIList = (path: string, _page: unknown, options?: Options): void =>
    this.#note('GET', path, options);

  #note(method: Order['method'], path: string, options: Options | Promise<Options> = {}): void {
    this.order = Promise.resolve(options).then(({ body, query }) => ({
      method,
      path: path + queryOf(query ?? {}),
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : { json: body } }),
    }));
  }
}

const written = (ask: (videos: Videos) => unknown): Promise<Order> =>
  noted((client) => ask(new Videos(client)));

/** Rejects for an id that cannot stand in a path ("..", ""). */
async function noted(ask: (client: OpenAI) => unknown): Promise<Order> {
  const scribe = new Scribe();
  ask(scribe as unknown as OpenAI);
  if (!scribe.order) throw new Error('nothing was asked');
  return scribe.order;
}

function queryOf(query: Record<string, unknown>): string {
  const entries = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
}
