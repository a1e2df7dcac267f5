import type { ServiceRequest } from '@/utils/domain';
import { base64Of, type Order, type OrderCall, type Picture } from '../service';

/** Null: nothing that it does. */
export function taskOf({ work, images }: ServiceRequest): string | null {
  if (work.kind !== 'new') return work.kind === 'remix' ? null : work.kind;
  if (images.length === 0) return 'text_to_video';
  return images.some(({ role }) => role !== 'reference') ? 'image_to_video' : 'reference_to_video';
}

export async function createOrder({ request, pictures }: OrderCall, task: string): Promise<Order> {
  const { model, prompt, seconds, aspect, resolution, work } = request;
  const content = [...(await Promise.all(inOrder(pictures).map(imageOf))), { type: 'text', text: prompt }];
  const json = {
    model,
    background: true,
    // Without it neither a later look nor an edit finds it.
    store: true,
    input: [{ type: 'user_input', content }],
    response_format: {
      type: 'video',
      // What is undefined is not sent.
      aspect_ratio: aspect || undefined,
      resolution: resolution || undefined,
      duration: `${seconds}s`,
      delivery: 'uri',
    },
    generation_config: { video_config: { task } },
    previous_interaction_id: work.kind === 'new' ? undefined : work.handle,
  };
  return { method: 'POST', path: '/interactions', body: { json } };
}

/** Their places are their roles: a first frame before a last one, and what is only gone by after both. */
function inOrder(pictures: readonly Picture[]): Picture[] {
  const places = ['first-frame', 'last-frame', 'reference'];
  return pictures.toSorted((a, b) => places.indexOf(a.role) - places.indexOf(b.role));
}

const imageOf = async (picture: Picture) => ({
  type: 'image',
  data: await base64Of(picture),
  mime_type: picture.mime,
});
