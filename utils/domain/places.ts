/**
 * Where an address leads, as far as its name tells. A name can be made to point anywhere and an extension cannot see
 * where it does (DNS rebinding): the guard against that is that nothing is asked without permission for the host.
 * Ranges: IANA special-purpose address registries (RFC 6890 and updates).
 */
export type Place =
  /** This computer, by a name that cannot point elsewhere. */
  | 'here'
  /** A private network: of this house, of a company, of a tunnel. */
  | 'network'
  /** Not the public internet, and no place for a server either; or a public name that is known to point inwards. */
  | 'special'
  | 'public';

/** [first address, prefix length, where] of every IPv4 block that is not the public internet. */
const IPV4_BLOCKS: readonly (readonly [string, number, Place])[] = [
  ['0.0.0.0', 8, 'special'],
  ['10.0.0.0', 8, 'network'],
  // Carrier-grade NAT; tunnels such as Tailscale's give their machines these.
  ['100.64.0.0', 10, 'network'],
  ['127.0.0.0', 8, 'here'],
  ['169.254.0.0', 16, 'network'],
  ['172.16.0.0', 12, 'network'],
  ['192.0.0.0', 24, 'special'],
  ['192.0.2.0', 24, 'special'],
  ['192.88.99.0', 24, 'special'],
  ['192.168.0.0', 16, 'network'],
  ['198.18.0.0', 15, 'special'],
  ['198.51.100.0', 24, 'special'],
  ['203.0.113.0', 24, 'special'],
  ['224.0.0.0', 3, 'special'],
];

/** Names that never belong to the public internet (RFC 6761, 6762, 8375, ICANN on .internal, router habits). */
const SUFFIXES: readonly (readonly [string, Place])[] = [
  ['localhost', 'here'],
  ['local', 'network'],
  ['lan', 'network'],
  ['home.arpa', 'network'],
  ['internal', 'network'],
  ['localdomain', 'special'],
  ['intranet', 'special'],
  ['private', 'special'],
  ['corp', 'special'],
  ['home', 'special'],
  ['test', 'special'],
  ['invalid', 'special'],
  // Public names that answer with whatever address is written in them, or always with this computer.
  ['nip.io', 'special'],
  ['sslip.io', 'special'],
  ['xip.io', 'special'],
  ['localtest.me', 'special'],
  ['lvh.me', 'special'],
  ['vcap.me', 'special'],
  ['lacolhost.com', 'special'],
  ['localho.st', 'special'],
  ['traefik.me', 'special'],
  ['rbndr.us', 'special'],
];

/** `hostname` as a URL gives it: the URL parser has already folded "127.1", "0x7f.1" and the like. */
export function placeOf(hostname: string): Place {
  const host = hostname.toLowerCase().replace(/\.+$/, '');
  if (host === '') return 'special';
  if (host.startsWith('[')) return placeOfIpv6(host.slice(1, -1));
  const address = ipv4(host);
  if (address !== null) return placeOfIpv4(address);
  const known = SUFFIXES.find(([suffix]) => host === suffix || host.endsWith(`.${suffix}`));
  if (known) return known[1];
  // A name without a dot is looked up on the local network; with one at its end, on the internet alone.
  if (!host.includes('.')) return hostname.endsWith('.') ? 'special' : 'network';
  return spellsPrivateIpv4(host) ? 'special' : 'public';
}

/** Whether plain http may go there: to this computer and to private networks, where few servers have a certificate. */
export function mayUseHttp(hostname: string): boolean {
  const place = placeOf(hostname);
  return place === 'here' || place === 'network';
}

/** This computer's other names in an address written as its first, so that one server is known as one. */
export function sameMachine(baseUrl: string): string {
  return baseUrl.replace(
    /^(https?:\/\/)(?:localhost|\[::1\])(?=[:/?#]|$)/i,
    (_, scheme: string) => `${scheme}127.0.0.1`,
  );
}

/** "127.0.0.1.example.com" and "10-0-0-1.example.com": names of services that resolve to what they spell. */
function spellsPrivateIpv4(host: string): boolean {
  const spelled = /(?<!\d)(?=(\d{1,3}[.-]\d{1,3}[.-]\d{1,3}[.-]\d{1,3})(?!\d))/g;
  for (const match of host.matchAll(spelled)) {
    const address = ipv4((match[1] ?? '').replaceAll('-', '.'));
    if (address !== null && placeOfIpv4(address) !== 'public') return true;
  }
  return false;
}

function ipv4(host: string): number | null {
  const parts = host.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

function placeOfIpv4(address: number): Place {
  const block = IPV4_BLOCKS.find(([first, prefix]) => {
    const start = ipv4(first) ?? 0;
    return address >= start && address < start + 2 ** (32 - prefix);
  });
  return block?.[2] ?? 'public';
}

/** Only global unicast 2000::/3 is public, less what in it embeds or documents other addresses. */
function placeOfIpv6(host: string): Place {
  if (host === '::1') return 'here';
  const [first = 0, second = 0] = ipv6Groups(host);
  // fc00::/7 unique local, fe80::/10 link-local.
  if ((first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80) return 'network';
  if (first < 0x2000 || first > 0x3fff) return 'special';
  // 2001::/23 protocol assignments (Teredo), 2001:db8::/32 and 3fff::/20 documentation, 2002::/16 6to4.
  if (first === 0x2001 && (second < 0x0200 || second === 0x0db8)) return 'special';
  if (first === 0x3fff && second < 0x1000) return 'special';
  return first === 0x2002 ? 'special' : 'public';
}

/** The first groups of a serialised IPv6 address; "::" at the start makes them zero. */
function ipv6Groups(host: string): number[] {
  const [head = ''] = host.split('::');
  return head === '' ? [] : head.split(':').map((group) => Number.parseInt(group, 16));
}
