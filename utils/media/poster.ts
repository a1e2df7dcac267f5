import { BlobSource, Input, MP4, VideoSampleSink, WEBM } from 'mediabunny';

/** Pixels; what a card of the library shows at twice its size. */
const WIDTH = 480;
/** Services fade in from black: a little later there is something to see. */
const AT_SECONDS = 0.5;

/** A small still of a video, as WebP or what the browser makes of it; undefined where it cannot be decoded. */
export async function posterOf(video: Blob): Promise<Blob | undefined> {
  const input = new Input({ source: new BlobSource(video), formats: [MP4, WEBM] });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track || !(await track.canDecode())) return undefined;
    const sample =
      (await new VideoSampleSink(track).getSample(AT_SECONDS)) ??
      (await new VideoSampleSink(track).getSample(0));
    if (!sample) return undefined;
    const height = Math.max(1, Math.round((WIDTH * sample.displayHeight) / sample.displayWidth));
    const canvas = new OffscreenCanvas(WIDTH, height);
    const context = canvas.getContext('2d');
    if (!context) return undefined;
    sample.draw(context, 0, 0, WIDTH, height);
    sample.close();
    return await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 });
  } catch {
    return undefined;
  } finally {
    input.dispose();
  }
}
