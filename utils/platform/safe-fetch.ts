import { isPublicHttps } from '@/utils/source';
import { bodyWithin, PLAIN_FETCH } from './fetch-body';

export interface SafeFetchOptions {
  maxBytes: number;
  /** Milliseconds for the whole answer, body included. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** For tests. */
  fetch?: typeof fetch;
}

type FetchRefusal = 'refused-address' | 'network' | 'status' | 'too-large' | 'timeout' | 'aborted';

export type SafeFetchResult =
  { ok: true; bytes: Uint8Array<ArrayBuffer>; mime: string } | { ok: false; reason: FetchRefusal };

const TIMEOUT_MS = 20_000;

/**
 * The only way out of the machine for a page's pictures. Public https addresses only, no cookies, no referrer, and no
 * redirects: a redirect could lead where the address check would never have gone. `mime` is the server's word: advice.
 */
export async function safeFetch(url: string, options: SafeFetchOptions): Promise<SafeFetchResult> {
  if (!isPublicHttps(url)) return { ok: false, reason: 'refused-address' };
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    const response = await (options.fetch ?? fetch)(url, {
      ...PLAIN_FETCH,
      headers: { Accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8' },
      signal,
    });
    const mime = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!response.ok) {
      await response.body?.cancel();
      return { ok: false, reason: 'status' };
    }
    const bytes = await bodyWithin(response, options.maxBytes);
    return bytes ? { ok: true, bytes, mime } : { ok: false, reason: 'too-large' };
  } catch {
    if (options.signal?.aborted) return { ok: false, reason: 'aborted' };
    return { ok: false, reason: timeout.aborted ? 'timeout' : 'network' };
  }
}
