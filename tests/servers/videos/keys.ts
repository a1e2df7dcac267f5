import type { IncomingMessage } from 'node:http';
import type { World } from './world';

/** The key, if it stands where no key may stand: in the address or in the body. */
export function leaks({ world, request }: KeyHolder, body: Buffer): boolean {
  return keysOf(world, request).some((key) => body.includes(key) || isIn(key, request.url ?? ''));
}

interface KeyHolder {
  world: World;
  request: IncomingMessage;
}

/** Takes every key out of a text that is to be kept. */
export function withoutKeys({ world, request }: KeyHolder, text: string): string {
  return keysOf(world, request)
    .flatMap((key) => [key, encodeURIComponent(key)])
    .reduce((rest, key) => rest.replaceAll(key, '[key]'), text);
}

/** Right key, or one that somebody takes for a key of this service. */
export function isLetIn({ world, request }: KeyHolder): boolean {
  const { apiKey } = world.options;
  const shown = world.flavour.keyOf(request.headers);
  if (apiKey === '') return world.flavour.open || shown !== null;
  return shown === apiKey;
}

const HEADERS = ['authorization', 'x-goog-api-key', 'x-api-key', 'api-key'];

/** Carries a key in any header, whether it belongs there or not. */
export function carriesKey({ world, request }: KeyHolder): boolean {
  const { apiKey } = world.options;
  return (
    HEADERS.some((name) => request.headers[name] !== undefined) ||
    (apiKey !== '' && Object.values(request.headers).some((value) => String(value).includes(apiKey)))
  );
}

/** Keys that this request may give away: the server's own, and the one it shows. Short ones are words, not keys. */
function keysOf(world: World, { headers }: IncomingMessage): string[] {
  const shown = world.flavour.keyOf(headers) ?? '';
  return [...new Set([world.options.apiKey, shown])].filter((key) => key.length >= 8);
}

function isIn(key: string, url: string): boolean {
  return url.includes(key) || url.includes(encodeURIComponent(key));
}
