import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayUseHttp, placeOf, sameMachine } from '@/utils/domain';

/** As every caller has it: out of a URL. */
const placeOfUrl = (host: string) => placeOf(new URL(`http://${host}/`).hostname);

describe('a host', () => {
  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'app.localhost',
    '127.0.0.1',
    '127.255.255.254',
    '127.1',
    '0x7f.1',
    '2130706433',
    '[::1]',
  ])('%s is this computer', (host) => expect(placeOfUrl(host)).toBe('here'));

  it.each([
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.4',
    '169.254.3.4',
    '100.64.0.1',
    '100.127.255.254',
    '[fc00::1]',
    '[fd12:3456:789a::1]',
    '[fe80::1]',
    '[febf::1]',
    'nas',
    'gpu-box',
    'nas.local',
    'nas.local.',
    'gpu.lan',
    'router.home.arpa',
    'video.corp.internal',
  ])('%s is on a private network', (host) => expect(placeOfUrl(host)).toBe('network'));

  it.each([
    '0.0.0.0',
    '192.0.2.1',
    '192.0.0.8',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.251',
    '255.255.255.255',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:192.168.1.4]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fec0::1]',
    '[ff02::1]',
    'ai.',
    'box.test',
    'host.corp',
    '127.0.0.1.nip.io',
    '192.168.1.4.example.com',
    'ip-10-0-0-1.example.com',
    'localtest.me',
  ])('%s is no place for a server that is spoken to in the clear', (host) => {
    expect(placeOfUrl(host)).toBe('special');
    expect(mayUseHttp(new URL(`http://${host}/`).hostname)).toBe(false);
  });

  it.each([
    'api.example.com',
    'local.example.com',
    'localhost.evil.example',
    'evil-local.example',
    'internal.example.com',
    'notlocalhost.example',
    '8.8.8.8',
    '11.0.0.1',
    '172.32.0.1',
    '172.15.255.255',
    '100.63.255.255',
    '100.128.0.1',
    '192.167.1.1',
    '169.253.1.1',
    '[2606:4700::1111]',
    'xn--bcher-kva.example',
  ])('%s is as public as it looks', (host) => expect(placeOfUrl(host)).toBe('public'));

  it('that is nothing is no place', () => expect(placeOf('')).toBe('special'));

  it('is never spoken to in the clear when it is any other IPv4 address', () => {
    const isPrivate = ([a = 0, b = 0]: number[]): boolean =>
      a === 10 ||
      a === 127 ||
      (a === 172 && b >= 16 && b <= 31) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254) ||
      (a === 100 && b >= 64 && b <= 127);
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.array(octet, { minLength: 4, maxLength: 4 }), (parts) => {
        expect(mayUseHttp(parts.join('.'))).toBe(isPrivate(parts));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('one server by two names', () => {
  it.each([
    ['http://localhost:8091/v1', 'http://127.0.0.1:8091/v1'],
    ['http://LOCALHOST:8091/v1', 'http://127.0.0.1:8091/v1'],
    ['http://[::1]:8091/v1', 'http://127.0.0.1:8091/v1'],
    ['https://localhost', 'https://127.0.0.1'],
    ['https://localhost/v1', 'https://127.0.0.1/v1'],
  ])('%s is %s', (url, same) => expect(sameMachine(url)).toBe(same));

  it.each([
    'http://127.0.0.1:8091/v1',
    'http://localhost.evil.example/v1',
    'http://app.localhost:8091/v1',
    'https://api.example.com/v1',
    'https://example.com/http://localhost:1/',
    'http://127.0.0.2:8091/v1',
    'not an address',
  ])('%s stays what it is', (url) => expect(sameMachine(url)).toBe(url));
});
