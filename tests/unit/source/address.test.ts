import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyAddress, isPublicHttps, permissionPattern } from '@/utils/source';

const PRIVATE = [
  'https://localhost/a.png',
  'https://localhost./a.png',
  'https://LOCALHOST/a.png',
  'https://app.localhost/a.png',
  'https://printer/a.png',
  'https://nas.local/a.png',
  'https://nas.local./a.png',
  'https://metadata.google.internal/a.png',
  'https://router.home.arpa/a.png',
  'https://box.lan/a.png',
  'https://0.0.0.0/a.png',
  'https://0/a.png',
  'https://127.0.0.1/a.png',
  'https://127.1/a.png',
  'https://2130706433/a.png',
  'https://0x7f.1/a.png',
  'https://0177.0.0.1/a.png',
  'https://①②⑦.⓪.⓪.①/a.png',
  'https://10.1.2.3/a.png',
  'https://100.64.0.1/a.png',
  'https://100.127.255.254/a.png',
  'https://169.254.169.254/latest/meta-data',
  'https://172.16.0.1/a.png',
  'https://172.31.255.255/a.png',
  'https://192.168.1.1/a.png',
  'https://198.18.0.1/a.png',
  'https://224.0.0.251/a.png',
  'https://255.255.255.255/a.png',
  'https://[::]/a.png',
  'https://[::1]/a.png',
  'https://[::ffff:127.0.0.1]/a.png',
  'https://[::ffff:7f00:1]/a.png',
  'https://[::127.0.0.1]/a.png',
  'https://[64:ff9b::7f00:1]/a.png',
  'https://[2002:7f00:1::]/a.png',
  'https://[2001:0:53aa:64c:0:0:80ff:fffe]/a.png',
  'https://[fe80::1]/a.png',
  'https://[fd12:3456::1]/a.png',
  'https://[ff02::1]/a.png',
  'https://127.0.0.1.nip.io/a.png',
  'https://10-0-0-1.sslip.io/a.png',
  'https://7f000001.nip.io/a.png',
  'https://app.192.168.1.1.example.com/a.png',
  'https://ip-10-0-0-1.example.com/a.png',
  'https://1.127.0.0.1.example.com/a.png',
  'https://localtest.me/a.png',
  'http://127.0.0.1:8080/a.png',
];

const UNSUPPORTED = [
  'http://example.com/a.png',
  'https://example.com:8443/a.png',
  'https://user@example.com/a.png',
  'https://user:pass@example.com/a.png',
  'ftp://example.com/a.png',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'chrome-extension://abc/a.png',
  'not an address',
  '',
  `https://example.com/${'a'.repeat(5000)}`,
];

const PUBLIC = [
  'https://example.com/a.png',
  'https://example.com:443/a.png',
  'https://cdn.example.co.uk/a.png?x=127.0.0.1',
  'https://8.8.8.8/a.png',
  'https://172.32.0.1/a.png',
  'https://100.128.0.1/a.png',
  'https://[2606:4700::1111]/a.png',
  'https://ec2-54-12-3-4.compute.amazonaws.com/a.png',
  'https://v1.2.3.example.com/a.png',
  'https://local.example.com/a.png',
  'https://xn--bcher-kva.example/a.png',
];

describe('addresses a page may make us ask for', () => {
  it.each(PRIVATE)('refuses %s as private', (url) => {
    expect(classifyAddress(url)).toBe('private');
    expect(permissionPattern(url)).toBeNull();
  });

  it.each(UNSUPPORTED)('refuses %s as unsupported', (url) =>
    expect(classifyAddress(url)).toBe('unsupported'),
  );

  it.each(PUBLIC)('lets %s through', (url) => expect(classifyAddress(url)).toBe('public'));

  it.each(['data:image/png;base64,AA==', ' DATA:,x', 'blob:https://example.com/1-2'])(
    'knows %s as inline',
    (url) => expect(classifyAddress(url)).toBe('inline'),
  );

  it('asks for the whole origin of a public picture and nothing more', () => {
    expect(permissionPattern('https://cdn.example.com/a/b.png?q#f')).toBe('https://cdn.example.com/*');
  });

  const octet = fc.integer({ min: 0, max: 255 });
  const privateIpv4 = fc.oneof(
    fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
    fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
    fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
    fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
  );

  it('never lets a private IPv4 address through, however it is spelled', () => {
    const spellings: ((parts: number[]) => string)[] = [
      (parts) => parts.join('.'),
      (parts) => `${parts.join('.')}.`,
      (parts) => String(parts.reduce((sum, part) => sum * 256 + part, 0)),
      (parts) => `0x${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`,
      (parts) => parts.map((part) => `0${part.toString(8)}`).join('.'),
      (parts) => `[::ffff:${parts.join('.')}]`,
      (parts) => `${parts.join('.')}.nip.io`,
      (parts) => `a-${parts.join('-')}.example.com`,
      (parts) => `x.${parts.join('.')}.example.com`,
    ];
    fc.assert(
      fc.property(
        privateIpv4,
        fc.constantFrom(...spellings),
        fc.constantFrom('https', 'http'),
        (parts, spell, scheme) => {
          expect(isPublicHttps(`${scheme}://${spell(parts)}/a.png`)).toBe(false);
        },
      ),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl()), (url) => void classifyAddress(url)));
  });
});
