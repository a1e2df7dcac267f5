/** Where else an order could be made: with each connection its nearest model, its price, and what is lost. Pure. */
import {
  durationOf,
  isOffered,
  type Connection,
  type ListedModels,
  type ModelCard,
  type Request,
  type ServiceRequest,
  type Source,
} from '@/utils/domain';
import { cardsFor, nearestCard, serviceRequest, type Asked, type Loss, type Table } from '@/utils/providers';
import type { Elsewhere } from '../job/to-bench';

export interface OtherPlace extends Elsewhere {
  losses: Loss[];
  /** What was asked for, and what would be there. */
  asked: Asked;
  would: ServiceRequest;
}

/** What is known of all connections. */
export interface Known {
  connections: readonly Connection[];
  listed: readonly ListedModels[];
  table: Table;
}

/**
 * In the order of the connections; of the one that made it, only its other models, and none where `others`. A
 * connection whose models could make nothing of it is left out.
 */
export function placesFor(
  order: { source: Source; request: Request },
  { connections, listed, table }: Known,
  { others, now }: { others: boolean; now: number },
): OtherPlace[] {
  const asked = askedOf(order, cardOf(order.request, { connections, listed, table }));
  const isOwnAt = ownAmong(connections, order.request);
  return connections.flatMap((connection) => {
    const isOwn = isOwnAt(connection);
    if (isOwn && others) return [];
    const listing = listed.find(({ connectionId }) => connectionId === connection.id);
    const cards = cardsFor(connection, table, listing).filter(
      (card) => isOffered(card, now) && !(isOwn && isThe(card, asked.model)),
    );
    const fit = nearestCard(asked, cards);
    if (!fit) return [];
    const { card } = fit;
    const losses = isRework(order.request) ? ['task' as const, ...fit.losses] : fit.losses;
    return [{ connection, card, losses, asked, would: wouldBe(order, asked, connection, card) }];
  });
}

/** The connection that made it, or, where that was removed, those to the same place. Another key there is another one. */
function ownAmong(connections: readonly Connection[], request: Request): (one: Connection) => boolean {
  if (request.providerId === 'on-device') return () => false;
  const { connectionId, providerId, baseUrl } = request;
  return connections.some(({ id }) => id === connectionId)
    ? ({ id }) => id === connectionId
    : (one) => one.kind === providerId && one.baseUrl === baseUrl;
}

function isThe({ id, withImage }: ModelCard, model: string): boolean {
  return id === model || (withImage !== '' && withImage === model);
}

/** It was made of a clip that only its service has. */
function isRework(request: Request): boolean {
  return request.providerId !== 'on-device' && request.work.kind !== 'new';
}

/** The model that was asked, where anybody still knows it. */
function cardOf(request: Request, { connections, listed, table }: Known): ModelCard | undefined {
  if (request.providerId === 'on-device') return undefined;
  const own = connections.filter(ownAmong(connections, request)).flatMap((connection) =>
    cardsFor(
      connection,
      table,
      listed.find(({ connectionId }) => connectionId === connection.id),
    ),
  );
  return [...own, ...(table.services[request.providerId] ?? [])].find((card) => isThe(card, request.model));
}

/** Whether it is heard; a model without that choice makes every clip alike. */
function heardBy(request: ServiceRequest, card: ModelCard | undefined): boolean | null {
  if (request.audio !== null || !card || card.audio === 'choice') return request.audio;
  return card.audio === 'always';
}

/** What was asked for; of a clip of this device, what it is like. */
function askedOf(
  { source, request }: { source: Source; request: Request },
  card: ModelCard | undefined,
): Asked {
  if (request.providerId !== 'on-device')
    return { ...request, work: { kind: 'new' }, audio: heardBy(request, card) };
  const { storyboard, settings } = request;
  return {
    model: '',
    family: 'plain',
    work: { kind: 'new' },
    // Written for the model that is chosen, so none is too long.
    prompt: '',
    negative: '',
    seconds: Math.round(durationOf(storyboard)),
    aspect: settings.aspect,
    resolution: settings.resolution,
    audio: settings.soundtrack ? true : null,
    seed: null,
    images: source.kind === 'image' ? [{ role: 'first-frame' }] : [],
  };
}

function wouldBe(
  { request }: { request: Request },
  asked: Asked,
  connection: Connection,
  card: ModelCard,
): ServiceRequest {
  const { negative, seconds, aspect, resolution, audio, seed } = asked;
  return serviceRequest({
    connection,
    card,
    storyboard: request.storyboard,
    plan: null,
    wishes: {
      prompt: asked.prompt.slice(0, card.maxPrompt),
      negative,
      seconds,
      aspect,
      resolution,
      seed,
      ...(audio !== null && { audio }),
      images: request.providerId === 'on-device' ? [] : request.images,
    },
  });
}
