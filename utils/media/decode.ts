import { EncodedPacketSink, type InputVideoTrack } from 'mediabunny';

/** A decoder that says nothing for this long is taken for one that cannot. */
const PATIENCE_MS = 10_000;

export type FirstFrame = 'decoded' | 'no-decoder' | 'broken';

/** Decodes the track's first frame, where this browser has a decoder for it. */
export async function decodeFirstFrame(track: InputVideoTrack): Promise<FirstFrame> {
  if (typeof VideoDecoder === 'undefined') return 'no-decoder';
  const config = await track.getDecoderConfig();
  if (!config || !(await isSupported(config))) return 'no-decoder';
  const packet = await new EncodedPacketSink(track).getFirstKeyPacket();
  if (!packet) return 'broken';
  return decode(config, packet.toEncodedVideoChunk());
}

async function decode(config: VideoDecoderConfig, chunk: EncodedVideoChunk): Promise<FirstFrame> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let decoder: VideoDecoder | undefined;
  try {
    return await new Promise<FirstFrame>((resolve, reject) => {
      timer = setTimeout(() => resolve('broken'), PATIENCE_MS);
      let frames = 0;
      decoder = new VideoDecoder({
        output: (frame) => {
          frames += 1;
          frame.close();
        },
        error: reject,
      });
      decoder.configure(config);
      decoder.decode(chunk);
      decoder.flush().then(() => resolve(frames > 0 ? 'decoded' : 'broken'), reject);
    });
  } catch {
    return 'broken';
  } finally {
    clearTimeout(timer);
    if (decoder && decoder.state !== 'closed') decoder.close();
  }
}

async function isSupported(config: VideoDecoderConfig): Promise<boolean> {
  try {
    return (await VideoDecoder.isConfigSupported(config)).supported === true;
  } catch {
    return false;
  }
}
