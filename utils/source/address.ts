/**
 * Which addresses a page may make us ask for. Only public https ones: a page must never turn the extension
 * into a key to the user's own machine or network. DNS rebinding cannot be seen from an extension; the real
 * guard against that is that nothing is fetched without the user's permission for the host.
 * Ranges: IANA special-purpose address registries (RFC 6890 and updates).
 */

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

/** [first address, prefix length] of every IPv4 block that is not the public internet. */
const IPV4_BLOCKS: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Names that never belong to the public internet (RFC 6761, 6762, 8375, ICANN on .internal, router habits). */
const PRIVATE_SUFFIXES = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
  'test',
  'invalid',
];

/** Public names that answer with whatever address is written in them, or always with this machine. */
const REBINDING_SUFFIXES = [
  'nip.io',
  'sslip.io',
  'xip.io',
  'localtest.me',
  'lvh.me',
  'vcap.me',
  'lacolhost.com',
  'localho.st',
  'traefik.me',
  'rbndr.us',
];

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
  if (isPrivateHost(parsed.hostname)) return 'private';
  if (parsed.protocol === 'http:' || parsed.port || parsed.username || parsed.password) return 'unsupported';
  return 'public';
}

/** The match pattern to ask a permission for, or null where none would help. */
export function permissionPattern(url: string): string | null {
  return isPublicHttps(url) ? `${new URL(url).origin}/*` : null;
}

/** `hostname` as a URL gives it: the URL parser has already folded "127.1", "0x7f.1" and the like. */
function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.+$/, '');
  if (host === '') return true;
  if (host.startsWith('[')) return !isPublicIpv6(host.slice(1, -1));
  const address = ipv4(host);
  if (address !== null) return isPrivateIpv4(address);
  // A name without a dot is resolved on the local network.
  if (!host.includes('.')) return true;
  const endsWith = (suffix: string): boolean => host === suffix || host.endsWith(`.${suffix}`);
  return PRIVATE_SUFFIXES.some(endsWith) || REBINDING_SUFFIXES.some(endsWith) || namesPrivateIpv4(host);
}

/** "127.0.0.1.example.com" and "10-0-0-1.example.com": names of services that resolve to what they spell. */
function namesPrivateIpv4(host: string): boolean {
  const spelled = /(?<!\d)(?=(\d{1,3}[.-]\d{1,3}[.-]\d{1,3}[.-]\d{1,3})(?!\d))/g;
  for (const match of host.matchAll(spelled)) {
    const address = ipv4((match[1] ?? '').replaceAll('-', '.'));
    if (address !== null && isPrivateIpv4(address)) return true;
  }
  return false;
}

function ipv4(host: string): number | null {
  const parts = host.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

function isPrivateIpv4(address: number): boolean {
  return IPV4_BLOCKS.some(([first, prefix]) => {
    const size = 2 ** (32 - prefix);
    const start = ipv4(first) ?? 0;
    return address >= start && address < start + size;
  });
}

/** Only global unicast 2000::/3 is public, less what in it embeds or documents other addresses. */
function isPublicIpv6(host: string): boolean {
  const [first = 0, second = 0] = ipv6Groups(host);
  if (first < 0x2000 || first > 0x3fff) return false;
  // 2001::/23 protocol assignments (Teredo), 2001:db8::/32 and 3fff::/20 documentation, 2002::/16 6to4.
  if (first === 0x2001 && (second < 0x0200 || second === 0x0db8)) return false;
  if (first === 0x3fff && second < 0x1000) return false;
  return first !== 0x2002;
}

/** The first groups of a serialised IPv6 address; "::" at the start makes them zero. */
function ipv6Groups(host: string): number[] {
  const [head = ''] = host.split('::');
  return head === '' ? [] : head.split(':').map((group) => Number.parseInt(group, 16));
}
