import type {
  Attempt,
  Connection,
  ImageRole,
  ModelCard,
  ServerReport,
  ServiceId,
  ServiceRequest,
} from '@/utils/domain';
import type { CancelAnswer, Downloaded, DownloadSink, Progress, Recovered, Submitted } from '../port';
import type { PictureFile, PictureWish } from './ports';
import type { Wire } from './wire';

/** A picture of the order, ready to be sent. */
export interface Picture extends PictureFile {
  role: ImageRole;
}

/** One order, with all that goes with it. */
export interface OrderCall {
  request: ServiceRequest;
  /** Sent as the idempotency key where one is documented, or does no harm. */
  attemptId: string;
  connection: Connection;
  pictures: Picture[];
}

/**
 * What is particular to one service. Connection, host permission, key and pictures are there before any of these is
 * called, and a `Wire` sends each order once. None of them throws for anything a service may answer.
 */
export interface ServiceAdapter {
  readonly id: ServiceId;
  /** How many jobs it takes at a time. */
  readonly concurrency: number;
  /** Nothing is asked without a key. */
  readonly needsKey: boolean;
  auth(key: string): Record<string, string>;
  /** How pictures have to be. */
  pictureWish(request: ServiceRequest): PictureWish;
  /** The one call that may cost money. */
  submit(wire: Wire, call: OrderCall): Promise<Submitted>;
  poll(wire: Wire, handle: string, request: ServiceRequest): Promise<Progress>;
  cancel(wire: Wire, handle: string, request: ServiceRequest): Promise<CancelAnswer>;
  recover(wire: Wire, attempt: Attempt, request: ServiceRequest): Promise<Recovered>;
  download(wire: Wire, handle: string, request: ServiceRequest, sink: DownloadSink): Promise<Downloaded>;
  /** The user's own "Test": free calls only. */
  probe(wire: Wire): Promise<ServerReport>;
  /** Its models, where it lists them to anybody: one free call without a key. Null: not now. */
  list?(wire: Wire): Promise<ModelCard[] | null>;
}
