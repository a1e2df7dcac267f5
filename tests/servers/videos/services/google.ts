import type { Answer } from '../flavours/flavour';

const WORDS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/** Google's way of saying what is wrong. */
export function googleError(
  code: number,
  message: string,
  details: readonly unknown[] = [],
  word?: string,
): Answer {
  const status = word ?? WORDS[code] ?? 'UNKNOWN';
  return { status: code, body: { error: { code, message, status, ...(details.length > 0 && { details }) } } };
}

/** One of the details that Google's errors carry. */
export function errorInfo(reason: string): Record<string, unknown> {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' };
}
