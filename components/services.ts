/** What the views stand on, brought in by the entrypoints; tests bring their own. */
import { createContext, use } from 'react';
import type { Change, Store } from '@/utils/db';
import type { Caps, Connection, OnDeviceRequest, ServerReport } from '@/utils/domain';
import type {
  JobWish,
  KeySaved,
  KeysState,
  KeyWish,
  LockAnswer,
  LockWish,
  PictureWish,
  ServiceTest,
  StillWish,
  WriterAnswer,
  WriterWish,
} from '@/utils/messaging';
import type { HostPattern, Privacy } from '@/utils/platform';
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
  /** Free calls: what answers there, and to which key. */
  testService(test: ServiceTest): Promise<ServerReport>;
  /** Has a service's models listed anew where that was long ago: a free call, of which nobody hears but by what changes. */
  freshenModels(connectionId: string): Promise<void>;
  /** A key goes in and never comes out again. */
  saveKey(wish: KeyWish): Promise<KeySaved>;
  forgetKey(connectionId: string): Promise<void>;
  keysState(): Promise<KeysState>;
  tellLock(wish: LockWish): Promise<LockAnswer>;
  /**
   * Has a connected chat model write or change a plan; one question, to the host the user connected. It ends with
   * `signal`, or with the view.
   */
  askWriter(wish: WriterWish, signal?: AbortSignal): Promise<WriterAnswer>;
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
  /** Has a service make a still, which may cost money; over when it is written down, before it is sent. */
  makeStill(wish: StillWish): Promise<void>;
  /** Fetches one that is made and has not arrived. */
  fetchStill(id: string): Promise<void>;
  askOrigin(url: string): Promise<boolean>;
  /** The same for hosts of a service in our own table: one question for all of them. */
  askPatterns(patterns: readonly HostPattern[]): Promise<boolean>;
  /** Whether that address may be called now: a permission can be taken back at any time. */
  hasOrigin(url: string): Promise<boolean>;
  /** A permission was given or taken back; tells until it is called off. */
  onPermissions(listener: () => void): () => void;
  openLibrary(): Promise<void>;
  openPage(url: string): Promise<void>;
}

export const ServicesContext = createContext<Services | undefined>(undefined);

export function useServices(): Services {
  const services = use(ServicesContext);
  if (!services) throw new Error('no services above this component');
  return services;
}
