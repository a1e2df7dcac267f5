/** What the views stand on, brought in by the entrypoints; tests bring their own. */
import { createContext, use } from 'react';
import type { Change, Store } from '@/utils/db';
import type { Caps, Connection, OnDeviceRequest } from '@/utils/domain';
import type { JobWish, PictureWish } from '@/utils/messaging';
import type { ServerReport } from '@/utils/domain';
import type { Privacy } from '@/utils/platform';
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
  preview(request: OnDeviceRequest, at: number | 'poster', width: number): Promise<Frame>;
}

export interface Services {
  /** Whether this view stands in a private window, and what that means. */
  privacy: Privacy;
  store: Store;
  onChange(listener: (change: Change) => void): () => void;
  onProgress(listener: (progress: RenderProgress) => void): () => void;
  previewer: Previewer;
  wake(): Promise<void>;
  /** Anything the user may say to a job; what comes of it shows in the job's row. */
  tellJob(wish: JobWish): Promise<void>;
  /** No queued job is started while this is on; what is under way goes on. */
  pauseQueue(paused: boolean): Promise<void>;
  saveConnection(connection: Connection): Promise<void>;
  removeConnection(id: string): Promise<void>;
  /** A free call: what answers at that address. */
  testServer(baseUrl: string): Promise<ServerReport>;
  saveCaps(caps: Caps): Promise<void>;
  /** Must be called within the click. */
  askNotifications(): Promise<boolean>;
  /** Gives the permission back: that is what "off" means. */
  dropNotifications(): Promise<void>;
  hasNotifications(): Promise<boolean>;
  /** Asks the browser to keep what is stored; whether it has promised to. From a page only. */
  askPersistence(): Promise<boolean>;
  openDiagnostics(): Promise<void>;
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
