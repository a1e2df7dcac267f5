import type { IncomingMessage } from 'node:http';
import { mediaIn, mediumOf, type Medium } from './media';

/** What a request carries, before anybody says whether it is right. */
export interface Form {
  kind: 'multipart' | 'json' | 'other' | 'none';
  /** Text fields of a multipart body, members of a JSON object. */
  fields: Record<string, unknown>;
  /** File parts by name. */
  files: Record<string, Medium>;
  /** Pictures and videos, in whatever way they came. */
  media: Medium[];
  /** Said to be multipart or JSON, and is not. */
  malformed: boolean;
}

/** Reads a body to its end. Throws when the other side leaves before. */
export async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function readForm(body: Buffer<ArrayBuffer>, type: string): Promise<Form> {
  if (body.length === 0) return form('none');
  if (/^multipart\/form-data\b/i.test(type)) return readMultipart(body, type);
  if (/^application\/json\b/i.test(type)) return readJson(body);
  return form('other');
}

/** A text field; undefined when it is missing or no text. */
export function textOf(form: Form, name: string): string | undefined {
  const value = form.fields[name];
  return typeof value === 'string' ? value : undefined;
}

function form(kind: Form['kind'], more: Partial<Form> = {}): Form {
  return { kind, fields: {}, files: {}, media: [], malformed: false, ...more };
}

async function readMultipart(body: Buffer<ArrayBuffer>, type: string): Promise<Form> {
  try {
    const data = await new Response(body, { headers: { 'content-type': type } }).formData();
    const fields: Record<string, unknown> = {};
    const files: Record<string, Medium> = {};
    for (const [name, value] of data.entries()) {
      if (typeof value === 'string') fields[name] = value;
      else files[name] = mediumOf(name, 'file', value.type, Buffer.from(await value.arrayBuffer()));
    }
    return form('multipart', { fields, files, media: [...Object.values(files), ...mediaIn(fields)] });
  } catch {
    return form('multipart', { malformed: true });
  }
}

function readJson(body: Buffer): Form {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('no object');
    return form('json', { fields: { ...value }, media: mediaIn(value) });
  } catch {
    return form('json', { malformed: true });
  }
}
