import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixAvcC } from '@/utils/renderer/encode/avcc';

const SPS = [0x67, 100, 0, 31, 0xac, 0xd9, 0x40];
const PPS = [0x68, 0xeb, 0xe3];
const TAIL = [0xfd, 0xf8, 0xf8, 0];

function unit(bytes: readonly number[]): number[] {
  return [0, bytes.length, ...bytes];
}

const GOOD = Uint8Array.from([1, 100, 0, 31, 0xff, 0xe1, ...unit(SPS), 1, ...unit(PPS), ...TAIL]);
/** As Firefox writes it: header bytes doubled, so that profile and level slip by one; reserved bits 0; no tail. */
const BAD = Uint8Array.from([1, 0x67, 100, 0, 3, 1, ...unit([0x67, ...SPS]), 1, ...unit([0x68, ...PPS])]);

describe('fixAvcC', () => {
  it("repairs Firefox's doubled header bytes, profile, reserved bits and missing tail", () => {
    expect([...fixAvcC(BAD)]).toEqual([...GOOD]);
  });

  it('leaves a good record as it is', () => {
    expect([...fixAvcC(GOOD)]).toEqual([...GOOD]);
  });

  it('repairs nothing twice', () => {
    expect([...fixAvcC(fixAvcC(BAD))]).toEqual([...GOOD]);
  });

  it('writes no tail for profiles that have none', () => {
    const baseline = [0x67, 66, 0xe0, 31, 0xac];
    const record = Uint8Array.from([
      1,
      0x67,
      66,
      0xe0,
      3,
      1,
      ...unit([0x67, ...baseline]),
      1,
      ...unit([0x68, ...PPS]),
    ]);
    expect([...fixAvcC(record)]).toEqual([1, 66, 0xe0, 31, 0xff, 0xe1, ...unit(baseline), 1, ...unit(PPS)]);
  });

  it('gives back whatever it cannot read, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), (bytes, cut) => {
        expect(() => fixAvcC(bytes)).not.toThrow();
        if (bytes[0] !== 1) expect([...fixAvcC(bytes)]).toEqual([...bytes]);
        const short = GOOD.subarray(0, Math.min(cut, 10));
        expect([...fixAvcC(short)]).toEqual([...short]);
      }),
    );
  });
});
