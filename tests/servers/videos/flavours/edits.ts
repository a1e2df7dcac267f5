import { textOf, type Form } from '../form';
import type { ReadEdit } from './dialect';
import type { Answer } from './flavour';

const LENGTHS = new Set(['4', '8', '12', '16', '20']);

/** `/videos/edits` and `/videos/extensions`: a file part, or the id of a video that is here. */
export function readEdit(
  form: Form,
  kind: 'edit' | 'extension',
  no: (param: string, message: string) => Answer,
): ReadEdit {
  const refuse = (param: string, message: string): ReadEdit => ({ ok: false, answer: no(param, message) });
  const prompt = textOf(form, 'prompt') ?? '';
  if (form.malformed || prompt === '') return refuse('prompt', "Missing required parameter: 'prompt'.");
  const seconds = kind === 'edit' ? null : textOf(form, 'seconds');
  if (seconds !== null && !LENGTHS.has(seconds ?? '')) return refuse('seconds', "Invalid value: 'seconds'.");
  const source = sourceOf(form);
  if (source === undefined) return refuse('video', "Missing required parameter: 'video'.");
  return { ok: true, prompt, source, seconds: seconds ?? null };
}

/** Null: it came as a file; undefined: there is none. In a form the id is spelt with brackets. */
function sourceOf({ fields, files }: Form): string | null | undefined {
  if (files['video']) return null;
  const { id } = (fields['video'] ?? {}) as { id?: unknown };
  const named = id ?? fields['video[id]'];
  return typeof named === 'string' ? named : undefined;
}
