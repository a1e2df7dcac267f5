export type VideoCodecName = 'avc' | 'vp9' | 'av1' | 'vp8';

/** One way to encode the clip: the codec, the file it goes into, and the encoder's settings. */
export interface VideoChoice {
  codec: VideoCodecName;
  container: 'mp4' | 'webm';
  config: VideoEncoderConfig;
}

export interface VideoShape {
  width: number;
  height: number;
  fps: number;
}

/** Best for sharing first: H.264 plays everywhere, VP8 is what is left when nothing else works. */
const ORDER: readonly VideoCodecName[] = ['avc', 'vp9', 'av1', 'vp8'];

/**
 * Bits a pixel and frame, at most: still pictures take far less. Sharp edges of moving text need more than camera
 * footage does, and at half of this H.264 falls to blocks while one picture fades into another.
 */
const BITS_PER_PIXEL: Record<VideoCodecName, number> = { avc: 0.28, vp9: 0.1, av1: 0.08, vp8: 0.15 };

/** H.264 levels as [level_idc, macroblocks a frame, macroblocks a second] (ITU-T H.264, table A-1). */
const AVC_LEVELS: readonly (readonly [number, number, number])[] = [
  [0x1e, 1620, 40_500],
  [0x1f, 3600, 108_000],
  [0x20, 5120, 216_000],
  [0x28, 8192, 245_760],
  [0x2a, 8704, 522_240],
  [0x33, 36_864, 983_040],
];

/** VP9 and AV1 levels as [luma samples a frame, luma samples a second, VP9 level, AV1 level index]. */
const VPX_LEVELS: readonly (readonly [number, number, number, string])[] = [
  [552_960, 20_736_000, 30, '04'],
  [983_040, 36_864_000, 31, '05'],
  [2_228_224, 83_558_400, 40, '08'],
  [2_228_224, 160_432_128, 41, '09'],
  [8_912_896, 311_951_360, 50, '12'],
];

/** Full codec strings for a shape, best first. */
export function codecStrings(codec: VideoCodecName, { width, height, fps }: VideoShape): string[] {
  const samples = width * height;
  const vpx =
    VPX_LEVELS.find(([frame, second]) => samples <= frame && samples * fps <= second) ?? VPX_LEVELS.at(-1);
  switch (codec) {
    case 'avc': {
      const blocks = Math.ceil(width / 16) * Math.ceil(height / 16);
      const level = AVC_LEVELS.find(([, frame, second]) => blocks <= frame && blocks * fps <= second);
      const idc = (level?.[0] ?? 0x33).toString(16).padStart(2, '0');
      // High, Main, Constrained Baseline.
      return [`avc1.6400${idc}`, `avc1.4d00${idc}`, `avc1.42e0${idc}`];
    }
    case 'vp9':
      return [`vp09.00.${vpx?.[2] ?? 50}.08`];
    case 'av1':
      return [`av01.0.${vpx?.[3] ?? '12'}M.08`];
    case 'vp8':
      return ['vp8'];
  }
}

/**
 * The choices this browser claims to support at this very size, best first; none when it has no encoder. One at a
 * time, because asking for all of them takes Chromium 100 ms and the first one nearly always does.
 * A claim may still be wrong: the caller moves on to the next choice when an encoder fails at work.
 */
export async function* videoChoices(shape: VideoShape): AsyncGenerator<VideoChoice, void, void> {
  if (typeof VideoEncoder === 'undefined') return;
  for (const codec of ORDER) {
    for (const name of codecStrings(codec, shape)) {
      const config = configOf(codec, name, shape);
      if (!(await isSupported(config))) continue;
      yield { codec, container: codec === 'avc' ? 'mp4' : 'webm', config };
      break;
    }
  }
}

function configOf(
  codec: VideoCodecName,
  name: string,
  { width, height, fps }: VideoShape,
): VideoEncoderConfig {
  return {
    codec: name,
    width,
    height,
    framerate: fps,
    bitrate: Math.round(width * height * fps * BITS_PER_PIXEL[codec]),
    bitrateMode: 'variable',
    latencyMode: 'quality',
    ...(codec === 'avc' ? { avc: { format: 'avc' } } : {}),
  };
}

async function isSupported(config: VideoEncoderConfig): Promise<boolean> {
  try {
    return (await VideoEncoder.isConfigSupported(config)).supported === true;
  } catch {
    return false;
  }
}
