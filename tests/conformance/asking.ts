/** What an order asks for: everything that its model has, as it was chosen, and nothing left to a default. */
import type { ImageRole, ModelCard, ServiceRequest } from '@/utils/domain';
import { serviceRequest } from '@/utils/providers';
import { aRequest } from '../unit/samples';
import type { Behaviour } from './behaviours';
import { whole, wrong } from './judge';
import { follow, sha256 } from './rig';
import type { Subject } from './subjects';

const FRAME = new Blob([Uint8Array.from({ length: 300 }, (_, i) => i % 251)], { type: 'image/png' });

type Leaf = readonly [path: string, value: unknown];

/** All values of an order with the names they stand under. */
function leavesOf(order: unknown, path = ''): Leaf[] {
  if (typeof order !== 'object' || order === null) return [[path.toLowerCase(), order]];
  return Object.entries(order).flatMap(([name, value]) => leavesOf(value, `${path}.${name}`));
}

const has = (leaves: readonly Leaf[], name: RegExp, values: readonly unknown[]): boolean =>
  leaves.some(([path, value]) => name.test(path) && values.includes(value));

/** The first choice that did not arrive as it was made; null: all did. */
function missingIn(order: unknown, request: ServiceRequest, card: ModelCard): string | null {
  const leaves = leavesOf(order);
  const { prompt, seconds, aspect, resolution, audio, seed, negative } = request;
  const number = [seed, `${seed}`];
  const checks: readonly (readonly [string, boolean])[] = [
    ['prompt', leaves.some(([, value]) => value === prompt)],
    ['length', has(leaves, /second|duration/, [seconds, `${seconds}`, `${seconds}s`])],
    ['shape', aspect === '' || leaves.some(([, value]) => value === aspect || isSized(value, aspect))],
    ['resolution', resolution === '' || tellsResolution(leaves, card, resolution)],
    ['sound', audio === null || has(leaves, /audio/, [audio])],
    ['seed', seed === null || has(leaves, /seed/, number)],
    ['what not to show', negative === '' || has(leaves, /negative/, [negative])],
  ];
  return checks.find(([, told]) => !told)?.[0] ?? null;
}

/** "1280x720" and "1280:720", within the blocks that models work in. */
function isSized(value: unknown, aspect: string): boolean {
  const [, w, h] = /^(\d{3,4})[x:](\d{3,4})$/.exec(String(value)) ?? [];
  const [a, b] = aspect.split(':').map(Number);
  return Math.abs(Number(w) / Number(h) / (Number(a) / Number(b)) - 1) < 0.1;
}

const SHORT_SIDES: Readonly<Record<string, number>> = { '2k': 1440, '4k': 2160 };

/** In its own words, as sides, or by a word of the service's own; where there is only one it need not be said. */
function tellsResolution(
  leaves: readonly Leaf[],
  { resolutions, inputs }: ModelCard,
  wanted: string,
): boolean {
  if (resolutions.length === 1) return true;
  const named = inputs.resolution?.values?.[wanted] ?? wanted;
  const short = SHORT_SIDES[wanted] ?? Number.parseInt(wanted, 10);
  return leaves.some(([path, value]) => {
    if (value === named || path.endsWith('.mode')) return true;
    const sides = /^(\d{3,4})[x:](\d{3,4})$/.exec(String(value))?.slice(1).map(Number);
    return sides !== undefined && Math.min(...sides) <= short * 1.4 && Math.max(...sides) >= short;
  });
}

/** The richest order of one model: the last of every choice, so that no default is met by chance. */
function richest(
  { connection, request }: Subject,
  card: ModelCard,
  roles: readonly ImageRole[],
): ServiceRequest {
  const { seconds, aspects, resolutions } = card;
  return {
    ...serviceRequest({
      connection: { ...connection, baseUrl: request.baseUrl },
      card,
      storyboard: aRequest().storyboard,
      plan: null,
      wishes: {
        prompt: 'A lighthouse “at dawn” — 灯台 🌅',
        negative: 'blur',
        seconds: seconds.kind === 'list' ? (seconds.values.at(-1) ?? 5) : seconds.max,
        aspect: aspects.at(-1) ?? '',
        resolution: resolutions.at(-1) ?? '',
        audio: false,
        seed: 20_251_123,
        images: roles.map((role) => ({ imageId: 'picture-1', role })),
      },
    }),
  };
}

async function asks(subject: Subject): Promise<string | null> {
  for (const card of subject.cards) {
    const roles: ImageRole[] = card.firstFrame === 'required' ? ['first-frame'] : [];
    const change = richest(subject, card, roles);
    const { baseUrl: _, ...rest } = change;
    const outcome = await follow(subject, { change: rest, prompt: change.prompt, picture: FRAME });
    const found = whole(outcome) ?? missingIn(orderIn(outcome), change, card);
    if (found) return `${card.name || 'its model'}: ${found}`;
  }
  return null;
}

const orderIn = ({ server }: Awaited<ReturnType<typeof follow>>): unknown =>
  server.journal.entries.find(({ phase }) => phase === 'create')?.order;

/** Every kind of picture that a model takes, each as many times as it was chosen. */
async function sendsPictures(subject: Subject): Promise<string | null> {
  const own = sha256(await FRAME.arrayBuffer());
  for (const card of subject.cards) {
    for (const roles of sets(card)) {
      const { baseUrl: _, ...change } = richest(subject, card, roles);
      const outcome = await follow(subject, { change, prompt: change.prompt, picture: FRAME });
      const media = outcome.server.journal.entries.flatMap((entry) => entry.media);
      const arrived = media.filter((medium) => medium.sha256 === own).length;
      const found =
        wrong(outcome, 'saved') ??
        (arrived === roles.length ? null : `${arrived} of ${roles.length} arrived`);
      if (found) return `${card.name || 'its model'}, ${roles.join(' and ')}: ${found}`;
    }
  }
  return null;
}

function sets({ lastFrame, references }: ModelCard): ImageRole[][] {
  return [
    ...(lastFrame ? [['first-frame', 'last-frame'] as ImageRole[]] : []),
    ...(references > 0 ? [['reference'] as ImageRole[]] : []),
  ];
}

export const ASKING: readonly Behaviour[] = [
  { name: 'every choice of every model is sent, in words of its own', try: asks },
  {
    name: 'last frames and pictures to go by arrive as they are',
    unless: ({ cards }) =>
      cards.some((card) => sets(card).length > 0) ? null : 'its models take a first frame at most',
    try: sendsPictures,
  },
];
