/**
 * Programme loudness in LUFS after ITU-R BS.1770-4, without its gates: a pad has no pauses to leave out.
 * The filter coefficients are the recommendation's own, for 48 kHz. Silence is -Infinity.
 */
export function loudness(left: Float32Array, right: Float32Array): number {
  const power = (weightedSquares(left) + weightedSquares(right)) / Math.max(1, left.length);
  return power > 0 ? -0.691 + 10 * Math.log10(power) : -Infinity;
}

/** Sum of squares after the K-weighting: a high shelf (the head) and a high pass (the ear's lack of bass). */
function weightedSquares(samples: Float32Array): number {
  const shelf = biquad(
    1.53512485958697,
    -2.69169618940638,
    1.19839281085285,
    -1.69065929318241,
    0.73248077421585,
  );
  const highPass = biquad(1, -2, 1, -1.99004745483398, 0.99007225036621);
  let sum = 0;
  for (const sample of samples) {
    const value = highPass(shelf(sample));
    sum += value * value;
  }
  return sum;
}

function biquad(b0: number, b1: number, b2: number, a1: number, a2: number): (sample: number) => number {
  let s1 = 0;
  let s2 = 0;
  return (sample) => {
    const value = b0 * sample + s1;
    s1 = b1 * sample - a1 * value + s2;
    s2 = b2 * sample - a2 * value;
    return value;
  };
}
