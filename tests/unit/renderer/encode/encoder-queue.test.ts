import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EncoderQueue } from '@/utils/renderer/encode/encoder-queue';

/** An encoder that takes frames and lets the test say when it is done with one. */
class SlowEncoder extends EventTarget {
  static latest: SlowEncoder;
  encodeQueueSize = 0;
  state = 'unconfigured';
  constructor(readonly init: VideoEncoderInit) {
    super();
    SlowEncoder.latest = this;
  }
  configure(): void {
    this.state = 'configured';
  }
  encode(): void {
    this.encodeQueueSize += 1;
  }
  done(): void {
    this.encodeQueueSize -= 1;
    this.dispatchEvent(new Event('dequeue'));
  }
  close(): void {
    this.state = 'closed';
  }
  flush(): Promise<void> {
    return Promise.resolve();
  }
}

function frame(): VideoFrame & { close: ReturnType<typeof vi.fn> } {
  return { close: vi.fn() } as unknown as VideoFrame & { close: ReturnType<typeof vi.fn> };
}

function queueOf(onChunk: () => void = () => undefined): EncoderQueue {
  return new EncoderQueue({ codec: 'avc1.64001f', width: 2, height: 2 }, onChunk);
}

beforeEach(() => {
  vi.stubGlobal('VideoEncoder', SlowEncoder);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('EncoderQueue', () => {
  it('makes drawing wait while the encoder is full, and go on when it took a frame', async () => {
    const queue = queueOf();
    for (let i = 0; i < 4; i += 1) {
      await queue.room();
      queue.encode(frame(), false);
    }
    let waited = false;
    const room = queue.room().then(() => (waited = true));
    await vi.advanceTimersByTimeAsync(100);
    expect(waited).toBe(false);
    SlowEncoder.latest.done();
    await room;
    expect(waited).toBe(true);
  });

  it('closes every frame, taken or not', () => {
    const queue = queueOf();
    const good = frame();
    queue.encode(good, true);
    expect(good.close).toHaveBeenCalledOnce();
    SlowEncoder.latest.init.error(new DOMException('gone', 'EncodingError'));
    const late = frame();
    expect(() => queue.encode(late, false)).toThrow('gone');
    expect(late.close).toHaveBeenCalledOnce();
  });

  it("throws the encoder's error to whoever waits", async () => {
    const queue = queueOf();
    for (let i = 0; i < 4; i += 1) queue.encode(frame(), false);
    const room = queue.room();
    SlowEncoder.latest.init.error(new DOMException('gone', 'EncodingError'));
    await expect(room).rejects.toThrow('gone');
    await expect(queue.flush()).rejects.toThrow('gone');
  });

  it('gives an encoder up that takes nothing any more', async () => {
    const queue = queueOf();
    for (let i = 0; i < 4; i += 1) queue.encode(frame(), false);
    const room = expect(queue.room()).rejects.toThrow('does not answer');
    await vi.advanceTimersByTimeAsync(20_000);
    await room;
  });

  it('reports what goes wrong with a chunk', async () => {
    const queue = queueOf(() => {
      throw new Error('disk');
    });
    SlowEncoder.latest.init.output({} as EncodedVideoChunk, {});
    await expect(queue.room()).rejects.toThrow('disk');
  });

  it('gives up on an encoder whose last frames never come out, but waits while some still do', async () => {
    const queue = queueOf();
    const { latest } = SlowEncoder;
    vi.spyOn(latest, 'flush').mockReturnValue(new Promise(() => undefined));
    const flushed = queue.flush().then(
      () => 'flushed',
      (error: Error) => error.message,
    );
    let told: string | undefined;
    void flushed.then((answer) => (told = answer));
    for (let seconds = 0; seconds < 60; seconds += 10) {
      latest.init.output({} as EncodedVideoChunk, {});
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(told).toBeUndefined();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await flushed).toBe('the encoder does not answer');
  });
});
