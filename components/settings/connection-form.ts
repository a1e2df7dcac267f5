/** The form of a connection: what was typed becomes a Connection, or says which field is wrong. Pure. */
import type { Connection, ConnectionKind, Preset } from '@/utils/domain';
import { isHosted, SERVICES } from '@/utils/providers';
import type { MessageKey } from '../i18n';
import { fieldAmount, typedAmount } from './amount';
import { PROGRAMS } from './connect/offers';
import { serverAddress, type AddressProblem } from './server-address';

export const FIELD_NAMES = [
  'baseUrl',
  'name',
  'model',
  'price',
  'chatModel',
  'imageModel',
  'stillPrice',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];
export type Fields = Record<FieldName, string> & { preset: Preset; body: Connection['body'] };
export type FieldProblems = { [Name in FieldName]?: MessageKey | undefined };

export const ADDRESS_MESSAGES: Record<AddressProblem, MessageKey> = {
  empty: 'serverAddressEmpty',
  'not-an-address': 'serverAddressInvalid',
  'not-https': 'serverAddressNotHttps',
  'has-login': 'serverAddressHasLogin',
  'has-query': 'serverAddressHasQuery',
};

const MAX_NAME = 80;
const MAX_MODEL = 200;
const MODELS = ['model', 'chatModel', 'imageModel'] as const;

export function fieldsOf(kind: ConnectionKind, connection: Connection | undefined, locale: string): Fields {
  return {
    name: connection?.name ?? '',
    baseUrl: connection?.baseUrl ?? (isHosted(kind) ? SERVICES[kind].baseUrl : ''),
    model: connection?.model ?? '',
    price: fieldAmount(connection?.usdPerSecond ?? null, locale),
    chatModel: connection?.chatModel ?? '',
    imageModel: connection?.imageModel ?? '',
    stillPrice: fieldAmount(connection?.usdPerStill ?? null, locale),
    preset: connection?.preset ?? 'custom',
    body: connection?.body ?? 'multipart',
  };
}

export type ReadForm = { ok: true; connection: Connection } | { ok: false; problems: FieldProblems };

interface About {
  locale: string;
  now: number;
  newId: () => string;
}

/** `before`: the connection that is edited. The name may be left empty: then it is the service's, or its address. */
export function readForm(
  kind: ConnectionKind,
  fields: Fields,
  before: Connection | undefined,
  { locale, now, newId }: About,
): ReadForm {
  const problems: FieldProblems = {};
  const address = serverAddress(fields.baseUrl);
  const price = typedAmount(fields.price, locale);
  const stillPrice = typedAmount(fields.stillPrice, locale);
  const name = fields.name.trim();
  if (name.length > MAX_NAME) problems.name = 'serverNameTooLong';
  if (!address.ok) problems.baseUrl = ADDRESS_MESSAGES[address.problem];
  for (const field of MODELS)
    if (fields[field].trim().length > MAX_MODEL) problems[field] = 'serverModelTooLong';
  if (kind === 'chat' && fields.chatModel.trim() === '') problems.chatModel = 'chatModelEmpty';
  if (!price.ok) problems.price = 'amountInvalid';
  if (!stillPrice.ok) problems.stillPrice = 'amountInvalid';
  if (!address.ok || !price.ok || !stillPrice.ok || Object.keys(problems).length > 0)
    return { ok: false, problems };
  const samePrice = before?.usdPerSecond === price.usd && before.usdPerStill === stillPrice.usd;
  return {
    ok: true,
    connection: {
      id: before?.id ?? newId(),
      kind,
      preset: kind === 'openai-videos' ? fields.preset : 'custom',
      name: name || nameOf(kind, address.baseUrl),
      baseUrl: address.baseUrl,
      model: fields.model.trim(),
      usdPerSecond: price.usd,
      usdPerStill: stillPrice.usd,
      priceAt: samePrice ? before.priceAt : now,
      body: bodyOf(fields),
      // Wished for at a place that was seen: another one is another wish.
      quick: before !== undefined && before.quick && isSameOrigin(before.baseUrl, address.baseUrl),
      chatModel: fields.chatModel.trim(),
      imageModel: fields.imageModel.trim(),
      createdAt: before?.createdAt ?? now,
    },
  };
}

/** What a program takes, where it leaves no choice. */
export function bodyOf({ preset, body }: Pick<Fields, 'preset' | 'body'>): Connection['body'] {
  const { bodies } = PROGRAMS[preset];
  return bodies.includes(body) ? body : (bodies[0] ?? body);
}

/** Whether a key for the one address may go to the other. */
export function isSameOrigin(a: string, b: string): boolean {
  const [left, right] = [serverAddress(a), serverAddress(b)];
  return left.ok && right.ok && new URL(left.baseUrl).origin === new URL(right.baseUrl).origin;
}

function nameOf(kind: ConnectionKind, baseUrl: string): string {
  return isHosted(kind) ? SERVICES[kind].name : new URL(baseUrl).host.slice(0, MAX_NAME);
}
