/**
 * Typed calls between contexts. Only ids and small words travel; bytes and records are read from the store.
 * A call is answered at once: nobody waits on a message for work to end, since the background may die meanwhile.
 */
import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { Request, type JobProblem, type MediaFacts } from '@/utils/domain';

const Id = v.pipe(v.string(), v.maxLength(64));
const PictureWish = v.object({
  windowId: v.number(),
  imageId: Id,
  /** Again from its address, now that the user allowed it; or cut out of what the tab shows. */
  how: v.picklist(['fetch', 'crop']),
});
export type PictureWish = v.InferOutput<typeof PictureWish>;

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
  cancelJob(id: string): void;
  resumeJob(id: string): void;
  readPicture(wish: PictureWish): void;

  /** To the offscreen page, from the background. */
  hostRender(call: { jobId: string; request: Request }): boolean;
  hostState(jobId: string): HostState;
  hostVerify(jobId: string): HostVerdict;
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
  cancelJob: Id,
  resumeJob: Id,
  readPicture: PictureWish,
  hostRender: v.object({ jobId: Id, request: Request }),
  hostState: Id,
  hostVerify: Id,
  hostCancel: Id,
  hostNews: Id,
};

/** What views may ask of the background. */
export const commands = {
  wake: (): Promise<void> => send('wake'),
  cancelJob: (id: string): Promise<void> => send('cancelJob', id),
  resumeJob: (id: string): Promise<void> => send('resumeJob', id),
  readPicture: (wish: PictureWish): Promise<void> => send('readPicture', wish),
};
