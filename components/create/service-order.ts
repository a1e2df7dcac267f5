/** What stands on the bench as an order to a service. Pure. */
import {
  isOffered,
  MAX_SEED,
  nearestSeconds,
  type Connection,
  type ModelCard,
  type Plan,
  type ServiceRequest,
  type Source,
} from '@/utils/domain';
import { serviceRequest } from '@/utils/providers';
import type { Preferences } from '@/utils/settings';
import { planOf, renderPrompt, withContext, type PromptPart } from '@/utils/writer';
import type { Edit } from './edit';
import { picturesFor, picturesIn, sentPictures, type UsedPicture } from './order-pictures';

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
  /** Of the plan, and of what the user wrote is not to be seen, what there is no room, no word or no field for. */
  dropped: readonly PromptPart[];
  /** Undefined while it cannot be sent: without words, with too many, or without a picture that the model needs. */
  request: ServiceRequest | undefined;
  /** Why not. */
  lacks: 'words' | 'fewer-words' | 'first-frame' | 'frame-before-last' | null;
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

/** What the user wrote for a model with a field for it says nothing to one without. */
function untold(
  { prompt, order }: Edit,
  { avoid }: Plan,
  card: ModelCard,
  dropped: readonly PromptPart[],
): readonly PromptPart[] {
  const known = prompt === null ? dropped : [];
  const told = prompt === null ? avoid : [];
  const nouns = (order.negative ?? '').split(',').map((noun) => noun.trim());
  const isLost = !card.negative && nouns.some((noun) => noun !== '' && !told.includes(noun));
  return isLost && !known.includes('avoid') ? [...known, 'avoid'] : known;
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
  const pictures = picturesFor(used, order, card);
  const sent = sentPictures(pictures, order, card);
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
    negativeField: card.negative,
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
          : !moves && sent.some(({ role }) => role === 'last-frame')
            ? 'frame-before-last'
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
    dropped: untold(edit, plan, card, proposed.dropped),
    request:
      lacks === null ? serviceRequest({ connection: server, card, storyboard, plan, wishes }) : undefined,
    lacks,
  };
}
