/** Addresses of servers that the user connects: https anywhere, plain http only on this computer. */

/** Why an address cannot be used. */
export type AddressProblem = 'empty' | 'not-an-address' | 'not-https' | 'has-login' | 'has-query';

export type ServerAddress = { ok: true; baseUrl: string } | { ok: false; problem: AddressProblem };

const LOOPBACK = ['localhost', '127.0.0.1'];
const MAX_LENGTH = 2048;

/**
 * What the user typed, as a Connection keeps it: with its scheme, without "/videos" and slashes at the end. An
 * address without a scheme means http on this computer and https elsewhere.
 */
export function serverAddress(typed: string): ServerAddress {
  const text = typed.trim();
  if (text === '') return { ok: false, problem: 'empty' };
  const url = text.length > MAX_LENGTH ? undefined : parsed(text);
  // No browser can be asked for the permission to reach an IPv6 address.
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || url.hostname.startsWith('[')) {
    return { ok: false, problem: 'not-an-address' };
  }
  // A Connection holds no secret, and what stands in an address is shown and logged everywhere.
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'has-login' };
  if (url.search !== '' || url.hash !== '') return { ok: false, problem: 'has-query' };
  if (url.protocol === 'http:' && !LOOPBACK.includes(url.hostname))
    return { ok: false, problem: 'not-https' };
  const path = url.pathname.replace(/\/+$/, '').replace(/\/videos$/, '');
  return { ok: true, baseUrl: `${url.origin}${path.replace(/\/+$/, '')}` };
}

function parsed(text: string): URL | undefined {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const isHere = LOOPBACK.some((host) =>
    new RegExp(`^${host.replaceAll('.', '\\.')}(?=[:/]|$)`, 'i').test(text),
  );
  try {
    return new URL(hasScheme ? text : `${isHere ? 'http' : 'https'}://${text}`);
  } catch {
    return undefined;
  }
}
