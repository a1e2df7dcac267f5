import {
  estimateOf,
  nearestSeconds,
  type Connection,
  type Ground,
  type ImageRole,
  type ModelCard,
  type Plan,
  type ServiceId,
  type ServiceRequest,
  type Storyboard,
} from '@/utils/domain';

/** What the user chose for an order; what the model does not have is left out of it. */
export interface Wishes {
  prompt: string;
  negative?: string;
  seconds: number;
  aspect: string;
  resolution: string;
  audio?: boolean;
  seed?: number | null;
  images?: readonly { imageId: string; role: ImageRole }[];
  work?: ServiceRequest['work'];
  ground?: Ground | null;
  parent?: ServiceRequest['parent'];
}

/** Freezes an order: where it goes, what it asks for and what it costs are fixed with it. Nothing is left to a default. */
export function serviceRequest(parts: {
  connection: Connection;
  card: ModelCard;
  storyboard: Storyboard;
  plan: Plan | null;
  wishes: Wishes;
}): ServiceRequest {
  const { connection, card, storyboard, plan, wishes } = parts;
  const images = fitting(card, wishes.images ?? []);
  const seconds = nearestSeconds(card, wishes.seconds);
  const resolution = chosen(card.resolutions, wishes.resolution);
  const audio = card.audio === 'choice' ? (wishes.audio ?? false) : null;
  const work = wishes.work ?? ({ kind: 'new' } as const);
  // A clip that is worked on stays as long as it is, which may be longer than any that the model begins.
  const isKept = work.kind === 'edit' || work.kind === 'remix';
  const paid = isKept ? Math.max(seconds, wishes.seconds) : seconds;
  return {
    providerId: connection.kind as ServiceId,
    connectionId: connection.id,
    baseUrl: connection.baseUrl,
    model: images.some(({ role }) => role !== 'reference') && card.withImage ? card.withImage : card.id,
    family: card.family,
    work,
    prompt: wishes.prompt.trim(),
    negative: card.negative ? (wishes.negative ?? '').trim() : '',
    seconds,
    aspect: chosen(card.aspects, wishes.aspect),
    resolution,
    audio,
    seed: card.seed ? (wishes.seed ?? null) : null,
    images,
    inputs: card.inputs,
    storyboard,
    plan,
    estimate: estimateOf(card, { seconds: paid, resolution, audio, images }),
    ground: wishes.ground ?? null,
    parent: wishes.parent ?? null,
  };
}

function chosen(offered: readonly string[], wished: string): string {
  return offered.includes(wished) ? wished : (offered[0] ?? '');
}

/** The pictures in roles that the model has, as many as it takes. */
function fitting(
  card: ModelCard,
  images: readonly { imageId: string; role: ImageRole }[],
): { imageId: string; role: ImageRole }[] {
  const room = {
    'first-frame': card.firstFrame === 'no' ? 0 : 1,
    'last-frame': card.lastFrame ? 1 : 0,
    reference: card.references,
  };
  const framed = room['first-frame'] > 0 && images.some(({ role }) => role === 'first-frame');
  // Alone it would be taken for a first one, or for nothing.
  if (!framed) room['last-frame'] = 0;
  if (framed && !card.mixes) room.reference = 0;
  return images.filter(({ role }) => (room[role] -= 1) >= 0).map(({ imageId, role }) => ({ imageId, role }));
}
