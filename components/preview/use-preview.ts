import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { OnDeviceRequest } from '@/utils/domain';
import { useServices, type Frame } from '../services';
import { FrameQueue } from './frame-queue';

interface Wish {
  request: OnDeviceRequest;
  at: number | 'poster';
  width: number;
}

export interface PreviewState {
  /** Seconds of the clip; 0 until the first frame has come. */
  seconds: number;
  /** Where in the clip; the poster stands for the clip as a whole, so that playing begins at its beginning. */
  at: number;
  playing: boolean;
  trouble: boolean;
}

/**
 * Draws a OnDeviceRequest on a canvas: its poster first, then whatever moment is asked for. Frames come from the same
 * worker code as the clip itself, so that what is seen is what is made.
 */
export function usePreview(
  request: OnDeviceRequest,
  canvas: RefObject<HTMLCanvasElement | null>,
  width: number,
) {
  const { previewer } = useServices();
  const [state, setState] = useState<PreviewState>({ seconds: 0, at: 0, playing: false, trouble: false });
  const queue = useRef<FrameQueue<Wish, Frame>>(undefined);
  const now = useRef<{ request: OnDeviceRequest; width: number; at: number | 'poster' }>({
    request,
    width,
    at: 'poster',
  });
  const playing = useRef(0);

  useEffect(() => {
    let open = true;
    const frames = new FrameQueue<Wish, Frame>(
      (wish) => previewer.preview(wish.request, wish.at, wish.width),
      (frame, wish) => {
        if (!open) return frame.bitmap.close();
        paint(canvas.current, frame.bitmap);
        const { seconds } = frame;
        // While scrubbing, the thumb is ahead of the frames and stays where the hand is.
        const at = (old: PreviewState) => (wish.at === 'poster' ? 0 : old.playing ? frame.at : old.at);
        setState((old) => ({ ...old, seconds, at: at(old), trouble: false }));
      },
      () => setState((old) => ({ ...old, trouble: true })),
    );
    queue.current = frames;
    return () => {
      open = false;
      frames.close();
      cancelAnimationFrame(playing.current);
    };
  }, [previewer, canvas]);

  const ask = useCallback((at: number | 'poster') => {
    now.current.at = at;
    const { request: wanted, width: pixels } = now.current;
    if (pixels > 0) queue.current?.ask({ request: wanted, at, width: pixels });
  }, []);

  const stop = useCallback(() => {
    cancelAnimationFrame(playing.current);
    setState((old) => (old.playing ? { ...old, playing: false } : old));
  }, []);

  const show = useCallback(
    (at: number | 'poster') => {
      stop();
      if (at !== 'poster') setState((old) => ({ ...old, at }));
      ask(at);
    },
    [ask, stop],
  );

  const play = useCallback(
    (from: number, seconds: number) => {
      cancelAnimationFrame(playing.current);
      setState((old) => ({ ...old, playing: true }));
      const began = performance.now() - from * 1000;
      const step = (time: number) => {
        const at = (time - began) / 1000;
        if (at >= seconds) return show('poster');
        ask(Math.max(0, at));
        playing.current = requestAnimationFrame(step);
      };
      playing.current = requestAnimationFrame(step);
    },
    [ask, show],
  );

  useEffect(() => {
    const edited = now.current.request !== request;
    now.current.request = request;
    now.current.width = width;
    // While it plays the next frame comes by itself. After an edit, the poster tells most.
    if (!edited) ask(now.current.at);
    else show('poster');
  }, [request, width, ask, show]);

  return { state, show, play, stop };
}

function paint(canvas: HTMLCanvasElement | null, bitmap: ImageBitmap): void {
  if (!canvas) return bitmap.close();
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
  }
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
}
