import type { FrameSource } from '@/utils/renderer/encode';

export interface ClipShape {
  width: number;
  height: number;
  fps: number;
  seconds: number;
}

/** Frames with a gradient, words that slide in and a dot that moves: something an encoder has to work for. */
export function movingFrames({ width, height, fps, seconds }: ClipShape): FrameSource {
  const short = Math.min(width, height);
  return {
    width,
    height,
    fps,
    seconds,
    frameCount: Math.round(seconds * fps),
    posterTime: seconds / 2,
    hits: [0.5, 1],
    energy: 0.5,
    draw(ctx, time) {
      const ground = ctx.createLinearGradient(0, 0, width, height);
      ground.addColorStop(0, '#102040');
      ground.addColorStop(1, '#c04080');
      ctx.fillStyle = ground;
      ctx.fillRect(0, 0, width, height);
      ctx.fillStyle = '#ffd166';
      ctx.beginPath();
      ctx.arc((width * time) / seconds, height / 2, short / 12, 0, 7);
      ctx.fill();
      ctx.fillStyle = '#ffffff';
      ctx.font = `700 ${Math.round(short / 11)}px sans-serif`;
      ['Words that slide', 'into the picture', 'one after another'].forEach((line, i) => {
        const slide = Math.max(0, 1 - (time - i * 0.2) * 3);
        ctx.fillText(line, short / 10, short * (0.3 + i * 0.15) + slide * 40);
      });
    },
  };
}
