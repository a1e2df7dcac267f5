import type { ImageRole, InputMap, ServiceRequest } from '@/utils/domain';
import type { Picture } from './adapter';
import { dataUrlOf } from './data-url';

/** A picture of the order, as the model takes it: an address of its own, mostly. */
export interface SentPicture {
  role: ImageRole;
  url: string;
}

type Role = keyof InputMap;
type Rule = NonNullable<InputMap[Role]>;

/** Models that take less than 32 bits take 31. */
const SEEDS = 2 ** 31;

/**
 * What is sent to a service where every model has inputs of its own: each under its model's name for it and in the
 * form that it wants. What the order does not hold, or its model has no name for, is not sent.
 */
export function inputsOf(request: ServiceRequest, pictures: readonly SentPicture[]): Record<string, unknown> {
  const framed = pictures.some(({ role }) => role !== 'reference');
  const map: InputMap = { prompt: { name: 'prompt', form: 'as-is' }, ...request.inputs };
  const sent: Record<string, unknown> = {};
  for (const [role, rule] of Object.entries(map) as [Role, Rule][]) {
    if (rule.when !== undefined && (rule.when === 'frame') !== framed) continue;
    const value = valueOf(role, rule, request, pictures);
    if (value !== undefined) sent[rule.name] = value;
  }
  return sent;
}

function valueOf(role: Role, rule: Rule, request: ServiceRequest, pictures: readonly SentPicture[]): unknown {
  switch (role) {
    case 'prompt':
      return request.prompt;
    case 'seconds':
      return formed(request.seconds, rule);
    case 'negative':
    case 'resolution':
      return worded(request[role], rule);
    case 'aspect':
      return rule.values?.[`${request.aspect} ${request.resolution}`] ?? worded(request.aspect, rule);
    case 'audio':
      return request.audio ?? undefined;
    case 'seed':
      return request.seed === null ? undefined : request.seed % SEEDS;
    case 'rewriting':
      return rule.values?.['off'] ?? false;
    case 'first-frame':
    case 'last-frame': {
      const picture = pictures.find((each) => each.role === role);
      return picture && formed(picture.url, rule);
    }
    case 'references': {
      const urls = pictures.filter((each) => each.role === 'reference').map(({ url }) => url);
      return urls.length > 0 ? urls : undefined;
    }
  }
}

/** An empty word is sent only where the model has one for it: else it would fill in its own. */
function worded(word: string, { values }: Rule): string | undefined {
  return values?.[word] ?? (word === '' ? undefined : word);
}

function formed(value: string | number, { form }: Rule): unknown {
  switch (form) {
    case 'as-is':
      return value;
    case 'text':
      return `${value}`;
    case 'seconds':
      return `${value}s`;
    case 'list':
      return [value];
  }
}

/** Pictures as they are sent inside of JSON. */
export function sentPictures(pictures: readonly Picture[]): Promise<SentPicture[]> {
  return Promise.all(
    pictures.map(async (picture) => ({ role: picture.role, url: await dataUrlOf(picture) })),
  );
}

/** "owner/name" as part of an address. Throws for what would be another place in it. */
export function pathOfModel(model: string): string {
  const parts = model.split('/');
  if (parts.some((part) => /^\.*$/.test(part))) throw new TypeError(`no such model: ${model}`);
  return parts.map(encodeURIComponent).join('/');
}
