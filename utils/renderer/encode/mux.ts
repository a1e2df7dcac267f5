import {
  AudioSample,
  AudioSampleSource,
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  Quality,
  WebMOutputFormat,
  canEncodeAudio,
} from 'mediabunny';
import { fixAvcC } from './avcc';
import type { VideoChoice } from './codecs';
import { BT709_LIMITED } from './frame-feed';
import { SAMPLE_RATE, type Soundtrack } from './soundtrack';

/** AAC plays everywhere an MP4 does; Opus where the browser has no AAC encoder (Linux, Firefox). */
const AUDIO_CODECS = { mp4: ['aac', 'opus'], webm: ['opus'] } as const;
type AudioCodecName = 'aac' | 'opus';
/** Seconds of sound handed over at once. */
const AUDIO_SLICE = 0.5;

export interface FileTags {
  title: string;
  comment: string;
}

/** The first audio codec this browser encodes for such a file, or null: then the clip is silent. */
export async function audioCodecFor(container: 'mp4' | 'webm'): Promise<AudioCodecName | null> {
  for (const codec of AUDIO_CODECS[container]) {
    if (await canEncodeAudio(codec, { numberOfChannels: 2, sampleRate: SAMPLE_RATE })) return codec;
  }
  return null;
}

/** A file being put together in memory: chunks in, one Blob out. */
export class ClipFile {
  readonly mime: string;
  readonly #output: Output<Mp4OutputFormat | WebMOutputFormat, BufferTarget>;
  readonly #video: EncodedVideoPacketSource;
  readonly #audio: AudioSampleSource | undefined;
  /** Packets are muxed in order and their failures kept until `finish`. */
  #written: Promise<void> = Promise.resolve();
  #packets = 0;

  constructor(choice: VideoChoice, fps: number, audioCodec: AudioCodecName | null, tags: FileTags) {
    const format =
      choice.container === 'mp4' ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat();
    this.mime = choice.container === 'mp4' ? 'video/mp4' : 'video/webm';
    this.#output = new Output({ format, target: new BufferTarget() });
    this.#video = new EncodedVideoPacketSource(choice.codec);
    this.#output.addVideoTrack(this.#video, { frameRate: fps });
    if (audioCodec) {
      this.#audio = new AudioSampleSource({ codec: audioCodec, quality: new Quality('medium') });
      this.#output.addAudioTrack(this.#audio);
    }
    this.#output.setMetadataTags({ ...tags, date: new Date() });
  }

  /** Packets taken so far: one a frame when the encoder did its work. */
  get packets(): number {
    return this.#packets;
  }

  start(): Promise<void> {
    return this.#output.start();
  }

  /** Takes an encoder's output, in the order it comes. */
  addVideo(chunk: EncodedVideoChunk, meta: EncodedVideoChunkMetadata | undefined): void {
    this.#packets += 1;
    const packet = EncodedPacket.fromEncodedChunk(chunk);
    const described = meta?.decoderConfig ? { ...meta, decoderConfig: tidy(meta.decoderConfig) } : meta;
    this.#written = this.#written.then(() => this.#video.add(packet, described));
    // Reported by `finish`; until then it must not count as unhandled.
    this.#written.catch(() => undefined);
  }

  /** Encodes the whole soundtrack. */
  async addSound({ left, right }: Soundtrack): Promise<void> {
    const audio = this.#audio;
    if (!audio) return;
    const slice = SAMPLE_RATE * AUDIO_SLICE;
    for (let at = 0; at < left.length; at += slice) {
      const count = Math.min(slice, left.length - at);
      const data = new Float32Array(count * 2);
      data.set(left.subarray(at, at + count), 0);
      data.set(right.subarray(at, at + count), count);
      const sample = new AudioSample({
        data,
        format: 'f32-planar',
        numberOfChannels: 2,
        sampleRate: SAMPLE_RATE,
        timestamp: at / SAMPLE_RATE,
      });
      try {
        await audio.add(sample);
      } finally {
        sample.close();
      }
    }
    audio.close();
  }

  async finish(): Promise<Blob> {
    await this.#written;
    this.#video.close();
    await this.#output.finalize();
    const { buffer } = this.#output.target;
    if (!buffer) throw new Error('the file is empty');
    return new Blob([buffer], { type: this.mime });
  }

  async cancel(): Promise<void> {
    await this.#output.cancel();
  }
}

/** What the encoder says of its stream, with the colours named and Firefox's avcC put right. */
function tidy(config: VideoDecoderConfig): VideoDecoderConfig {
  const { description } = config;
  const tidied = { ...config, colorSpace: BT709_LIMITED };
  if (!config.codec.startsWith('avc') || !description) return tidied;
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  return { ...tidied, description: fixAvcC(bytes) };
}
