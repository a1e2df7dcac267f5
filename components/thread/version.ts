/** A clip's changed plan, or what is to come after its end, as an order to the service that made it. Pure. */
import {
  changesOf,
  planSeconds,
  type Clip,
  type Connection,
  type ModelCard,
  type Plan,
  type ServiceRequest,
  type Task,
} from '@/utils/domain';
import { serviceRequest } from '@/utils/providers';
import { planOf, renderPrompt } from '@/utils/writer';
import { modeOf, wordsOf } from '../elsewhere/own-words';

/** Where a version can be made: as the clip was. */
export interface Place {
  connection: Connection;
  card: ModelCard;
}

/** A clip that a service made. */
export interface Made {
  clip: Clip;
  request: ServiceRequest;
}

/** Undefined for a clip of this device. */
export function madeOf(clip: Clip): Made | undefined {
  const { request } = clip.record;
  return request.providerId === 'on-device' ? undefined : { clip, request };
}

/** The plan of a clip; where it came without one, the one by the rules. */
export function planBefore({ clip, request }: Made): Plan {
  const mode = modeOf(request);
  return request.plan ?? planOf(request.storyboard, clip.record.source, { seconds: request.seconds, mode });
}

/** How a service makes the version: of the very clip that it has, where it can. */
export function workFor({ clip }: Made, { card }: Place): ServiceRequest['work'] {
  const { handle } = clip.record;
  const kind = (['edit', 'remix'] as const).find((task) => card.tasks.includes(task));
  return kind && handle !== '' ? { kind, handle } : { kind: 'new' };
}

/** Whether it can be gone on from. */
export function canDo({ clip }: Made, { card }: Place, task: Task): boolean {
  return card.tasks.includes(task) && clip.record.handle !== '';
}

interface Version {
  plan: Plan;
  /** In the user's words. */
  wish: string;
  ground: ServiceRequest['ground'];
}

/** The order for a changed clip; null: its words are more than the model takes. */
export function versionOf(made: Made, place: Place, version: Version): ServiceRequest | null {
  const { clip, request } = made;
  const { connection, card } = place;
  const { plan, wish, ground } = version;
  const work = workFor(made, place);
  const words = work.kind === 'new' ? anew(made, card, plan) : changed(made, card, plan);
  if (words.prompt.trim() === '' || words.prompt.length > card.maxPrompt) return null;
  return serviceRequest({
    connection,
    card,
    storyboard: request.storyboard,
    plan,
    wishes: {
      ...words,
      ...sameShape(request),
      seconds: work.kind === 'new' ? secondsOf(made, plan) : lengthOf(made),
      // The service has the clip itself.
      images: work.kind === 'new' ? request.images : [],
      work,
      ground,
      parent: { clipId: clip.id, wish },
    },
  });
}

/** Said in front of what the user wishes to come next: by itself a model may begin another scene. */
const GO_ON = 'Continue from the last frame without a cut, in the same style, light and setting.';

/** The order for what comes after the end of a clip. */
export function extensionOf(
  { clip, request }: Made,
  { connection, card }: Place,
  { wish, seconds }: { wish: string; seconds: number },
): ServiceRequest {
  return serviceRequest({
    connection,
    card,
    storyboard: request.storyboard,
    plan: request.plan,
    wishes: {
      ...sameShape(request),
      prompt: [GO_ON, wish]
        .filter(Boolean)
        .join('\n')
        .slice(0, card.maxPrompt)
        .replace(/[\uD800-\uDBFF]$/, ''),
      seconds,
      work: { kind: 'extend', handle: clip.record.handle },
      parent: { clipId: clip.id, wish },
    },
  });
}

function sameShape({ aspect, resolution, audio, seed }: ServiceRequest) {
  return { aspect, resolution, seed, ...(audio !== null && { audio }) };
}

/** Seconds of the whole clip: of one that was gone on from, only its last part was asked for. */
function lengthOf({ clip, request }: Made): number {
  return request.work.kind === 'extend' ? Math.round(clip.media.seconds) || request.seconds : request.seconds;
}

/** As long as the clip was, unless that is what was changed. */
function secondsOf(made: Made, plan: Plan): number {
  const changes = changesOf(planBefore(made), plan);
  const isLength = changes.some(({ field }) => field === 'shot.seconds');
  return (isLength ? planSeconds(plan) : null) ?? lengthOf(made);
}

/** Only what is to change, for a service that has the clip. */
function changed(made: Made, card: ModelCard, plan: Plan): { prompt: string; negative: string } {
  const changes = changesOf(planBefore(made), plan);
  const options = { mode: 'edit', changes, seconds: lengthOf(made), maxUnits: card.maxPrompt } as const;
  return { prompt: renderPrompt(plan, card.family, options).prompt, negative: '' };
}

/** All of the words, changed. Those that the user wrote stay as they are, with the change after them. */
function anew(made: Made, card: ModelCard, plan: Plan): { prompt: string; negative: string } {
  const { request } = made;
  const before = planBefore(made);
  const words = wordsOf(request, card.maxPrompt);
  const rest = words.kind === 'plan' ? words.rest : '';
  const options = { mode: modeOf(request), maxUnits: Math.max(0, card.maxPrompt - rest.length) } as const;
  const proposed = renderPrompt(plan, card.family, { ...options, seconds: secondsOf(made, plan) });
  const was = renderPrompt(before, card.family, { ...options, seconds: request.seconds });
  // What moves a picture does not speak of its light or its place: asked for in so many words, or it is the same again.
  const worded = (): string =>
    proposed.prompt === was.prompt ? asked(made, card, plan, proposed.prompt) : proposed.prompt;
  const added = plan.avoid.filter((noun) => !before.avoid.includes(noun));
  return {
    prompt: words.kind === 'own' ? asked(made, card, plan, request.prompt) : worded() + rest,
    negative:
      request.negative === was.negative
        ? proposed.negative
        : [request.negative, ...added].filter(Boolean).join(', '),
  };
}

/** Words that stay as they are, with the change after them. */
function asked(made: Made, card: ModelCard, plan: Plan, words: string): string {
  // Its last line asks to keep the rest of a clip that is there.
  const wishes = changed(made, card, plan).prompt.split('\n').slice(0, -1);
  return [words, ...wishes].join('\n');
}
