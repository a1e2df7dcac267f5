/** A clip's changed plan, or what is to come after its end, as an order to the service that made it. Pure. */
import type { Plan, ServiceRequest, Task } from '@/utils/domain';
import { serviceRequest } from '@/utils/providers';
import type { Made, Place } from './made';
import { tellingOf } from './telling';

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

/** The order for a changed clip; null: its words are more than the model takes, or would say nothing of the change. */
export function versionOf(made: Made, place: Place, version: Version): ServiceRequest | null {
  const { clip, request } = made;
  const { connection, card } = place;
  const { plan, wish, ground } = version;
  const { work, prompt, negative, seconds, audio, saysAny } = tellingOf(made, place, plan);
  if (!saysAny || prompt.trim() === '' || prompt.length > card.maxPrompt) return null;
  return serviceRequest({
    connection,
    card,
    storyboard: request.storyboard,
    plan,
    wishes: {
      ...sameShape({ ...request, audio }),
      prompt,
      negative,
      seconds,
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
