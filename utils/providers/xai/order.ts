import { dataUrlOf, type OrderCall } from '../service';

/** Length, shape and sound of the clip that it is made of stay. */
export function remake({ request: { model, prompt, seconds, work } }: OrderCall, url: string): object {
  return { model, prompt, video: { url }, duration: work.kind === 'extend' ? seconds : undefined };
}

/** A new clip. */
export async function generation({ request, pictures }: OrderCall): Promise<object> {
  const { model, prompt, seconds, aspect, resolution, audio } = request;
  const named = await Promise.all(
    pictures.map(async (picture) => ({ role: picture.role, sent: { url: await dataUrlOf(picture) } })),
  );
  const first = named.find(({ role }) => role === 'first-frame')?.sent;
  const last = named.find(({ role }) => role === 'last-frame')?.sent;
  const references = named.filter(({ role }) => role === 'reference').map(({ sent }) => sent);
  return {
    model,
    prompt,
    duration: seconds,
    // What is undefined is not sent.
    aspect_ratio: aspect || undefined,
    resolution: resolution || undefined,
    generate_audio: audio ?? undefined,
    image: first,
    last_frame: last,
    reference_images: references.length > 0 ? references : undefined,
  };
}
