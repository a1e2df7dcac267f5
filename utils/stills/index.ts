/**
 * Stills that a clip may begin with, made by a service: one order, written down before it is sent and never sent again
 * by itself. Runs in the background only, which may die between any two lines.
 */
import type { CapsCheck, Connection, Still, StillProblem } from '@/utils/domain';
import { stillOrder, Wire, type ServicePorts } from '@/utils/providers/runtime';
import { MAX_IMAGE_BYTES } from '@/utils/source';
import { readAnswer, type StillAnswer } from './answer';
import {
  answered,
  failed,
  fetched,
  fetchedAgain,
  newStill,
  notAsked,
  orphaned,
  type StillWish,
} from './changes';
import { fetchPicture } from './picture';
import { isGptImage } from './size';

export type { StillWish };

/** Milliseconds: image models take up to two minutes. */
const ASK_MS = 180_000;
/** Bytes of an answer that holds a picture of the largest size in base64. */
const MOST_ANSWER = Math.ceil(MAX_IMAGE_BYTES / 3) * 4 + 64 * 1024;

export interface StillPorts {
  stills: {
    asking(): Promise<Still[]>;
    add(still: Still): Promise<boolean>;
    intend(still: Still, check: CapsCheck): Promise<string>;
    update(id: string, change: (still: Still) => Still | undefined, picture?: Blob): Promise<boolean>;
    get(id: string): Promise<Still | undefined>;
  };
  services: Pick<ServicePorts, 'fetch' | 'hasHost' | 'keyFor' | 'connection' | 'now'>;
  capsCheck: CapsCheck;
  /** Limits and ledger of the ordinary windows can be seen from here. */
  mayBuy(): boolean;
  isStorageFull(error: unknown): boolean;
  /** Sees work through that nobody waits for. */
  goOn(work: Promise<void>): void;
  /** The name of this life of the background; no other one has it. */
  life: string;
}

export class StillMaker {
  readonly #ports: StillPorts;
  #going = 0;

  constructor(ports: StillPorts) {
    this.#ports = ports;
  }

  /** Nobody is being asked just now. */
  get isIdle(): boolean {
    return this.#going === 0;
  }

  /** Those that an earlier life asked for: their answers went with it. */
  async settleOrphans(): Promise<void> {
    const { stills, services, life } = this.#ports;
    for (const { id } of await stills.asking()) {
      await stills.update(id, (still) => orphaned(still, life, services.now()));
    }
  }

  /** Writes the order down and sends it, once. Over when it is written: what comes of it shows in its row. */
  async make(wish: StillWish): Promise<void> {
    const { stills, services, capsCheck, life } = this.#ports;
    if (!this.#ports.mayBuy()) throw new Error('a private window buys nothing');
    const found = await services.connection(wish.connectionId);
    // What was approved for one place, model or price is not sent for another.
    const { baseUrl, model, usd } = wish;
    const same = found?.baseUrl === baseUrl && found.imageModel === model && found.usdPerStill === usd;
    const connection = same ? found : undefined;
    const still = newStill(wish, connection, services.now());
    const wire = await this.#reach(connection);
    if (typeof wire === 'string') return void (await stills.add(notAsked(still, wire)));
    const answer = await stills.intend({ ...still, askedBy: life }, capsCheck);
    if (answer === 'exists') return;
    if (answer === 'written') return this.#go(this.#carryOut(still, wire));
    await stills.add(notAsked(still, answer === 'price-unknown' ? answer : 'over-limit'));
  }

  /** Fetches a picture that is made and has not arrived. */
  async fetch(id: string): Promise<void> {
    const { stills, services, life } = this.#ports;
    const still = await stills.get(id);
    const wire = await this.#reach(still?.order && (await services.connection(still.order.connectionId)));
    const begun = await stills.update(id, (row) => {
      const again = fetchedAgain(row, life, services.now());
      return again && typeof wire === 'string' ? failed(again, wire, services.now()) : again;
    });
    if (still && begun && typeof wire !== 'string')
      this.#go(this.#takePicture(still.id, still.pictureUrl, wire));
  }

  #go(work: Promise<void>): void {
    this.#going += 1;
    this.#ports.goOn(work.finally(() => (this.#going -= 1)));
  }

  async #carryOut(still: Still, wire: Wire): Promise<void> {
    const answer = await this.#ask(still, wire);
    await this.#write(
      still.id,
      (row, now) => answered(row, answer, now),
      answer.kind === 'picture' ? answer.picture : undefined,
    );
    if (answer.kind === 'address') await this.#takePicture(still.id, answer.url, wire);
  }

  /** The one call that may cost money. */
  async #ask({ id, order }: Still, wire: Wire): Promise<StillAnswer> {
    const { model = '', prompt = '', size = '' } = order ?? {};
    const asked = stillOrder({
      model,
      prompt,
      // Of sizes the package knows those of OpenAI's own models only.
      size: size as '1024x1024',
      n: 1,
      // Its own models refuse to be told.
      ...(!isGptImage(model) && { response_format: 'b64_json' as const }),
    });
    const limits = { timeoutMs: ASK_MS, mostBytes: MOST_ANSWER };
    const heard = await wire.ask(asked, { headers: { 'Idempotency-Key': id }, ...limits });
    return readAnswer(heard, wire.now());
  }

  async #takePicture(id: string, url: string, wire: Wire): Promise<void> {
    const found = await fetchPicture(wire, url);
    const picture = found instanceof Blob ? found : undefined;
    await this.#write(id, (row, now) => fetched(row, found, now), picture);
  }

  /** What there is no room for is told all the same. */
  async #write(
    id: string,
    change: (still: Still, now: number) => Still | undefined,
    picture: Blob | undefined,
  ): Promise<void> {
    const { stills, services, isStorageFull } = this.#ports;
    const now = services.now();
    try {
      await stills.update(id, (row) => change(row, now), picture);
    } catch (error) {
      if (!picture || !isStorageFull(error)) throw error;
      await stills.update(id, (row) => {
        const after = change(row, now);
        return after && { ...failed(after, 'storage-full', now), imageId: null };
      });
    }
  }

  /** The line to whoever makes stills; or why there is none. */
  async #reach(connection: Connection | null | undefined): Promise<Wire | StillProblem> {
    const { services } = this.#ports;
    if (!connection || connection.imageModel === '') return 'no-connection';
    const { id, kind, baseUrl } = connection;
    if (!(await services.hasHost(baseUrl))) return 'needs-permission';
    const key = await services.keyFor({ connectionId: id, providerId: kind, baseUrl }, true);
    if (key.kind === 'locked') return 'key-locked';
    if (key.kind === 'gone') return 'needs-key';
    return new Wire(services, { baseUrl, key, auth: (secret) => ({ Authorization: `Bearer ${secret}` }) });
  }
}
