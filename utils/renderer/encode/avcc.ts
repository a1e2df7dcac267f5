/** Profiles whose avcC ends with chroma format and bit depths (ISO/IEC 14496-15, 5.3.3.1). */
const HIGH_PROFILES: ReadonlySet<number> = new Set([100, 110, 122, 144]);
/** Reserved bits set, 4:2:0, 8 bit luma and chroma, no SPS extension. */
const HIGH_TAIL = [0xfd, 0xf8, 0xf8, 0];

/**
 * Repairs an AVCDecoderConfigurationRecord. Firefox (seen in 140 to 153, with the system's x264) doubles the header
 * byte of every parameter set and leaves the reserved bits 0; browsers play that, strict players refuse it.
 * A record that is in order, or that cannot be read, comes back as it was.
 */
export function fixAvcC(record: Uint8Array): Uint8Array<ArrayBuffer> {
  const original = Uint8Array.from(record);
  if (original[0] !== 1 || original.length < 7) return original;
  const reader = { bytes: original, at: 5 };
  const rawSps = parameterSets(reader, 0x1f);
  const rawPps = rawSps && parameterSets(reader, 0xff);
  if (!rawSps?.[0] || !rawPps) return original;
  // After an SPS header (0x67) comes the profile, which is never 0x67; a PPS alone would leave room for doubt.
  const doubled = rawSps[0][0] === rawSps[0][1];
  const sps = doubled ? rawSps.map(withoutFirst) : rawSps;
  const pps = doubled ? rawPps.map(withoutFirst) : rawPps;
  const first = sps[0];
  if (!first || first.length < 4) return original;
  const profile = first[1] as number;
  const rest = original.subarray(reader.at);
  const tail = !HIGH_PROFILES.has(profile) ? [] : rest.length >= 4 ? [...rest] : HIGH_TAIL;
  return Uint8Array.from([
    1,
    profile,
    first[2] as number,
    first[3] as number,
    0xfc | ((original[4] as number) & 3),
    0xe0 | sps.length,
    ...sps.flatMap(withLength),
    pps.length,
    ...pps.flatMap(withLength),
    ...tail,
  ]);
}

function parameterSets(
  reader: { bytes: Uint8Array; at: number },
  countMask: number,
): Uint8Array[] | undefined {
  const { bytes } = reader;
  if (reader.at >= bytes.length) return undefined;
  const count = (bytes[reader.at] as number) & countMask;
  reader.at += 1;
  const sets: Uint8Array[] = [];
  for (let i = 0; i < count; i += 1) {
    if (reader.at + 2 > bytes.length) return undefined;
    const length = ((bytes[reader.at] as number) << 8) | (bytes[reader.at + 1] as number);
    const start = reader.at + 2;
    if (length < 2 || start + length > bytes.length) return undefined;
    sets.push(bytes.subarray(start, start + length));
    reader.at = start + length;
  }
  return sets;
}

function withoutFirst(unit: Uint8Array): Uint8Array {
  return unit.subarray(1);
}

function withLength(unit: Uint8Array): number[] {
  return [unit.length >> 8, unit.length & 255, ...unit];
}
