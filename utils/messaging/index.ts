/**
 * Typed calls between contexts. Only ids and small words travel; bytes and records are read from the store.
 * A call is answered at once: nobody waits on a message for work to end, since the background may die meanwhile.
 */
import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import {
  Caps,
  Connection,
  OnDeviceRequest,
  Request,
  type JobProblem,
  type MediaFacts,
  type ServerReport,
} from '@/utils/domain';

const Id = v.pipe(v.string(), v.maxLength(64));
const PictureWish = v.object({
  windowId: v.number(),
  imageId: Id,
  /** Again from its address, now that the user allowed it; or cut out of what the tab shows. */
  how: v.picklist(['fetch', 'crop']),
});
export type PictureWish = v.InferOutput<typeof PictureWish>;

/** What the user may say to a job; see `UserEvent` of the jobs room, which takes it as it is. */
const JobWish = v.object({
  id: Id,
  event: v.variant('type', [
    v.object({ type: v.picklist(['cancel', 'pause', 'resume', 'give-up', 'check-again', 'send-again']) }),
    v.object({
      type: v.literal('claim'),
      handle: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(400)),
    }),
    v.object({ type: v.literal('reorder'), order: v.pipe(v.number(), v.finite()) }),
    v.object({ type: v.literal('edit'), request: Request }),
  ]),
});
export type JobWish = v.InferOutput<typeof JobWish>;

/** How the renderer in the offscreen page stands with a job. */
interface HostState {
  status: 'idle' | 'working' | 'done' | 'failed';
  renderMs: number;
  problem: JobProblem;
}
type HostVerdict = { ok: true; media: MediaFacts } | { ok: false; problem: JobProblem };

interface Protocol {
  /** To the background, from views: something is queued, look. */
  wake(): void;
  tellJob(wish: JobWish): void;
  pauseQueue(paused: boolean): void;
  saveConnection(connection: Connection): void;
  removeConnection(id: string): void;
  saveCaps(caps: Caps): void;
  /** A free call; answered within half a minute. */
  testServer(baseUrl: string): ServerReport;
  readPicture(wish: PictureWish): void;

  /** To the offscreen page, from the background. */
  hostRender(call: { jobId: string; request: OnDeviceRequest }): boolean;
  hostState(jobId: string): HostState;
  hostVerify(call: { jobId: string; own: boolean }): HostVerdict;
  /** Draws the first frame of a saved clip and stores it. */
  hostPoster(clipId: string): boolean;
  hostCancel(jobId: string): void;

  /** To the background, from the offscreen page: look at this job again. */
  hostNews(jobId: string): void;
}

const messenger = defineExtensionMessaging<Protocol>();

/** Sends a call. Rejects when nobody listens, for example while the offscreen page is still loading. */
export const send = messenger.sendMessage;

/** True for messages of this extension's own pages and background; content scripts and others have no say. */
function isOurs(sender: { id?: string; url?: string; origin?: string }): boolean {
  const own = browser.runtime.getURL('/').replace(/\/$/, '');
  return sender.id === browser.runtime.id && (sender.url === undefined || sender.url.startsWith(`${own}/`));
}

/** Answers one kind of call; what does not come from our own pages, or does not parse, is dropped. */
export function answer<Name extends keyof Protocol>(
  name: Name,
  handle: (
    data: Parameters<Protocol[Name]>[0],
  ) => ReturnType<Protocol[Name]> | Promise<ReturnType<Protocol[Name]>>,
): void {
  const schema = SCHEMAS[name];
  messenger.onMessage(name, (message) => {
    const parsed = v.safeParse(schema, message.data);
    if (!isOurs(message.sender) || !parsed.success) throw new Error(`message refused: ${name}`);
    return handle(parsed.output as Parameters<Protocol[Name]>[0]) as never;
  });
}

const Nothing = v.nullish(v.undefined());
const SCHEMAS: Record<keyof Protocol, v.GenericSchema> = {
  wake: Nothing,
  tellJob: JobWish,
  pauseQueue: v.boolean(),
  saveConnection: Connection,
  removeConnection: Id,
  saveCaps: Caps,
  testServer: v.pipe(v.string(), v.url(), v.maxLength(2048)),
  readPicture: PictureWish,
  hostRender: v.object({ jobId: Id, request: OnDeviceRequest }),
  hostState: Id,
  hostVerify: v.object({ jobId: Id, own: v.boolean() }),
  hostPoster: Id,
  hostCancel: Id,
  hostNews: Id,
};

/** What views may ask of the background. */
export const commands = {
  wake: (): Promise<void> => send('wake'),
  tellJob: (wish: JobWish): Promise<void> => send('tellJob', wish),
  pauseQueue: (paused: boolean): Promise<void> => send('pauseQueue', paused),
  saveConnection: (connection: Connection): Promise<void> => send('saveConnection', connection),
  removeConnection: (id: string): Promise<void> => send('removeConnection', id),
  saveCaps: (caps: Caps): Promise<void> => send('saveCaps', caps),
  testServer: (baseUrl: string): Promise<ServerReport> => send('testServer', baseUrl),
  readPicture: (wish: PictureWish): Promise<void> => send('readPicture', wish),
};
