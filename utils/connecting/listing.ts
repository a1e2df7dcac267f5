import type { Connection, ListedModels, ModelCard } from '@/utils/domain';

const HOUR_MS = 3600_000;
/** Models and prices that were listed longer ago are listed anew. */
const OLD_MS = 24 * HOUR_MS;

export interface ListingPorts {
  connections: { get(id: string): Promise<Connection | undefined> };
  models: { all(): Promise<ListedModels[]>; put(listed: ListedModels): Promise<void> };
  /** A free call without a key; null: this service lists its models to nobody, or not now. */
  list(connection: Connection): Promise<ModelCard[] | null>;
  /** True at most once in so many milliseconds. */
  takeTurn(name: `models ${string}`, everyMs: number, now: number): Promise<boolean>;
  now(): number;
}

/** Keeps what an address listed, for the connection that is saved with it and for no other. */
export async function keepListed(
  { connections, models, now }: ListingPorts,
  { connectionId, baseUrl }: { connectionId: string | null; baseUrl: string },
  cards: ModelCard[],
): Promise<void> {
  if (connectionId === null || cards.length === 0) return;
  const saved = await connections.get(connectionId);
  if (saved?.baseUrl === baseUrl) await models.put({ connectionId, at: now(), cards });
}

/**
 * Lists the models of a connection anew where that was done long ago: one free call in an hour, to a service that lists
 * to anybody. Without an answer the old list stays, dated as it is.
 */
export async function freshenModels(ports: ListingPorts, connectionId: string): Promise<void> {
  const now = ports.now();
  const connection = await ports.connections.get(connectionId);
  const listed = (await ports.models.all()).find((list) => list.connectionId === connectionId);
  if (!connection || (listed && Math.abs(now - listed.at) < OLD_MS)) return;
  if (!(await ports.takeTurn(`models ${connectionId}`, HOUR_MS, now))) return;
  await keepListed(ports, { ...connection, connectionId }, (await ports.list(connection)) ?? []);
}
