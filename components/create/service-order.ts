/** What stands on the bench as an order to a service. Pure. */
import {
  isOffered,
  MAX_SEED,
  nearestSeconds,
  type Connection,
  type ImageRole,
  type ModelCard,
  type Plan,
  type ServiceRequest,
  type Source,
} from '@/utils/domain';
import { serviceRequest } from '@/utils/providers';
import type { Preferences } from '@/utils/settings';
import { planOf, renderPrompt, withContext, type PromptPart } from '@/utils/writer';
import type { Edit } from './edit';

/** An order in the making. */
export interface ServiceOrder {
  kind: 'service';
  used: Source;
  server: Connection;
  host: string;
  /** All that can be asked for there. */
  cards: readonly ModelCard[];
  card: ModelCard;
  pictures: readonly UsedPicture[];
  plan: Plan;
  /** The words of the prompt, without what is added of the page. */
  prompt: string;
  negative: string;
  /** Of the plan, what the proposed prompt has no room or no word for. */
  dropped: readonly PromptPart[];
  /** Undefined while it cannot be sent: without words, with too many, or without a picture that the model needs. */
  request: ServiceRequest | undefined;
  /** Why not. */
  lacks: 'words' | 'fewer-words' | 'first-frame' | null;
}

export interface UsedPicture {
  imageId: string;
  role: ImageRole | 'none';
}

/** Models that can be asked for now, and the one of them that is. */
export function choiceOf(
  server: Connection,
  cards: readonly ModelCard[],
  settings: Pick<Preferences, 'videoModels'>,
  now: number,
): { offered: readonly ModelCard[]; card: ModelCard | undefined } {
  const offered = cards.filter((card) => isOffered(card, now));
  const wished = settings.videoModels[server.id] ?? server.model;
  return { offered, card: offered.find(({ id }) => id === wished) ?? offered[0] };
}

/** Any seed, where the user named none: nothing is left to the service, and the same clip can be asked for again. */
export function seeded(request: ServiceRequest, card: Pick<ModelCard, 'seed'>): ServiceRequest {
  if (!card.seed || request.seed !== null) return request;
  const [any = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { ...request, seed: any % (MAX_SEED + 1) };
}

/** Roles a picture can have for this model, the usual one first. */
export function rolesFor(card: ModelCard): ImageRole[] {
  return [
    ...(card.firstFrame === 'no' ? [] : ['first-frame' as const]),
    ...(card.lastFrame ? ['last-frame' as const] : []),
    ...(card.references > 0 ? ['reference' as const] : []),
  ];
}

/**
 * What each picture is used as. A picture that was pointed at is what the clip is about; those that only stood in a
 * selection stay here unless the user says otherwise, or the model makes nothing without one.
 */
function picturesFor(source: Source, edit: Edit, card: ModelCard): UsedPicture[] {
  const possible = rolesFor(card);
  const ready = source.images.filter(({ state }) => state.kind === 'ready');
  let first =
    possible.length > 0 &&
    edit.order.still === null &&
    (source.kind === 'image' || card.firstFrame === 'required');
  const pictures = ready.map(({ id }): UsedPicture => {
    const said = edit.order.roles[id];
    const proposed = said ?? (first ? (possible[0] ?? 'none') : 'none');
    first = false;
    return { imageId: id, role: proposed === 'none' || possible.includes(proposed) ? proposed : 'none' };
  });
  return card.mixes ? pictures : unmixed(pictures);
}

/** Where a frame leaves no room for pictures to go by, these stay here. */
function unmixed(pictures: readonly UsedPicture[]): UsedPicture[] {
  const framed = pictures.some(({ role }) => role === 'first-frame' || role === 'last-frame');
  const stays = ({ role }: UsedPicture): boolean => framed && role === 'reference';
  return pictures.map((picture) => (stays(picture) ? { ...picture, role: 'none' as const } : picture));
}

/** The picture that was made to be the first frame, where the model takes one. */
function stillFor({ order: { still } }: Edit, card: ModelCard): { imageId: string; role: ImageRole }[] {
  return still === null || card.firstFrame === 'no' ? [] : [{ imageId: still, role: 'first-frame' }];
}

/** Pictures of an order as one word, to know them by. */
export function picturesIn(images: readonly { imageId: string }[]): string {
  return images.map(({ imageId }) => imageId).join(' ');
}

export function serviceOrder(parts: {
  server: Connection;
  cards: readonly ModelCard[];
  card: ModelCard;
  used: Source;
  edit: Edit;
  settings: Preferences;
}): ServiceOrder {
  const { server, cards, card, used, edit, settings } = parts;
  const { order, storyboard } = edit;
  const pictures = picturesFor(used, edit, card);
  const sent = [
    ...stillFor(edit, card),
    ...pictures.flatMap(({ imageId, role }) => (role === 'none' ? [] : [{ imageId, role }])),
  ];
  const moves = sent.some(({ role }) => role === 'first-frame');
  const seconds = nearestSeconds(card, settings.videoSeconds);
  // What the page is called goes along only by its own switch.
  const plan =
    order.plan ??
    planOf({ ...storyboard, title: '' }, { ...used, title: '' }, { seconds, mode: moves ? 'i2v' : 't2v' });
  const proposed = renderPrompt(plan, card.family, {
    mode: moves ? 'i2v' : 't2v',
    seconds,
    maxUnits: card.maxPrompt,
  });
  const prompt = edit.prompt ?? proposed.prompt;
  const negative = order.negative ?? proposed.negative;
  const whole = withContext(
    prompt.trim(),
    { ...(order.tellsTitle && { title: used.title }), ...(order.tellsUrl && { url: used.url }) },
    card.maxPrompt,
  );
  const lacks =
    prompt.trim() === ''
      ? 'words'
      : whole.length > card.maxPrompt
        ? 'fewer-words'
        : card.firstFrame === 'required' && !moves
          ? 'first-frame'
          : null;
  const wishes = {
    prompt: whole,
    negative,
    seconds,
    aspect: settings.videoAspect,
    resolution: settings.videoResolution,
    audio: settings.videoAudio,
    seed: order.seed,
    images: sent,
    ground: order.groundFor === picturesIn(sent) ? order.ground : null,
  };
  return {
    kind: 'service',
    used,
    server,
    host: new URL(server.baseUrl).host,
    cards,
    card,
    pictures,
    plan,
    prompt,
    negative,
    dropped: edit.prompt === null ? proposed.dropped : [],
    request:
      lacks === null ? serviceRequest({ connection: server, card, storyboard, plan, wishes }) : undefined,
    lacks,
  };
}
