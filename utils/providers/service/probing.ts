import { classifyAddress } from '@/utils/source';
import type { Wire } from './wire';

/**
 * Why a place gives no answer, for the user's own "Test". Browsers do not say why a request failed: what is told apart
 * here is what two more requests without a key can tell, and where it stands.
 */
export async function unreachable(wire: Wire): Promise<'not-reachable' | 'certificate' | 'cors'> {
  // One that sends everybody elsewhere is not at this address; its answer would not be kept from us for being ours.
  if ((await wire.knock({ redirect: 'manual' })) === 'answered') return 'not-reachable';
  const unread = await wire.knock({ mode: 'no-cors', redirect: 'follow' });
  if (unread === 'answered') return 'cors';
  return unread === 'failed' && signsItself(wire.baseUrl) ? 'certificate' : 'not-reachable';
}

/** https where nobody else can have signed: in one's own network, or under a bare number. */
function signsItself(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:') return false;
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname) || classifyAddress(url) === 'private';
}
