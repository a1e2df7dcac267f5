import type { Connection, ServiceRequest } from '@/utils/domain';
import { dataUrlOf, type Order, type OrderCall, type Picture } from '../service';
import { createOrder, remixOrder } from './orders';
import { sizeOf } from './size';

/** The servers' own default, said all the same: frames are counted as seconds times this. */
const FRAMES_PER_SECOND = 24;

type What = Pick<OrderCall, 'request' | 'connection' | 'pictures'>;

/** The one order that may cost money, as this kind of server wants it. */
export async function orderOf({ request, connection, pictures }: What): Promise<Order> {
  const { work, prompt } = request;
  switch (work.kind) {
    case 'new': {
      const form = formFor(connection, pictures);
      return form === 'json'
        ? json(request, connection, pictures[0])
        : multipart(request, connection, pictures);
    }
    case 'remix':
      return remixOrder(work.handle, prompt);
    // The package would send these as forms, with the clip's number in brackets, which most servers do not read.
    case 'edit':
      return {
        method: 'POST',
        path: '/videos/edits',
        body: { json: { video: { id: work.handle }, prompt } },
      };
    case 'extend': {
      const fields = { video: { id: work.handle }, prompt, seconds: `${request.seconds}` };
      return { method: 'POST', path: '/videos/extensions', body: { json: fields } };
    }
  }
}

/** How a new order is written. */
function formFor(
  { preset, body }: Pick<Connection, 'preset' | 'body'>,
  pictures: readonly unknown[],
): Connection['body'] {
  switch (preset) {
    case 'vllm-omni':
      return 'multipart';
    // Some of its versions take a form only for the picture in it.
    case 'sglang':
      return pictures.length === 0 ? 'json' : body;
    default:
      return body;
  }
}

/** Whether the user's own choice in the settings decided how an order was written. */
export function isChosenForm({ request, connection: { preset }, pictures }: What): boolean {
  return (
    request.work.kind === 'new' && preset !== 'vllm-omni' && (preset !== 'sglang' || pictures.length > 0)
  );
}

async function multipart(
  request: ServiceRequest,
  { preset }: Connection,
  pictures: readonly Picture[],
): Promise<Order> {
  const frame = pictures.find(({ role }) => role !== 'reference');
  const order = await createOrder({
    ...fieldsOf(request, preset),
    // Left out, it is the model's to decide.
    ...(preset === 'vllm-omni' && { generate_sound: `${request.audio ?? false}` }),
    seconds: `${request.seconds}`,
    ...(frame ? { input_reference: fileOf(frame) } : {}),
  });
  // The package would put brackets behind the name of a list, which vLLM-Omni does not read.
  for (const picture of pictures) {
    if (picture !== frame && order.body instanceof FormData) {
      order.body.append('input_references', fileOf(picture));
    }
  }
  return order;
}

async function json(request: ServiceRequest, { preset }: Connection, picture?: Picture): Promise<Order> {
  const seconds = preset === 'sglang' ? request.seconds : `${request.seconds}`;
  const reference = picture ? referenceOf(preset, await dataUrlOf(picture)) : {};
  return {
    method: 'POST',
    path: '/videos',
    body: { json: { ...fieldsOf(request, preset), seconds, ...reference } },
  };
}

/** What the request holds, and what only servers of this kind understand. */
function fieldsOf(request: ServiceRequest, preset: Connection['preset']): Record<string, string | number> {
  const { model, prompt, negative, seed } = request;
  const size = sizeOf(request);
  const fields = { prompt, ...(size === '' ? {} : { size }), ...(model === '' ? {} : { model }) };
  if (preset !== 'vllm-omni' && preset !== 'sglang') return fields;
  return {
    ...fields,
    fps: FRAMES_PER_SECOND,
    ...(negative === '' ? {} : { negative_prompt: negative }),
    ...(seed === null ? {} : { seed }),
  };
}

/** A picture in JSON: OpenAI's object; SGLang takes that name for a path of its own, and new-api for a text. */
function referenceOf(preset: Connection['preset'], url: string): Record<string, unknown> {
  switch (preset) {
    case 'sglang':
      return { reference_url: url };
    case 'new-api':
      return { input_reference: url };
    default:
      return { input_reference: { image_url: url } };
  }
}

function fileOf({ blob, mime }: Picture): File {
  return new File([blob], mime === 'image/png' ? 'picture.png' : 'picture.jpg', { type: mime });
}
