import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

/** A simple lossy WebP of 16 x 9 with `weight` bytes of picture after its header; good for its structure only. */
export function stillWebp(weight: number): Uint8Array<ArrayBuffer> {
  const picture = 10 + weight;
  const padded = picture + (picture & 1);
  const bytes = new Uint8Array(20 + padded);
  const view = new DataView(bytes.buffer);
  const name = (text: string, at: number): void => bytes.set(new TextEncoder().encode(text), at);
  name('RIFF', 0);
  view.setUint32(4, 12 + padded, true);
  name('WEBPVP8 ', 8);
  view.setUint32(16, picture, true);
  bytes.set([0x10, 0, 0, 0x9d, 0x01, 0x2a], 20);
  view.setUint16(26, 16, true);
  view.setUint16(28, 9, true);
  return bytes;
}

const AVCC = Uint8Array.from([
  1, 66, 0xe0, 31, 0xff, 0xe1, 0, 8, 0x67, 66, 0xe0, 31, 0xda, 0x02, 0x80, 0xbf, 1, 0, 4, 0x68, 0xce, 0x38,
  0x80,
]);

/** A video file with `frames` frames whose packets are nonsense: right in everything but its pictures. */
export async function videoFile(
  kind: 'mp4' | 'webm',
  frames: number,
  fps: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const format = kind === 'mp4' ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat();
  const output = new Output({ format, target: new BufferTarget() });
  const source = new EncodedVideoPacketSource(kind === 'mp4' ? 'avc' : 'vp8');
  output.addVideoTrack(source, { frameRate: fps });
  await output.start();
  const description = kind === 'mp4' ? { description: AVCC } : {};
  const codec = kind === 'mp4' ? 'avc1.42e01f' : 'vp8';
  for (let i = 0; i < frames; i += 1) {
    const data = Uint8Array.from([0, 0, 0, 3, i === 0 ? 0x65 : 0x41, i & 255, 0x80]);
    await source.add(new EncodedPacket(data, i === 0 ? 'key' : 'delta', i / fps, 1 / fps), {
      decoderConfig: { codec, codedWidth: 320, codedHeight: 180, ...description },
    });
  }
  await output.finalize();
  const { buffer } = output.target;
  if (!buffer) throw new Error('nothing was written');
  return new Uint8Array(buffer);
}
