import {
  I32,
  V128,
  add,
  add16,
  add32,
  and128,
  dot,
  get,
  int,
  lanes16,
  lanes32,
  lessThan,
  load128,
  logicalRight16,
  moduleOf,
  multiply,
  narrow16,
  narrow32,
  pick32,
  repeat,
  right32,
  set,
  shiftLeft,
  shiftRight,
  store32,
  store64,
  type Code,
} from './assembler';
import { BITS, CB, CHROMA_BIAS, CHROMA_BITS, CR, LUMA, LUMA_BIAS, type ChannelOrder } from './coefficients';

/** Pixels of a row that are converted together; a width must be a multiple of it. */
export const SIMD_STEP = 8;

type Factors = Readonly<Record<'red' | 'green' | 'blue', number>>;

/* Locals: the four parameters, then addresses, then vectors. */
const SOURCE = 0;
const LUMA_OUT = 1;
const WIDTH = 2;
const HEIGHT = 3;
const CB_OUT = 4;
const CR_OUT = 5;
const BELOW = 6;
const ROW_END = 7;
const BYTES = 8;
/** First and third channel of pixels 0-3 and 4-7 of the upper row, then of the lower one. */
const OUTER = [9, 10, 11, 12] as const;
/** Their green (and alpha, which every factor leaves out). */
const GREEN = [13, 14, 15, 16] as const;
/** For what is used twice. */
const ROWS = 17;
const LEFT = 18;
const RIGHT = 19;

/**
 * The machine code of `run(source, target, width, height)`: BGRA or RGBA words at `source` to I420 at `target`.
 * Sixteen pixels a turn, eight of each of two rows. About eight times as fast as the plain way.
 */
export function simdModule(order: ChannelOrder): Uint8Array<ArrayBuffer> {
  const area = multiply(get(WIDTH), get(HEIGHT));
  const body = [
    ...set(CB_OUT, add(get(LUMA_OUT), area)),
    ...set(CR_OUT, add(get(CB_OUT), shiftRight(area, int(2)))),
    ...set(BYTES, shiftLeft(get(WIDTH), int(2))),
    ...repeat(
      [
        ...set(BELOW, add(get(SOURCE), get(BYTES))),
        ...set(ROW_END, get(BELOW)),
        ...repeat(
          [...loadBlock(), ...storeLuma(order), ...storeChroma(order), ...advance()],
          lessThan(get(SOURCE), get(ROW_END)),
        ),
        // The upper row's address now stands at the lower row, the lower one's at the next pair.
        ...set(SOURCE, get(BELOW)),
        ...set(LUMA_OUT, add(get(LUMA_OUT), get(WIDTH))),
        ...set(HEIGHT, add(get(HEIGHT), int(-2))),
      ],
      get(HEIGHT),
    ),
  ];
  return moduleOf(
    4,
    [
      [5, I32],
      [11, V128],
    ],
    body,
  );
}

/** Every second byte of a word is masked out or shifted away: 16-bit lanes of first/third channel and of green/alpha. */
function loadBlock(): Code {
  const everySecond = lanes16(Array.from({ length: 8 }, () => 0xff));
  const code: number[] = [];
  for (const quarter of [0, 1, 2, 3] as const) {
    const pixels = load128(get(quarter < 2 ? SOURCE : BELOW), quarter % 2 === 0 ? 0 : 16);
    code.push(
      ...set(OUTER[quarter], and128(pixels, everySecond)),
      ...set(GREEN[quarter], logicalRight16(pixels, 8)),
    );
  }
  return code;
}

function storeLuma(order: ChannelOrder): Code {
  const luma = [0, 1, 2, 3].map((quarter) => {
    const sum = weighted(get(OUTER[quarter] as number), get(GREEN[quarter] as number), LUMA, order);
    return right32(add32(sum, lanes32(LUMA_BIAS)), BITS);
  });
  const [a, b, c, d] = luma as [Code, Code, Code, Code];
  const rows = narrow16(narrow32(a, b), narrow32(c, d));
  return [
    ...set(ROWS, rows),
    ...store64(get(LUMA_OUT), get(ROWS), 0),
    ...store64(add(get(LUMA_OUT), get(WIDTH)), get(ROWS), 1),
  ];
}

function storeChroma(order: ChannelOrder): Code {
  const addRows = (upper: number, lower: number): Code => set(upper, add16(get(upper), get(lower)));
  const both = narrow32(meanOfBlocks(CB, order), meanOfBlocks(CR, order));
  return [
    ...addRows(OUTER[0], OUTER[2]),
    ...addRows(OUTER[1], OUTER[3]),
    ...addRows(GREEN[0], GREEN[2]),
    ...addRows(GREEN[1], GREEN[3]),
    ...set(ROWS, both),
    ...set(ROWS, narrow16(get(ROWS), get(ROWS))),
    ...store32(get(CB_OUT), get(ROWS), 0),
    ...store32(get(CR_OUT), get(ROWS), 1),
  ];
}

/** Four chroma samples out of the sums of two rows: neighbours are added, then all is rounded and divided by four. */
function meanOfBlocks(factors: Factors, order: ChannelOrder): Code {
  const left = weighted(get(OUTER[0]), get(GREEN[0]), factors, order);
  const right = weighted(get(OUTER[1]), get(GREEN[1]), factors, order);
  return [
    ...set(LEFT, left),
    ...set(RIGHT, right),
    ...right32(
      add32(
        add32(pick32(get(LEFT), get(RIGHT), [0, 2, 4, 6]), pick32(get(LEFT), get(RIGHT), [1, 3, 5, 7])),
        lanes32(CHROMA_BIAS),
      ),
      CHROMA_BITS,
    ),
  ];
}

/** One 32-bit sum a pixel. */
function weighted(outer: Code, green: Code, factors: Factors, order: ChannelOrder): Code {
  const [first, third] = order === 'rgb' ? [factors.red, factors.blue] : [factors.blue, factors.red];
  const pairs = (a: number, b: number): Code => lanes16([a, b, a, b, a, b, a, b]);
  return add32(dot(outer, pairs(first, third)), dot(green, pairs(factors.green, 0)));
}

function advance(): Code {
  const by = (local: number, bytes: number): Code => set(local, add(get(local), int(bytes)));
  return [
    ...by(SOURCE, SIMD_STEP * 4),
    ...by(BELOW, SIMD_STEP * 4),
    ...by(LUMA_OUT, SIMD_STEP),
    ...by(CB_OUT, SIMD_STEP / 2),
    ...by(CR_OUT, SIMD_STEP / 2),
  ];
}
