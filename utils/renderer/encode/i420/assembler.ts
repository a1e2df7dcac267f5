/**
 * Just enough of WebAssembly's binary format (webassembly.github.io/spec/core/binary) to write one function by hand.
 * A package with a compiled blob would be a tool chain more, and nothing a reviewer can read.
 */

/** Instructions, encoded. Operands come before what works on them, as on the machine's stack. */
export type Code = readonly number[];

export const I32 = 0x7f;
export const V128 = 0x7b;

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const more = rest > 127;
    bytes.push((rest & 127) | (more ? 128 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const byte = rest & 127;
    rest >>= 7;
    const done = (rest === 0 && (byte & 64) === 0) || (rest === -1 && (byte & 64) !== 0);
    bytes.push(done ? byte : byte | 128);
    if (done) return bytes;
  }
}

const simd = (opcode: number, ...rest: number[]): number[] => [0xfd, ...unsigned(opcode), ...rest];
/** Alignment hint 0: our addresses are what they are. */
const at = (offset: number): number[] => [0, ...unsigned(offset)];
const binary =
  (opcode: Code) =>
  (a: Code, b: Code): Code => [...a, ...b, ...opcode];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const int = (value: number): Code => [0x41, ...signed(value)];
export const add = binary([0x6a]);
export const multiply = binary([0x6c]);
export const shiftRight = binary([0x76]);
export const shiftLeft = binary([0x74]);
/** Repeats the body while the condition, looked at after it, is not 0. */
export const repeat = (body: Code, condition: Code): Code => [
  0x03,
  0x40,
  ...body,
  ...condition,
  0x0d,
  0,
  0x0b,
];
export const lessThan = binary([0x49]);

export const load128 = (address: Code, offset: number): Code => [...address, ...simd(0x00, ...at(offset))];
export const store64 = (address: Code, value: Code, lane: number): Code => [
  ...address,
  ...value,
  ...simd(0x5b, ...at(0), lane),
];
export const store32 = (address: Code, value: Code, lane: number): Code => [
  ...address,
  ...value,
  ...simd(0x5a, ...at(0), lane),
];
export const and128 = binary(simd(0x4e));
export const add16 = binary(simd(0x8e));
export const add32 = binary(simd(0xae));
/** Products of eight 16-bit lanes, added up in pairs to four 32-bit lanes. */
export const dot = binary(simd(0xba));
export const narrow32 = binary(simd(0x85));
export const narrow16 = binary(simd(0x66));
export const logicalRight16 = (value: Code, bits: number): Code => [...value, ...int(bits), ...simd(0x8d)];
export const right32 = (value: Code, bits: number): Code => [...value, ...int(bits), ...simd(0xac)];
/** Four 32-bit lanes picked out of the eight of two vectors. */
export const pick32 = (a: Code, b: Code, lanes: readonly number[]): Code => [
  ...a,
  ...b,
  ...simd(0x0d, ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte))),
];
export const lanes16 = (values: readonly number[]): Code =>
  simd(0x0c, ...values.flatMap((value) => [value & 255, (value >> 8) & 255]));
export const lanes32 = (value: number): Code =>
  simd(0x0c, ...[0, 1, 2, 3].flatMap(() => [0, 8, 16, 24].map((bits) => (value >> bits) & 255)));

/** "\0asm", version 1. */
const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/**
 * A module with one function, exported as "run", over the memory imported as "env"."memory".
 * `parameters` are all i32; `locals` are pairs of count and type that follow them.
 */
export function moduleOf(
  parameters: number,
  locals: readonly (readonly [number, number])[],
  body: Code,
): Uint8Array<ArrayBuffer> {
  const text = (name: string): number[] => [name.length, ...Array.from(name, (char) => char.charCodeAt(0))];
  const sized = (bytes: Code): number[] => [...unsigned(bytes.length), ...bytes];
  const section = (id: number, bytes: Code): number[] => [id, ...sized(bytes)];
  const code = [locals.length, ...locals.flatMap(([count, type]) => [count, type]), ...body, 0x0b];
  return Uint8Array.from([
    ...MAGIC,
    ...section(1, [1, 0x60, parameters, ...Array.from({ length: parameters }, () => I32), 0]),
    ...section(2, [1, ...text('env'), ...text('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('run'), 0, 0]),
    ...section(10, [1, ...sized(code)]),
  ]);
}
