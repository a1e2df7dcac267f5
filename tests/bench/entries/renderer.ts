import type { Template } from '@/utils/domain';
import { loadFonts, prepareFrames, type Frames } from '@/utils/renderer/draw';
import { encodeFrames } from '@/utils/renderer/encode';
import { videoChoices, type VideoChoice, type VideoCodecName } from '@/utils/renderer/encode/codecs';
import { EncoderQueue } from '@/utils/renderer/encode/encoder-queue';
import { FrameFeed } from '@/utils/renderer/encode/frame-feed';
import { exposeToLab } from '../../lab/expose';
import { benchRequest } from '../requests';

interface Bench {
  frames: Frames;
  /** All frames of the clip as the encoder gets them, drawn before any clock runs. */
  drawn: VideoFrame[];
}
let bench: Bench | undefined;

/** Prepares a template and draws its frames in advance; milliseconds of the preparation. */
async function prepare(template: Template): Promise<{ prepareMs: number; frames: number; seconds: number }> {
  bench?.drawn.forEach((frame) => frame.close());
  bench?.frames.dispose();
  await loadFonts((file) => `/fonts/${file}`);
  const picture = await drawPicture();
  const started = performance.now();
  const prepared = await prepareFrames(benchRequest(template), {
    image: () => Promise.resolve(picture),
    phraseModel: () => Promise.reject(new Error('no such words here')),
  });
  if (!prepared.ok) throw new Error(prepared.detail);
  const prepareMs = performance.now() - started;
  const { frames } = prepared;
  const feed = new FrameFeed(frames);
  const drawn: VideoFrame[] = [];
  for (let i = 0; i < frames.frameCount; i += 1) drawn.push(await feed.frame(i));
  bench = { frames, drawn };
  return { prepareMs, frames: frames.frameCount, seconds: frames.seconds };
}

/** Which codecs this browser encodes at this size. */
async function codecs(): Promise<VideoCodecName[]> {
  const names: VideoCodecName[] = [];
  for await (const { codec } of videoChoices(current().frames)) names.push(codec);
  return names;
}

/** The renderer's whole work: draw, hand over, encode, mux, poster. Milliseconds. */
async function whole(codec: VideoCodecName): Promise<number> {
  const honest = VideoEncoder.isConfigSupported.bind(VideoEncoder);
  const choice = await choiceOf(codec);
  VideoEncoder.isConfigSupported = async (config) => {
    const answer = await honest(config);
    return { ...answer, supported: answer.supported === true && config.codec === choice.config.codec };
  };
  try {
    const started = performance.now();
    const result = await encodeFrames(current().frames, {
      soundtrack: false,
      seed: 1,
      title: '',
      comment: '',
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    const ms = performance.now() - started;
    if (!result.ok || result.codec !== codec) throw new Error(`${codec} did not work`);
    return ms;
  } finally {
    VideoEncoder.isConfigSupported = honest;
  }
}

/** The limit: the same encoder, with the same settings, on frames that are there already. Milliseconds. */
async function encoderAlone(codec: VideoCodecName): Promise<number> {
  const { frames, drawn } = current();
  const { config } = await choiceOf(codec);
  const ready = drawn.map((frame) => frame.clone());
  const started = performance.now();
  const queue = new EncoderQueue(config, () => undefined);
  for (const [i, frame] of ready.entries()) {
    await queue.room();
    queue.encode(frame, i % (frames.fps * 2) === 0);
  }
  await queue.flush();
  const ms = performance.now() - started;
  queue.close();
  return ms;
}

/** Drawing and hand-over alone: the frames as the encoder gets them, and no encoder. Milliseconds. */
async function drawingAlone(): Promise<number> {
  const { frames } = current();
  const feed = new FrameFeed(frames);
  const started = performance.now();
  for (let i = 0; i < frames.frameCount; i += 1) (await feed.frame(i)).close();
  return performance.now() - started;
}

interface FfmpegCore {
  FS: { writeFile(name: string, data: Uint8Array): void; unlink(name: string): void };
  setTimeout(ms: number): void;
  exec(...args: string[]): number;
  reset(): void;
}
let ffmpeg: FfmpegCore | undefined;

/** Frames ffmpeg.wasm is given: it would take minutes over the whole clip. */
const FFMPEG_FRAMES = 40;

/**
 * ffmpeg.wasm's x264 on the same frames, raw, already in its memory; only the encoding is timed.
 * Milliseconds a frame.
 */
async function ffmpegWasm(preset: string): Promise<number> {
  const { frames, drawn } = current();
  ffmpeg ??= await loadFfmpeg();
  const some = drawn.slice(0, FFMPEG_FRAMES);
  const size = (frames.width * frames.height * 3) / 2;
  const raw = new Uint8Array(size * some.length);
  for (const [i, frame] of some.entries()) await frame.copyTo(raw.subarray(i * size, (i + 1) * size));
  ffmpeg.FS.writeFile('in.yuv', raw);
  ffmpeg.setTimeout(-1);
  const shape = ['-pix_fmt', 'yuv420p', '-s', `${frames.width}x${frames.height}`, '-r', `${frames.fps}`];
  const started = performance.now();
  const code = ffmpeg.exec(
    '-f',
    'rawvideo',
    ...shape,
    '-i',
    'in.yuv',
    '-c:v',
    'libx264',
    '-preset',
    preset,
    'out.mp4',
  );
  const ms = performance.now() - started;
  ffmpeg.reset();
  ffmpeg.FS.unlink('in.yuv');
  if (code !== 0) throw new Error(`ffmpeg.wasm ended with ${code}`);
  return ms / some.length;
}

async function loadFfmpeg(): Promise<FfmpegCore> {
  const url = new URL('/ffmpeg/ffmpeg-core.js', location.href).href;
  const module = (await import(/* @vite-ignore */ url)) as {
    default(options: object): Promise<FfmpegCore>;
  };
  const wasmURL = new URL('/ffmpeg/ffmpeg-core.wasm', location.href).href;
  return module.default({ mainScriptUrlOrBlob: `${url}#${btoa(JSON.stringify({ wasmURL }))}` });
}

function current(): Bench {
  if (!bench) throw new Error('prepare comes first');
  return bench;
}

async function choiceOf(codec: VideoCodecName): Promise<VideoChoice> {
  for await (const choice of videoChoices(current().frames)) if (choice.codec === codec) return choice;
  throw new Error(`no ${codec} here`);
}

/** Something like a photograph: soft shapes, and grain all over. */
async function drawPicture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(1600, 1067);
  const ctx = canvas.getContext('2d', { alpha: false });
  if (!ctx) throw new Error('no canvas');
  const sky = ctx.createLinearGradient(0, 0, 0, canvas.height);
  sky.addColorStop(0, '#3b6ea5');
  sky.addColorStop(0.6, '#e8b27d');
  sky.addColorStop(1, '#2c3a2f');
  ctx.fillStyle = sky;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  for (let i = 0; i < 4000; i += 1) {
    ctx.fillStyle = `hsl(${(i * 37) % 360} 30% ${20 + ((i * 13) % 60)}% / 0.25)`;
    ctx.beginPath();
    ctx.arc((i * 7919) % canvas.width, (i * 104_729) % canvas.height, 2 + (i % 23), 0, 7);
    ctx.fill();
  }
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
}

exposeToLab({ prepare, codecs, whole, encoderAlone, drawingAlone, ffmpegWasm });
