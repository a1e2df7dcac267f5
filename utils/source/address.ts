/**
 * Which addresses a page may make us ask for. Only public https ones: a page must never turn the extension
 * into a key to the user's own machine or network. DNS rebinding cannot be seen from an extension; the real
 * guard against that is that nothing is fetched without the user's permission for the host.
 */
import { placeOf } from '@/utils/domain';

/** What kind of address a picture has. */
type AddressKind =
  /** Public https: may be fetched with the user's permission. */
  | 'public'
  /** This machine, a private network, or a name that can point there. */
  | 'private'
  /** The bytes are in the page itself: data: or blob:. */
  | 'inline'
  /** Anything else: plain http, credentials in the address, odd ports, other schemes, not an address. */
  | 'unsupported';

/** True only for an address that may be fetched for a page once the user has allowed its host. */
export function isPublicHttps(url: string): boolean {
  return classifyAddress(url) === 'public';
}

/** The address parsed, or null when it is none. (`URL.canParse` came to Chrome with 120; 116 is the least we ask for.) */
export function parsedUrl(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/** What kind of address this is; never throws. */
export function classifyAddress(url: string): AddressKind {
  if (/^\s*(data|blob):/i.test(url.slice(0, 64))) return 'inline';
  const parsed = url.length > 4096 ? null : parsedUrl(url);
  if (!parsed) return 'unsupported';
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return 'unsupported';
  if (placeOf(parsed.hostname) !== 'public') return 'private';
  if (parsed.protocol === 'http:' || parsed.port || parsed.username || parsed.password) return 'unsupported';
  return 'public';
}

/** The match pattern to ask a permission for, or null where none would help. */
export function permissionPattern(url: string): string | null {
  return isPublicHttps(url) ? `${new URL(url).origin}/*` : null;
}
