import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASPECTS, FRAME_RATES, frameSize, type Request } from '@/utils/domain';
import { probe } from '@/utils/media';
import { fromBase64 } from '../lab/bytes';
import type { EncodeReport, SwatchReport } from '../lab/entries/encode';
import type { PreviewReport, RenderReport } from '../lab/entries/renderer';
import { openLab, type Lab, type LabBrowser } from '../lab/lab';
import { aRequest } from '../unit/samples';

const HD = { width: 1280, height: 720, fps: 30, seconds: 1 };

type Report = EncodeReport & { progress: number[] };
type Good = Extract<Report, { ok: true }>;

/** The encoder and the worker in a real browser, without the extension around them. */
export function encodeSuite(browser: LabBrowser): void {
  describe(`encoding in ${browser}`, () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await openLab({ browser, entry: 'tests/lab/entries/encode.ts' });
    });
    afterAll(() => lab?.close());

    async function encode(...args: unknown[]): Promise<Good> {
      return good(await lab.evaluate<Report>('encodeMoving', ...args));
    }

    it.for(['avc', 'vp9', 'av1'])('keeps every colour within 4/255 with %s', async (codec, { skip }) => {
      // A Chromium without H.264 is a failure here; a Firefox has only what the system lends it.
      if (codec === 'avc' && browser === 'firefox' && !(await lab.evaluate<boolean>('hasAvc'))) {
        skip('this system lends Firefox no H.264 encoder');
      }
      const report = await lab.evaluate<SwatchReport>('swatches', codec);
      expect(report.codec).toBe(codec);
      expect(Math.max(...report.errors), report.errors.join()).toBeLessThanOrEqual(4);
      expect(report.fullRange).not.toBe(true);
      expect([null, 'bt709']).toContain(report.matrix);
    });

    it.each(ASPECTS.flatMap((aspect) => FRAME_RATES.map((fps) => [aspect, fps] as const)))(
      'makes a %s clip of %i fps exact in size, frames and length',
      async (aspect, fps) => {
        const size = frameSize(aspect, '720p');
        const seconds = 0.5;
        const { file, codec, container, frames } = await encode({ ...size, fps, seconds });
        const { media } = await probed(file);
        expect(media).toMatchObject({
          ...size,
          fps,
          codec,
          container,
          frames: fps * seconds,
          audioCodec: null,
        });
        expect(frames).toBe(fps * seconds);
        expect(Math.abs(media.seconds - seconds)).toBeLessThan(1 / fps);
      },
    );

    it('makes a clip the browser plays, with its title and source inside and a small poster', async () => {
      const { file, mime, poster, progress } = await encode(HD);
      expect(Math.abs((await lab.evaluate<number>('playedSeconds', file, mime)) - 1)).toBeLessThan(1 / 30);
      const text = Buffer.from(fromBase64(file)).toString('latin1');
      expect(text).toContain('A clip of the lab');
      expect(text).toContain('https://example.org/page');
      expect(poster).toMatchObject({ width: 480, height: 270 });
      expect(poster.type).toMatch(/^image\/(webp|jpeg)$/);
      expect(progress).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    });

    it('puts the soundtrack into the file when it is asked for', async () => {
      const { file, audioCodec } = await encode({ ...HD, fps: 24 }, { soundtrack: true });
      const { media } = await probed(file);
      expect(['aac', 'opus']).toContain(audioCodec);
      expect(media.audioCodec).toBe(audioCodec);
      expect(Math.abs(media.seconds - 1)).toBeLessThan(1 / 24);
    });

    it('stops within two frames of being canceled', async () => {
      const report = await lab.evaluate<Report>('encodeMoving', HD, { cancelAfter: 9 });
      expect(report).toMatchObject({ ok: false, problem: 'canceled' });
      expect(report.progress.length).toBeLessThanOrEqual(11);
    });

    it('calls a frame that cannot be drawn a render error, and tries no other codec', async () => {
      const report = await lab.evaluate<Report>('encodeMoving', HD, { failAt: 7 });
      expect(report).toMatchObject({
        ok: false,
        problem: 'render-error',
        detail: expect.stringContaining('no ink'),
      });
      expect(report.progress).toHaveLength(7);
    });

    it.each(['lying', 'failing'])('goes on to the next codec when the H.264 encoder is %s', async (how) => {
      const { codec, container, file } = good(await lab.evaluate<Report>('crippled', how, HD));
      expect(`${codec}/${container}`).toBe('vp9/webm');
      expect((await probed(file)).media.frames).toBe(30);
    });

    it('makes an animated WebP where there is no video encoder', async () => {
      const { file, codec, mime } = good(await lab.evaluate<Report>('crippled', 'none', HD));
      expect({ codec, mime }).toEqual({ codec: 'webp', mime: 'image/webp' });
      expect((await probed(file)).media).toMatchObject({
        width: 640,
        height: 360,
        frames: 15,
        seconds: 1,
        fps: 15,
      });
    });

    it('says so where nothing can be encoded at all', async () => {
      const report = await lab.evaluate<Report>('crippled', 'none-and-no-webp', HD);
      expect(report).toMatchObject({ ok: false, problem: 'no-encoder' });
    });
  });

  describe(`the render worker in ${browser}`, () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await openLab({
        browser,
        entry: 'tests/lab/entries/renderer.ts',
        scripts: {
          '/render-worker.js': 'tests/lab/entries/render-worker.ts',
          '/preview-worker.js': 'tests/lab/entries/preview-worker.ts',
        },
      });
    });
    afterAll(() => lab?.close());

    it('renders a request into the store, verifies it and announces its progress', async () => {
      const report = await lab.evaluate<RenderReport>('render', 'job-1', aRequest());
      expect(report.frames).toBe(150);
      expect(report.media).toMatchObject({ width: 1280, height: 720, frames: 150, fps: 30, seconds: 5 });
      expect(report.poster).toMatchObject({ width: 480, height: 270 });
      expect(report.renderMs).toBeLessThanOrEqual(report.wallMs);
      expect(report.progress.at(-1)).toMatchObject({ jobId: 'job-1', framesDone: 150, framesTotal: 150 });
      // One more than four a second: the last one is never held back.
      expect(report.progress.length).toBeLessThanOrEqual(2 + report.wallMs / 250);
    });

    it('stops when it is canceled, and stores nothing', async () => {
      const answer = await lab.evaluate('renderAndCancel', 'job-2', aRequest());
      expect(answer).toEqual({ problem: 'canceled', stored: false });
    });

    it('draws preview frames at the width of the panel, fast once the clip is prepared', async () => {
      const report = await lab.evaluate<PreviewReport>('scrub', aRequest(), 320, 12);
      expect(report).toMatchObject({ width: 320, height: 180, seconds: 5 });
      expect(report.changed).toBeGreaterThan(6);
      expect(report.nextMs).toBeLessThan(report.firstMs);
    });

    it('names a picture that cannot be decoded', async () => {
      await lab.evaluate('storeImage', 'broken', '<html>not a picture</html>', 'image/png');
      expect(await lab.evaluate('problemOf', withPicture('broken'))).toBe('image-unreadable');
    });

    it('names a picture that is gone', async () => {
      expect(await lab.evaluate('problemOf', withPicture('gone'))).toBe('image-unreadable');
    });
  });
}

function withPicture(imageId: string): Request {
  const request = aRequest();
  const shots = request.storyboard.shots.map((shot) => ({ ...shot, role: 'photo' as const, imageId }));
  const storyboard = { ...request.storyboard, template: 'photo' as const, shots };
  return { ...request, storyboard, images: [{ imageId, role: 'reference' }] };
}

function good(report: Report): Good {
  if (!report.ok) throw new Error(`${report.problem}: ${report.detail}`);
  return report;
}

async function probed(file: string): Promise<Extract<Awaited<ReturnType<typeof probe>>, { ok: true }>> {
  const result = await probe(new Blob([fromBase64(file)]));
  if (!result.ok) throw new Error(result.detail);
  return result;
}
