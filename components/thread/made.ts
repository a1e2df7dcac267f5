/** A clip that a service made, and the plan it was made from. Pure. */
import type { Clip, Connection, ModelCard, Plan, ServiceRequest } from '@/utils/domain';
import { planOf } from '@/utils/writer';
import { modeOf } from '../elsewhere/own-words';

/** Where a version can be made: as the clip was. */
export interface Place {
  connection: Connection;
  card: ModelCard;
}

export interface Made {
  clip: Clip;
  request: ServiceRequest;
}

/** Undefined for a clip of this device. */
export function madeOf(clip: Clip): Made | undefined {
  const { request } = clip.record;
  return request.providerId === 'on-device' ? undefined : { clip, request };
}

/** The plan of a clip; where it came without one, the one by the rules. */
export function planBefore({ clip, request }: Made): Plan {
  const mode = modeOf(request);
  return request.plan ?? planOf(request.storyboard, clip.record.source, { seconds: request.seconds, mode });
}

/** Seconds of the whole clip: of one that was gone on from, only its last part was asked for. */
export function lengthOf({ clip, request }: Made): number {
  return request.work.kind === 'extend' ? Math.round(clip.media.seconds) || request.seconds : request.seconds;
}
