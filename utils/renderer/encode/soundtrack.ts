import { loudness } from './loudness';

export const SAMPLE_RATE = 48_000;
/** Quiet enough to lie under anything, and what most players take for dialogue level at half volume. */
const TARGET_LUFS = -18;
/** Linear; leaves 1 dB for what a lossy codec adds. */
const PEAK = 0.89;

export interface Soundtrack {
  left: Float32Array<ArrayBuffer>;
  right: Float32Array<ArrayBuffer>;
}

export interface SoundtrackPlan {
  seconds: number;
  seed: number;
  /** 0 calm to 1 lively: below a third the chords are minor. */
  energy: number;
  /** Seconds at which a soft bell answers the picture. */
  hits: readonly number[];
}

/** Semitones above the root, one a voice. */
type Chord = readonly [number, number, number, number];
const MINOR: readonly Chord[] = [
  [0, 3, 7, 10],
  [-4, 0, 3, 7],
  [-7, -4, 0, 3],
  [-2, 2, 5, 8],
];
const MAJOR: readonly Chord[] = [
  [0, 4, 7, 11],
  [-3, 0, 4, 7],
  [5, 9, 12, 16],
  [-5, -1, 2, 5],
];
const ROOTS = [0, 2, 3, 5, -2] as const;
const BELLS = [0, 7, 12, 4] as const;
/** Seconds and gain of three echoes, which together pass for a room. */
const ECHOES = [
  [0.0731, 0.147],
  [0.113, 0.126],
  [0.171, 0.105],
] as const;

/**
 * A slow pad of chords, made from the seed alone: nobody's music, so nothing to license.
 * Plain arithmetic, because OfflineAudioContext does not exist in workers. At about -18 LUFS.
 */
export function synthesise(plan: SoundtrackPlan): Soundtrack {
  const length = Math.max(1, Math.round(plan.seconds * SAMPLE_RATE));
  const track = { left: new Float32Array(length), right: new Float32Array(length) };
  const random = mulberry32(plan.seed);
  const root = 110 * 2 ** (pick(ROOTS, plan.seed) / 12);
  addChords(track, plan, root, random);
  for (const hit of plan.hits) addBell(track, hit, root, random);
  addEchoes(track);
  fadeEnds(track);
  level(track);
  return track;
}

function addChords(track: Soundtrack, plan: SoundtrackPlan, root: number, random: () => number): void {
  const chords = plan.energy < 0.33 ? MINOR : MAJOR;
  const count = Math.max(1, Math.round(plan.seconds / 3));
  const span = plan.seconds / count;
  for (let i = 0; i < count; i += 1) {
    pick(chords, i).forEach((semitones, voice) => {
      const frequency = root * 2 ** (semitones / 12) * (voice === 0 ? 1 : 2);
      const detune = 1 + (random() - 0.5) * 0.006;
      addVoice(track, { from: i * span, seconds: span + 1.2, frequency, detune, voice });
    });
  }
}

interface Voice {
  from: number;
  seconds: number;
  frequency: number;
  detune: number;
  voice: number;
}

function addVoice({ left, right }: Soundtrack, { from, seconds, frequency, detune, voice }: Voice): void {
  const start = Math.floor(from * SAMPLE_RATE);
  const count = Math.min(left.length - start, Math.floor(seconds * SAMPLE_RATE));
  const step = (2 * Math.PI * frequency) / SAMPLE_RATE;
  const gain = 0.1 / (1 + voice * 0.15);
  const pan = 0.5 + (voice / 3 - 0.5) * 0.7;
  const base = sine(step, 0);
  const octave = sine(2 * step * detune, 0.4);
  const twelfth = sine(3 * step, 0);
  const breath = sine(1.1 / SAMPLE_RATE, voice);
  for (let i = 0; i < count; i += 1) {
    const envelope = Math.min(1, i / SAMPLE_RATE / 0.9) * Math.min(1, (count - i) / SAMPLE_RATE / 1.2);
    const wave = base() + 0.45 * (0.6 + 0.4 * breath()) * octave() + 0.16 * twelfth();
    const value = wave * gain * envelope;
    left[start + i] = (left[start + i] as number) + value * (1 - pan);
    right[start + i] = (right[start + i] as number) + value * pan;
  }
}

function addBell({ left, right }: Soundtrack, at: number, root: number, random: () => number): void {
  const start = Math.max(0, Math.floor(at * SAMPLE_RATE));
  const count = Math.min(left.length - start, Math.floor(1.4 * SAMPLE_RATE));
  const step = (2 * Math.PI * root * 4 * 2 ** (pick(BELLS, Math.floor(random() * 4)) / 12)) / SAMPLE_RATE;
  const pan = 0.3 + random() * 0.4;
  const tone = sine(step, 0);
  for (let i = 0; i < count; i += 1) {
    const time = i / SAMPLE_RATE;
    const value = tone() * Math.exp(-5 * time) * Math.min(1, time / 0.004) * 0.06;
    left[start + i] = (left[start + i] as number) + value * (1 - pan);
    right[start + i] = (right[start + i] as number) + value * pan;
  }
}

function addEchoes({ left, right }: Soundtrack): void {
  for (const [delay, gain] of ECHOES) {
    const shift = Math.floor(delay * SAMPLE_RATE);
    for (let i = shift; i < left.length; i += 1) {
      const fromLeft = left[i - shift] as number;
      // Crossed over: an echo comes from the other side.
      left[i] = (left[i] as number) + (right[i - shift] as number) * gain;
      right[i] = (right[i] as number) + fromLeft * gain;
    }
  }
}

function fadeEnds({ left, right }: Soundtrack): void {
  const count = left.length;
  for (let i = 0; i < count; i += 1) {
    const fade = Math.min(1, i / (0.25 * SAMPLE_RATE), (count - 1 - i) / (0.8 * SAMPLE_RATE));
    if (fade === 1) continue;
    left[i] = (left[i] as number) * fade;
    right[i] = (right[i] as number) * fade;
  }
}

function level(track: Soundtrack): void {
  const { left, right } = track;
  let peak = 0;
  for (let i = 0; i < left.length; i += 1) {
    peak = Math.max(peak, Math.abs(left[i] as number), Math.abs(right[i] as number));
  }
  if (peak === 0) return;
  const wanted = 10 ** ((TARGET_LUFS - loudness(left, right)) / 20);
  const gain = Math.min(wanted, PEAK / peak);
  for (let i = 0; i < left.length; i += 1) {
    left[i] = (left[i] as number) * gain;
    right[i] = (right[i] as number) * gain;
  }
}

/** The next sample of a sine at each call, by turning a vector: a fifth of the time `Math.sin` takes. */
function sine(step: number, phase: number): () => number {
  const turnCos = Math.cos(step);
  const turnSin = Math.sin(step);
  let x = Math.cos(phase);
  let y = Math.sin(phase);
  return () => {
    const now = y;
    y = y * turnCos + x * turnSin;
    x = x * turnCos - now * turnSin;
    return now;
  };
}

function pick<T>(list: readonly T[], index: number): T {
  return list[Math.abs(Math.trunc(index)) % list.length] as T;
}

/** A small seeded generator of numbers in [0, 1); public domain, Tommy Ettinger. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
