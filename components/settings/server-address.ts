/** Addresses of servers that the user connects: https anywhere, plain http on this computer and in private networks. */
import { mayUseHttp, placeOf } from '@/utils/domain';

/** Why an address cannot be used. */
export type AddressProblem = 'empty' | 'not-an-address' | 'not-https' | 'has-login' | 'has-query';

export type ServerAddress = { ok: true; baseUrl: string } | { ok: false; problem: AddressProblem };

const MAX_LENGTH = 2048;

/**
 * What the user typed, as a Connection keeps it: with its scheme, without the name of a method and slashes at the end.
 * An address without a scheme means http where that is allowed and https elsewhere.
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
  if (url.protocol === 'http:' && !mayUseHttp(url.hostname)) return { ok: false, problem: 'not-https' };
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(?:videos|chat\/completions)$/, '');
  return { ok: true, baseUrl: `${url.origin}${path.replace(/\/+$/, '')}` };
}

/** Whether what is sent there can be read on its way: plain http to another machine. */
export function isReadable(baseUrl: string): boolean {
  const url = parsed(baseUrl);
  return url?.protocol === 'http:' && placeOf(url.hostname) !== 'here';
}

function parsed(text: string): URL | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return urlOf(text);
  const secure = urlOf(`https://${text}`);
  return secure && mayUseHttp(secure.hostname) ? urlOf(`http://${text}`) : secure;
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
