/** What the views stand on, brought in by the entrypoints; tests bring their own. */
import { createContext, use } from 'react';
import type { Change, Store } from '@/utils/db';
import type { Request } from '@/utils/domain';
import type { PictureWish } from '@/utils/messaging';
import type { RenderProgress } from '@/utils/renderer';

/** One drawn frame. The bitmap belongs to whoever asked for it. */
export interface Frame {
  bitmap: ImageBitmap;
  /** Seconds of the whole clip, of its poster frame, and of this frame. */
  seconds: number;
  posterTime: number;
  at: number;
}

interface Previewer {
  /** Draws one frame, `width` pixels wide. Rejects when the renderer cannot. */
  preview(request: Request, at: number | 'poster', width: number): Promise<Frame>;
}

export interface Services {
  store: Store;
  onChange(listener: (change: Change) => void): () => void;
  onProgress(listener: (progress: RenderProgress) => void): () => void;
  previewer: Previewer;
  wake(): Promise<void>;
  cancelJob(id: string): Promise<void>;
  resumeJob(id: string): Promise<void>;
  readPicture(wish: PictureWish): Promise<void>;
  askOrigin(url: string): Promise<boolean>;
  openLibrary(): Promise<void>;
  openPage(url: string): Promise<void>;
}

export const ServicesContext = createContext<Services | undefined>(undefined);

export function useServices(): Services {
  const services = use(ServicesContext);
  if (!services) throw new Error('no services above this component');
  return services;
}
