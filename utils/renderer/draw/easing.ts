/** All easings map 0..1 to 0..1 and are monotone; time outside is clamped by `progress`. */
export type Easing = (t: number) => number;

export const outQuint: Easing = (t) => 1 - (1 - t) ** 5;
export const outCubic: Easing = (t) => 1 - (1 - t) ** 3;
export const inCubic: Easing = (t) => t ** 3;
export const inOutCubic: Easing = (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);
export const inOutSine: Easing = (t) => 0.5 - 0.5 * Math.cos(Math.PI * t);
export const outExpo: Easing = (t) => (t >= 1 ? 1 : 1 - 2 ** (-10 * t));

export function clamp(value: number, low = 0, high = 1): number {
  return value < low ? low : value > high ? high : value;
}

export function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** How far `now` is through `seconds` that begin at `start`: 0 before, 1 after. */
export function progress(now: number, start: number, seconds: number): number {
  return seconds <= 0 ? (now < start ? 0 : 1) : clamp((now - start) / seconds);
}
