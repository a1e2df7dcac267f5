import { BlobSource, EncodedPacketSink, Input, MP4, WEBM, type InputVideoTrack } from 'mediabunny';
import type { MediaFacts } from '@/utils/domain';
import { decodeFirstFrame } from './decode';
import { structureOf, type Container } from './structure';
import { webpFacts } from './webp';

type Probed =
  { ok: true; media: Omit<MediaFacts, 'sha256'> } | { ok: false; problem: 'file-invalid'; detail: string };

/** No codec has smaller frames: a broken index may claim far more of them than the file has room for. */
const LEAST_FRAME_BYTES = 4;
/** Reading an index is a matter of milliseconds; one that takes longer was made to. */
const MAX_MS = 20_000;

const CODECS: ReadonlySet<string> = new Set(['avc', 'hevc', 'vp9', 'av1', 'vp8']);

/**
 * What a video file is, read back from its bytes: every packet is counted, the first frame decoded where the
 * browser can. Never throws, whatever the bytes are. A broken index can keep the demuxer busy for ever (mediabunny
 * 1.61, seen with flipped bytes): call it in a worker that can be ended.
 */
export async function probe(blob: Blob): Promise<Probed> {
  try {
    const structure = await structureOf(blob);
    if (!structure.ok) return invalid(structure.detail);
    return structure.container === 'webp'
      ? await probeWebp(blob)
      : await probeVideo(blob, structure.container);
  } catch (error) {
    return invalid(error instanceof Error ? error.message : String(error));
  }
}

/**
 * What can be said of a file without a demuxer or a decoder: its outermost parts are all there. For a file that
 * has ended a worker before: it was paid for, so it is kept, though it cannot be shown here.
 */
export async function outline(blob: Blob): Promise<Probed> {
  const structure = await structureOf(blob).catch(
    (error: unknown) => ({ ok: false, detail: String(error) }) as const,
  );
  if (!structure.ok) return invalid(structure.detail);
  const { container } = structure;
  const mime = container === 'webp' ? 'image/webp' : `video/${container}`;
  const unknown = { audioCodec: null, width: 0, height: 0, fps: 0, frames: 0, seconds: 0 };
  return {
    ok: true,
    media: { mime, container, codec: 'other', playable: false, ...unknown, bytes: blob.size },
  };
}

async function probeVideo(blob: Blob, container: Exclude<Container, 'webp'>): Promise<Probed> {
  const input = new Input({ source: new BlobSource(blob), formats: [MP4, WEBM] });
  try {
    const video = await input.getPrimaryVideoTrack();
    if (!video) return invalid('there is no video in the file');
    const codec = await video.getCodec();
    const timing = await timingOf(video, blob.size / LEAST_FRAME_BYTES);
    if (!timing) return invalid('the frames have no times, or there are none');
    const first = await decodeFirstFrame(video);
    if (first === 'broken') return invalid('the first frame cannot be decoded');
    const audio = await input.getPrimaryAudioTrack();
    return {
      ok: true,
      media: {
        mime: `video/${container}`,
        container,
        codec: codec && CODECS.has(codec) ? (codec as MediaFacts['codec']) : 'other',
        // Whole as far as can be seen; another player may know the codec.
        playable: first === 'decoded',
        audioCodec: audio ? ((await audio.getCodec()) ?? 'unknown') : null,
        width: await video.getDisplayWidth(),
        height: await video.getDisplayHeight(),
        ...timing,
        bytes: blob.size,
      },
    };
  } finally {
    input.dispose();
  }
}

async function timingOf(
  track: InputVideoTrack,
  maxFrames: number,
): Promise<{ frames: number; seconds: number; fps: number } | undefined> {
  const deadline = performance.now() + MAX_MS;
  let frames = 0;
  let start = Infinity;
  let end = -Infinity;
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true,
  })) {
    frames += 1;
    if (frames > maxFrames || performance.now() > deadline) return undefined;
    start = Math.min(start, packet.timestamp);
    end = Math.max(end, packet.timestamp + packet.duration);
  }
  const seconds = round(end - start);
  if (!Number.isFinite(seconds) || seconds <= 0) return undefined;
  return { frames, seconds, fps: round(frames / seconds) };
}

async function probeWebp(blob: Blob): Promise<Probed> {
  const facts = await webpFacts(blob);
  if (!facts) return invalid('the WebP file is broken');
  if (typeof createImageBitmap === 'function') (await createImageBitmap(blob)).close();
  return {
    ok: true,
    media: {
      mime: 'image/webp',
      container: 'webp',
      codec: 'webp',
      playable: true,
      audioCodec: null,
      ...facts,
      fps: facts.seconds > 0 ? round(facts.frames / facts.seconds) : 0,
      bytes: blob.size,
    },
  };
}

/** To a thousandth: containers keep times as whole ticks of their own. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function invalid(detail: string): Probed {
  return { ok: false, problem: 'file-invalid', detail: detail.slice(0, 300) };
}
