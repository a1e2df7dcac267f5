import { randomBytes } from 'node:crypto';
import type { Form } from '../form';
import { textOf } from '../form';
import type { View } from '../jobs';
import type { Answer, Page, Setup } from './flavour';

/** Milliseconds as the seconds that the protocol counts in. */
export function unix(ms: number): number;
export function unix(ms: number | null): number | null;
export function unix(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms / 1000);
}

export function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

/** The OpenAI way of saying what is wrong. */
export function openaiError(
  status: number,
  message: string,
  code: string | null,
  param: string | null,
): Answer {
  const type = status < 500 ? 'invalid_request_error' : 'server_error';
  return { status, body: { error: { message, type, param, code } } };
}

/** FastAPI's way. */
export function detail(status: number, what: unknown): Answer {
  return { status, body: { detail: what } };
}

/** FastAPI's word on a field, with status 422. */
export function badField(name: string, message: string, type = 'value_error'): Answer {
  return detail(422, [{ type, loc: ['body', name], msg: message, input: null }]);
}

/** A number that may have been written as text. */
export function written(form: Form, name: string): string | undefined {
  const value = form.fields[name];
  return typeof value === 'number' ? String(value) : textOf(form, name);
}

export function openaiList({ views, hasMore }: Page, show: (view: View) => unknown): Answer {
  const body = {
    object: 'list',
    data: views.map(show),
    first_id: views[0]?.job.id ?? null,
    last_id: views.at(-1)?.job.id ?? null,
    has_more: hasMore,
  };
  return { status: 200, body };
}

export function openaiModels({ model }: Setup, more: Record<string, unknown> = {}): Answer {
  const data = [{ id: model, object: 'model', created: 1_760_000_000, owned_by: 'fake', ...more }];
  return { status: 200, body: { object: 'list', data } };
}
