import { createHash } from 'node:crypto';
import { encodePng } from '../png';
import type { Exchange } from './exchange';

/** Pictures for a prompt: as base64, or as addresses on the other origin. */
export function generate(exchange: Exchange): void {
  const { entry, world } = exchange;
  const { model, prompt, n = 1, size = '1024x1024', response_format: format } = entry.body ?? {};
  if (!world.options.models.includes(String(model))) {
    return exchange.error(404, `The model '${String(model)}' does not exist.`, 'model_not_found');
  }
  const [wrong, why] = wrongIn({ model, prompt, n, size, format });
  if (wrong !== undefined) return exchange.error(400, why, 'invalid_value', wrong);
  if (exchange.take('moderation')) {
    return exchange.error(400, 'Your request was rejected by the safety system.', 'moderation_blocked');
  }
  entry.pictures = Number(n);
  world.tell(entry);
  if (exchange.take('drop-answer')) return exchange.cut();
  const asUrl = exchange.take('url') || format === 'url';
  const data = Array.from({ length: Number(n) }, (_, i) =>
    pictureOf(exchange, String(prompt), String(size), i, asUrl),
  );
  exchange.json(200, {
    created: 1_790_000_000,
    ...(!exchange.take('no-data') && { data }),
    usage: { total_tokens: 1100 },
  });
}

interface Wanted {
  model: unknown;
  prompt: unknown;
  n: unknown;
  size: unknown;
  format: unknown;
}

function wrongIn({ model, prompt, n, size, format }: Wanted): [string | undefined, string] {
  if (typeof prompt !== 'string' || prompt === '') return ['prompt', "Missing required parameter: 'prompt'."];
  if (!Number.isInteger(n) || Number(n) < 1 || Number(n) > 10) return ['n', "Invalid value: 'n'."];
  if (!/^(auto|\d{2,4}x\d{2,4})$/.test(String(size))) return ['size', "Invalid value: 'size'."];
  // The newer models always answer with base64, and will not be told.
  if (format !== undefined && String(model).startsWith('gpt-image')) {
    return ['response_format', "Unknown parameter: 'response_format'."];
  }
  const known = format === undefined || format === 'url' || format === 'b64_json';
  return known ? [undefined, ''] : ['response_format', "Invalid value: 'response_format'."];
}

function pictureOf(
  { world, take }: Exchange,
  prompt: string,
  size: string,
  i: number,
  asUrl: boolean,
): object {
  if (asUrl) {
    const query = new URLSearchParams({ prompt, size, i: String(i) });
    return { url: `${world.origin('other')}/pictures/${i}.png?${query}` };
  }
  const bytes = take('not-a-picture') ? Buffer.from('<html>no picture</html>') : paint(prompt, size, i);
  return { b64_json: bytes.toString('base64'), revised_prompt: prompt };
}

/** One colour, another one for each prompt. */
export function paint(prompt: string, size: string, i: number): Buffer {
  const [width = 1024, height = 1024] = size === 'auto' ? [] : size.split('x').map(Number);
  const colour = createHash('sha256').update(`${i} ${prompt}`).digest().subarray(0, 3);
  return encodePng(width, height, Buffer.alloc(width * height * 3, colour));
}
