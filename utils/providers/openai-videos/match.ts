import type { ServiceRequest } from '@/utils/domain';
import type { Wire } from '../service';
import { retrieveOrder } from './orders';
import { sizeOf } from './size';
import { videoIn, type VideoBody } from './video';

/** What the work of an order looks like in a list. */
export interface Likeness {
  prompt: string;
  /** Empty: any. */
  model: string;
  /** Null: cannot be told beforehand. */
  seconds: number | null;
  /** "1280x720"; empty: any. Null: cannot be told beforehand. */
  size: string | null;
  /** The clip it is made of; empty: of none. */
  of: string;
}

/** `unclear`: what the list says neither proves it nor rules it out. */
export type Match = 'ours' | 'other' | 'unclear';

/** An extension takes after the clip that it extends, which is asked for: no server is known to name that one. */
export async function likenessOf(wire: Wire, request: ServiceRequest): Promise<Likeness> {
  const { prompt, model, seconds, work } = request;
  if (work.kind === 'new') return { prompt, model, seconds, size: sizeOf(request), of: '' };
  const unknown = { prompt, model: '', seconds: null, size: null, of: work.handle };
  if (work.kind !== 'extend') return unknown;
  const heard = await wire.ask(retrieveOrder(work.handle));
  const source = heard.kind === 'answer' ? videoIn(heard.json) : null;
  const before = source && lengthOf(source);
  if (!source || before === null) return unknown;
  return { ...unknown, model: source.model, seconds: before + seconds, size: shapeOf(source) };
}

/** Compares a video of the list with what is looked for. */
export function matchOf(video: VideoBody, like: Likeness): Match {
  if (video.prompt === null) return 'unclear';
  if (canonical(video.prompt) !== canonical(like.prompt)) return 'other';
  const { remixed_from_video_id: of } = video;
  if (like.of === '') return of === '' ? compared(video, like) : 'other';
  if (of === like.of) return 'ours';
  // Gateways rename clips too, and how long the work of another one becomes is the server's affair.
  return of === '' && compared(video, like) === 'ours' ? 'ours' : 'unclear';
}

function compared(video: VideoBody, like: Likeness): Match {
  const [seconds, size] = [lengthOf(video), shapeOf(video)];
  if (seconds !== null && like.seconds !== null && seconds !== like.seconds) return 'other';
  if (size !== null && like.size !== null && like.size !== '' && size !== like.size) return 'other';
  const known = [seconds, like.seconds, size, like.size].every((each) => each !== null);
  // The same words and shape under another model's name may be ours all the same: gateways rename models.
  const sameModel = like.model === '' || video.model === like.model;
  return known && sameModel ? 'ours' : 'unclear';
}

function lengthOf({ seconds }: VideoBody): number | null {
  return /\d/.test(seconds) ? Number.parseFloat(seconds) : null;
}

function shapeOf({ size }: VideoBody): string | null {
  const sides = /(\d+)\D+(\d+)/.exec(size);
  return sides && `${sides[1]}x${sides[2]}`;
}

/** A form is sent with CRLF for every line break, and comes back so. */
function canonical(prompt: string): string {
  return prompt.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}
