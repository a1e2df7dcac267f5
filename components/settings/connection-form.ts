/** The form of a server: what was typed becomes a Connection, or says which field is wrong. Pure. */
import type { Connection } from '@/utils/domain';
import type { MessageKey } from '../i18n';
import { fieldAmount, typedAmount } from './amount';
import { serverAddress, type AddressProblem } from './server-address';

export type FieldName = 'name' | 'baseUrl' | 'model' | 'price';
export type Fields = Record<FieldName, string>;
export type FieldProblems = { [Name in FieldName]?: MessageKey | undefined };

export const FIELD_NAMES: readonly FieldName[] = ['name', 'baseUrl', 'model', 'price'];

export const ADDRESS_MESSAGES: Record<AddressProblem, MessageKey> = {
  empty: 'serverAddressEmpty',
  'not-an-address': 'serverAddressInvalid',
  'not-https': 'serverAddressNotHttps',
  'has-login': 'serverAddressHasLogin',
  'has-query': 'serverAddressHasQuery',
};

const MAX_NAME = 80;
const MAX_MODEL = 200;

export function fieldsOf(connection: Connection | undefined, locale: string): Fields {
  return {
    name: connection?.name ?? '',
    baseUrl: connection?.baseUrl ?? '',
    model: connection?.model ?? '',
    price: fieldAmount(connection?.usdPerSecond ?? null, locale),
  };
}

export type ReadForm = { ok: true; connection: Connection } | { ok: false; problems: FieldProblems };

/** `before`: the connection that is edited. The name may be left empty: then it is the server's own. */
export function readForm(
  fields: Fields,
  before: Connection | undefined,
  { locale, now, newId }: { locale: string; now: number; newId: () => string },
): ReadForm {
  const problems: FieldProblems = {};
  const address = serverAddress(fields.baseUrl);
  const price = typedAmount(fields.price, locale);
  const model = fields.model.trim();
  const name = fields.name.trim();
  if (name.length > MAX_NAME) problems.name = 'serverNameTooLong';
  if (!address.ok) problems.baseUrl = ADDRESS_MESSAGES[address.problem];
  if (model.length > MAX_MODEL) problems.model = 'serverModelTooLong';
  if (!price.ok) problems.price = 'amountInvalid';
  if (!address.ok || !price.ok || Object.keys(problems).length > 0) return { ok: false, problems };
  const samePrice = before !== undefined && before.usdPerSecond === price.usd;
  return {
    ok: true,
    connection: {
      id: before?.id ?? newId(),
      kind: 'openai-videos',
      name: name || new URL(address.baseUrl).host.slice(0, MAX_NAME),
      baseUrl: address.baseUrl,
      model,
      usdPerSecond: price.usd,
      priceAt: samePrice ? before.priceAt : now,
      createdAt: before?.createdAt ?? now,
    },
  };
}
