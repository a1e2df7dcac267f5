import type { Connection, Job } from '@/utils/domain';
import type { KeyVault } from '@/utils/keys';
import type { KeyAnswer, KeyPlace } from '@/utils/providers/runtime';

/*
 * Work that was ordered, and may be paid for, outlives the connection it was ordered with: it is asked for with the key
 * of that connection for as long as there is one, else with that of another one to the same service at the same origin.
 */

/** Connections that stand in for the one of this place; none while that is there itself. */
function standIns(all: readonly Connection[], { connectionId, providerId, baseUrl }: KeyPlace): Connection[] {
  if (all.some(({ id }) => id === connectionId)) return [];
  const { origin } = new URL(baseUrl);
  return all.filter((each) => each.kind === providerId && new URL(each.baseUrl).origin === origin);
}

/** The key for calls to this place. The vault gives each out for its own origin and no other. */
export async function keyFor(
  vault: KeyVault,
  all: () => Promise<Connection[]>,
  place: KeyPlace,
  isUse: boolean,
): Promise<KeyAnswer> {
  const own = await vault.get(place.connectionId, place.baseUrl, isUse);
  if (own.kind === 'key' || own.kind === 'locked') return own;
  for (const { id } of standIns(await all(), place)) {
    const key = await vault.get(id, place.baseUrl, isUse);
    if (key.kind === 'key' || key.kind === 'locked') return key;
  }
  return own;
}

/** Whether a job waits for nothing but the key of this connection; null: for those behind the passphrase. */
export async function waitsFor(
  { problem, request }: Job,
  connectionId: string | null,
  all: readonly Connection[],
  vault: KeyVault,
): Promise<boolean> {
  if (request.providerId === 'on-device' || (problem !== 'key-locked' && problem !== 'needs-key'))
    return false;
  if (connectionId === null) return problem === 'key-locked';
  if (request.connectionId === connectionId) return true;
  if (!standIns(all, request).some(({ id }) => id === connectionId)) return false;
  if ((await vault.get(connectionId, request.baseUrl)).kind !== 'key') return false;
  // Its own was refused, or cannot be opened: the one that was entered since takes its place.
  await vault.forget(request.connectionId);
  return true;
}
