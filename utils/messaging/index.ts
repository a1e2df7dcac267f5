/**
 * Typed calls between contexts. Only ids and small words travel; bytes and records are read from the store.
 * A call is answered at once: nobody waits on a message for work to end, since the background may die meanwhile.
 */
import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import {
  Caps,
  Connection,
  CONNECTION_KINDS,
  KEY_KEEPS,
  LOCK_MINUTES,
  OnDeviceRequest,
  PRESETS,
  Request,
  type JobProblem,
  type KeyRefusal,
  type KeyState,
  type LockState,
  type MediaFacts,
  type PassphraseRefusal,
  type ServerReport,
  type Unlocking,
} from '@/utils/domain';
import { isOurs } from './ours';
import { askWriter } from './questions';

export { answerQuestions, type WriterAnswer, type WriterWish } from './questions';

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

const BaseUrl = v.pipe(v.string(), v.url(), v.maxLength(2048));
const Secret = v.pipe(v.string(), v.maxLength(4096));

/** A service or a server to be looked at, as it is about to be saved. */
const ServiceTest = v.object({
  /** Of a saved one: its own key is used unless another is given, and what it lists is kept. */
  connectionId: v.nullable(Id),
  kind: v.picklist(CONNECTION_KINDS),
  preset: v.picklist(PRESETS),
  baseUrl: BaseUrl,
  key: v.nullable(Secret),
});
export type ServiceTest = v.InferOutput<typeof ServiceTest>;

const KeyWish = v.object({ connectionId: Id, baseUrl: BaseUrl, key: Secret, keep: v.picklist(KEY_KEEPS) });
export type KeyWish = v.InferOutput<typeof KeyWish>;
export type KeySaved = { ok: true; ends: string } | { ok: false; reason: KeyRefusal };

/** How all keys stand, by their connection's id; no view ever learns more of one. */
export interface KeysState {
  keys: Record<string, KeyState>;
  lock: LockState;
}

/** A still that the user has confirmed. */
const StillWish = v.object({
  id: v.pipe(Id, v.minLength(1)),
  sourceId: Id,
  connectionId: Id,
  /** As they were on the card: an order approved for one place is not sent to another. */
  baseUrl: BaseUrl,
  model: v.pipe(v.string(), v.maxLength(200)),
  usd: v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))),
  prompt: v.pipe(v.string(), v.minLength(1), v.maxLength(32_000)),
  aspect: v.pipe(v.string(), v.maxLength(20)),
});
export type StillWish = v.InferOutput<typeof StillWish>;

const LockWish = v.variant('do', [
  v.object({ do: v.literal('set'), passphrase: Secret }),
  v.object({ do: v.literal('unlock'), passphrase: Secret }),
  v.object({ do: v.literal('change'), before: Secret, after: Secret }),
  v.object({ do: v.picklist(['lock', 'remove']) }),
  v.object({ do: v.literal('minutes'), minutes: v.picklist(LOCK_MINUTES) }),
]);
export type LockWish = v.InferOutput<typeof LockWish>;
export type LockAnswer = 'done' | PassphraseRefusal | Unlocking;

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
  /** Free calls; answered within a minute or two. */
  testService(test: ServiceTest): ServerReport;
  /** A bench shows this connection: what it lists is listed anew if that was long ago, behind its back. */
  freshenModels(connectionId: string): void;
  saveKey(wish: KeyWish): KeySaved;
  forgetKey(connectionId: string): void;
  keysState(): KeysState;
  tellLock(wish: LockWish): LockAnswer;
  readPicture(wish: PictureWish): void;
  /** Answered once it is written down; what comes of it shows in its row. */
  makeStill(wish: StillWish): void;
  /** Fetches the picture of a still that is made and has not arrived. */
  fetchStill(id: string): void;

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
  testService: ServiceTest,
  freshenModels: Id,
  saveKey: KeyWish,
  forgetKey: Id,
  keysState: Nothing,
  tellLock: LockWish,
  readPicture: PictureWish,
  makeStill: StillWish,
  fetchStill: Id,
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
  testService: (test: ServiceTest): Promise<ServerReport> => send('testService', test),
  freshenModels: (connectionId: string): Promise<void> => send('freshenModels', connectionId),
  saveKey: (wish: KeyWish): Promise<KeySaved> => send('saveKey', wish),
  forgetKey: (connectionId: string): Promise<void> => send('forgetKey', connectionId),
  keysState: (): Promise<KeysState> => send('keysState'),
  tellLock: (wish: LockWish): Promise<LockAnswer> => send('tellLock', wish),
  askWriter,
  readPicture: (wish: PictureWish): Promise<void> => send('readPicture', wish),
  makeStill: (wish: StillWish): Promise<void> => send('makeStill', wish),
  fetchStill: (id: string): Promise<void> => send('fetchStill', id),
};
