import * as v from 'valibot';
import {
  ModelCard,
  SERVICE_IDS,
  type Connection,
  type ListedModels,
  type ServiceId,
  type ServiceRequest,
} from '@/utils/domain';
import { serverCard } from './openai-videos/card';

const MB = 1024 * 1024;
const HOUR_MS = 3600_000;

/** "2026-11-23", as the first moment of that day (ms). */
const day = v.pipe(v.string(), v.isoDate(), v.transform(Date.parse));
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(300));

/** What a line of the file may say of a model: what it leaves out is as for its service, and else as in `PLAIN`. */
const Said = v.strictObject({
  ...v.partial(
    v.omit(ModelCard, ['id', 'name', 'maxImageBytes', 'resultTtlMs', 'priceBasis', 'asOf', 'retiredAt']),
  ).entries,
  maxImageMB: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(100))),
  resultHours: v.optional(v.pipe(v.number(), v.gtValue(0))),
  /** When its price was looked up, where that was another day than the file's. */
  asOf: v.optional(day),
  /** When its service closed it, or will. */
  retired: v.optional(day),
  /** Who says what it costs. */
  source: v.optional(words),
  /** What is not certain, for those who keep the file. */
  note: v.optional(words),
});
type Said = v.InferOutput<typeof Said>;

const File = v.strictObject({
  asOf: day,
  services: v.record(
    v.picklist(SERVICE_IDS),
    v.strictObject({
      defaults: v.optional(Said, {}),
      models: v.array(
        v.strictObject({ ...Said.entries, id: ModelCard.entries.id, name: ModelCard.entries.name }),
      ),
    }),
  ),
});

/** A model of which the file says nothing else can do only this. */
const PLAIN: Omit<ModelCard, 'id' | 'name' | 'asOf'> = {
  family: 'plain',
  seconds: { kind: 'list', values: [5] },
  aspects: [],
  resolutions: [],
  firstFrame: 'no',
  lastFrame: false,
  references: 0,
  mixes: false,
  maxImageBytes: 5 * MB,
  withImage: '',
  audio: 'none',
  negative: false,
  seed: false,
  maxPrompt: 2000,
  tasks: [],
  progress: 'none',
  cancel: 'none',
  resultTtlMs: null,
  prices: [],
  priceBasis: 'not-told',
  retiredAt: null,
  inputs: {},
};

/** Models of services that do not list them, as they were on one day; retired ones too, so that clips have their name. */
export interface Table {
  asOf: number;
  services: Partial<Record<ServiceId, ModelCard[]>>;
}

/** For views: the file is no part of the background. */
export async function loadModels(): Promise<Table> {
  const file = await import('./models.json');
  return tableOf(file.default);
}

/** Throws for a file that breaks its own rules: `npm run models` says where. */
export function tableOf(json: unknown): Table {
  const { asOf, services } = v.parse(File, json);
  const table: Table = { asOf, services: {} };
  for (const id of SERVICE_IDS) {
    const service = services[id];
    if (service) table.services[id] = service.models.map((model) => cardOf(model, service.defaults, asOf));
  }
  return table;
}

function cardOf(model: Said & { id: string; name: string }, defaults: Said, asOf: number): ModelCard {
  const { maxImageMB, resultHours, retired, source: _, note: __, ...said } = { ...defaults, ...model };
  const prices = said.prices ?? PLAIN.prices;
  return v.parse(ModelCard, {
    ...PLAIN,
    asOf,
    ...said,
    maxImageBytes: maxImageMB === undefined ? PLAIN.maxImageBytes : Math.floor(maxImageMB * MB),
    resultTtlMs: resultHours === undefined ? PLAIN.resultTtlMs : resultHours * HOUR_MS,
    priceBasis: prices.length > 0 ? 'table' : 'not-told',
    retiredAt: retired ?? PLAIN.retiredAt,
  });
}

/**
 * The models of a connection, retired ones among them: what the service listed itself, else what the table knows. The
 * user's own price counts before any other.
 */
export function cardsFor(
  connection: Connection,
  table: Table,
  listed?: Pick<ListedModels, 'cards'>,
): ModelCard[] {
  const { kind, usdPerSecond, priceAt } = connection;
  if (kind === 'chat') return [];
  if (kind === 'openai-videos') return serverCards(connection, listed?.cards ?? []);
  const cards = listed && listed.cards.length > 0 ? listed.cards : (table.services[kind] ?? []);
  if (usdPerSecond === null) return [...cards];
  const prices: ModelCard['prices'] = [{ usd: usdPerSecond, per: 'second', resolution: '', audio: null }];
  const own = { prices, priceBasis: 'your-price', asOf: priceAt } as const;
  return cards.map((card) => Object.assign({}, card, own));
}

/** The one that the user named, or none by name, and those that the server lists. */
function serverCards(connection: Connection, listed: readonly ModelCard[]): ModelCard[] {
  const names = new Set([connection.model, ...listed.map(({ id }) => id)]);
  return [...names].map((name) =>
    serverCard(connection, name, listed.find(({ id }) => id === name)?.firstFrame),
  );
}

/** The name of the model that an order went to, long after it was retired; its id where nobody knows it. */
export function modelName(
  table: Table,
  { providerId, model }: Pick<ServiceRequest, 'providerId' | 'model'>,
): string {
  const card = table.services[providerId]?.find(({ id, withImage }) => id === model || withImage === model);
  return card?.name ?? model;
}
