import { useCallback } from 'react';
import type { Connection, Job, Request } from '@/utils/domain';
import { useServices } from '../services';
import { useTell } from './use-tell';

/**
 * Lets a paused job go on. An order waits with the server and the price it was made with: what the user has put
 * right about these in the settings comes into it first.
 */
export function useContinue(): (job: Job) => Promise<void> {
  const { store } = useServices();
  const tell = useTell();
  return useCallback(
    async (job) => {
      const servers = await store.connections.all().catch(() => []);
      const request = putRight(job, servers);
      if (request && !(await tell(job.id, { type: 'edit', request }))) return;
      await tell(job.id, { type: 'resume' });
    },
    [store, tell],
  );
}

/** The order with the price or the connection it lacked; undefined where nothing changed. */
export function putRight({ request, problem }: Job, servers: readonly Connection[]): Request | undefined {
  if (request.providerId === 'on-device') return undefined;
  const server =
    servers.find(({ id }) => id === request.connectionId) ??
    servers.find(({ baseUrl }) => baseUrl === request.baseUrl);
  if (!server || server.baseUrl !== request.baseUrl) return undefined;
  if (problem === 'no-connection' && server.id !== request.connectionId) {
    return { ...request, connectionId: server.id };
  }
  if (problem !== 'price-unknown' || server.usdPerSecond === null) return undefined;
  const usd = Math.round(server.usdPerSecond * request.seconds * 1e6) / 1e6;
  return { ...request, estimate: { usd, basis: 'your-price', asOf: server.priceAt } };
}
