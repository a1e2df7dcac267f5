/** What the table of models has to hold, beyond what its schema can say. */
import { isOffered, type ModelCard, type ServiceId } from '@/utils/domain';
import { SERVICES } from '@/utils/providers/services-data';
import { tableOf } from '@/utils/providers/models';

const DAY_MS = 24 * 3600_000;
/** Prices of services move every month or two. */
const OLD_DAYS = 90;
/** Lists its models, with their prices, itself. */
const LISTS: ServiceId = 'openrouter';
/** Every model there has inputs of its own. */
const NAMED: ReadonlySet<ServiceId> = new Set(['fal', 'replicate', 'runway']);

export interface Finding {
  level: 'error' | 'warning';
  /** Which line of the file it is about; empty: the file. */
  where: string;
  text: string;
}

/** All that is wrong with the file, or soon will be; nothing: it may be shipped. */
export function checkModels(json: unknown, now: number): Finding[] {
  try {
    const table = tableOf(json);
    const cards = Object.entries(table.services).flatMap(([service, list]) =>
      list.map((card) => ({ service: service as ServiceId, card })),
    );
    return [
      ...age('', table.asOf, now),
      ...cards.flatMap(({ service, card }) =>
        checkCard(service, card, sourceOf(json, service, card.id), now),
      ),
      ...Object.keys(table.services).flatMap((service) => twice(service, cardsOf(cards, service))),
      ...Object.keys(SERVICES)
        .filter((service) => service !== LISTS)
        .flatMap((service) => offered(service, cardsOf(cards, service), now)),
    ];
  } catch (error) {
    return [{ level: 'error', where: '', text: `not such a file: ${String(error)}` }];
  }
}

function cardsOf(cards: { service: ServiceId; card: ModelCard }[], service: string): ModelCard[] {
  return cards.filter((each) => each.service === service).map(({ card }) => card);
}

function checkCard(service: ServiceId, card: ModelCard, source: string | undefined, now: number): Finding[] {
  const where = `${service} ${card.id}`;
  const error = (text: string): Finding => ({ level: 'error', where, text });
  const found: Finding[] = [];
  if (card.prices.length > 0 && source === undefined) found.push(error('a price without a source'));
  for (const { resolution } of card.prices) {
    if (resolution !== '' && !card.resolutions.includes(resolution)) {
      found.push(error(`a price for ${resolution}, which it does not make`));
    }
  }
  if (card.lastFrame && card.firstFrame === 'no') found.push(error('a last frame without a first'));
  if (card.retiredAt !== null && card.retiredAt > now) {
    found.push({ level: 'warning', where, text: `will be closed on ${dayOf(card.retiredAt)}` });
  }
  return NAMED.has(service) && isOffered(card, now)
    ? [...found, ...missingInputs(service, card).map((input) => error(`no name for its ${input}`))]
    : found;
}

/** What a card offers and could not be sent. */
function missingInputs(service: ServiceId, card: ModelCard): string[] {
  // Runway's pictures have one form for all models.
  const pictures = service === 'runway' ? [] : pictureInputs(card);
  const wanted: [boolean, keyof ModelCard['inputs']][] = [
    [true, 'prompt'],
    [true, 'seconds'],
    [card.negative, 'negative'],
    [card.aspects.length > 0, 'aspect'],
    [card.resolutions.length > 1 && !sizesIn(card), 'resolution'],
    [card.audio === 'choice', 'audio'],
    [card.seed, 'seed'],
    ...pictures,
  ];
  return wanted.flatMap(([has, input]) => (has && card.inputs[input] === undefined ? [input] : []));
}

function pictureInputs(card: ModelCard): [boolean, keyof ModelCard['inputs']][] {
  return [
    [card.firstFrame !== 'no', 'first-frame'],
    [card.lastFrame, 'last-frame'],
    [card.references > 0, 'references'],
  ];
}

/** Whether its aspects name their resolutions: "16:9 720p" for all of them. */
function sizesIn({ inputs, aspects, resolutions }: ModelCard): boolean {
  const values = inputs.aspect?.values ?? {};
  return aspects.every((aspect) => resolutions.every((resolution) => `${aspect} ${resolution}` in values));
}

function twice(service: string, cards: readonly ModelCard[]): Finding[] {
  const ids = cards.flatMap(({ id, withImage }) => (withImage === '' ? [id] : [id, withImage]));
  return ids
    .filter((id, at) => ids.indexOf(id) !== at)
    .map((id) => ({ level: 'error', where: `${service} ${id}`, text: 'stands there twice' }));
}

function offered(service: string, cards: readonly ModelCard[], now: number): Finding[] {
  if (cards.some((card) => isOffered(card, now))) return [];
  return [{ level: 'error', where: service, text: 'no model to offer' }];
}

function age(where: string, asOf: number, now: number): Finding[] {
  const days = Math.floor((now - asOf) / DAY_MS);
  if (days < 0) return [{ level: 'error', where, text: `dated ${dayOf(asOf)}, which is to come` }];
  if (days <= OLD_DAYS) return [];
  return [{ level: 'warning', where, text: `${days} days old: look the prices up again` }];
}

/** Read from the file itself: a card does not keep it. */
function sourceOf(json: unknown, service: string, id: string): string | undefined {
  const file = json as { services: Record<string, { models: { id: string; source?: string }[] }> };
  return file.services[service]?.models.find((model) => model.id === id)?.source;
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
