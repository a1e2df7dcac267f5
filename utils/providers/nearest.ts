import { nearestSeconds, type ModelCard, type ServiceRequest } from '@/utils/domain';

/** What of an order another model cannot do as it was; the views put each into words. The gravest first. */
export const LOSSES = [
  'task',
  'first-frame',
  'references',
  'last-frame',
  'prompt-length',
  'aspect',
  'seconds',
  'audio',
  'negative',
  'resolution',
  'seed',
] as const;
export type Loss = (typeof LOSSES)[number];

/** What an order asks for, wherever it goes. `audio`: whether it is heard; null where nobody knows. */
export type Asked = Pick<
  ServiceRequest,
  'model' | 'family' | 'work' | 'prompt' | 'negative' | 'seconds' | 'aspect' | 'resolution' | 'audio' | 'seed'
> & { images: readonly Pick<ServiceRequest['images'][number], 'role'>[] };

export interface Fit {
  card: ModelCard;
  losses: Loss[];
}

/** The model that loses least of an order; null: none of them can make it at all. */
export function nearestCard(asked: Asked, cards: readonly ModelCard[]): Fit | null {
  const fits = cards
    .filter((card) => isPossible(asked, card))
    .map((card) => ({ card, losses: lossesOf(asked, card) }));
  // Of equals the one that stands first.
  return fits.toSorted((a, b) => distance(asked, a) - distance(asked, b))[0] ?? null;
}

/** What is lost, or comes out otherwise, when an order is made by this model. */
export function lossesOf(asked: Asked, card: ModelCard): Loss[] {
  const count = (role: Asked['images'][number]['role']): number =>
    asked.images.filter((image) => image.role === role).length;
  const framed = count('first-frame') > 0 && card.firstFrame !== 'no';
  const lost: Record<Loss, boolean> = {
    task: asked.work.kind !== 'new' && !card.tasks.includes(asked.work.kind),
    'first-frame': count('first-frame') > (card.firstFrame === 'no' ? 0 : 1),
    references: count('reference') > (framed && !card.mixes ? 0 : card.references),
    'last-frame': count('last-frame') > (framed && card.lastFrame ? 1 : 0),
    'prompt-length': asked.prompt.length > card.maxPrompt,
    aspect: asked.aspect !== '' && !card.aspects.includes(asked.aspect),
    seconds: nearestSeconds(card, asked.seconds) !== asked.seconds,
    audio:
      (asked.audio === true && card.audio === 'none') || (asked.audio === false && card.audio === 'always'),
    negative: asked.negative !== '' && !card.negative,
    resolution: asked.resolution !== '' && !card.resolutions.includes(asked.resolution),
    seed: asked.seed !== null && !card.seed,
  };
  return LOSSES.filter((loss) => lost[loss]);
}

/** A model that only moves a picture makes nothing of an order without one. */
function isPossible(asked: Asked, card: ModelCard): boolean {
  return card.firstFrame !== 'required' || asked.images.some(({ role }) => role === 'first-frame');
}

/** A graver loss counts for more than all lighter ones together; the same model, then the same family, between equals. */
function distance({ model, family }: Asked, { card, losses }: Fit): number {
  const lost = losses.reduce((sum, loss) => sum + 2 ** (LOSSES.length - LOSSES.indexOf(loss)), 0);
  const same = card.id === model || (card.withImage !== '' && card.withImage === model);
  return lost + (same ? 0 : card.family === family ? 0.25 : 0.5);
}
