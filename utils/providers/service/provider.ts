import type { JobProblem, Request, ServiceRequest } from '@/utils/domain';
import type { Progress, VideoProvider } from '../port';
import type { OrderCall, Picture, ServiceAdapter } from './adapter';
import type { ServicePorts } from './ports';
import { Wire } from './wire';

const LATER_MS = 5000;
/** US dollars: no clip costs as much, and a slip of a service's pen must not use up a month's limit. */
const MAX_CHARGE = 10_000;

/** The same without a sum that nobody could have been charged. */
function believed(progress: Progress): Progress {
  if (progress.kind !== 'done' && progress.kind !== 'failed') return progress;
  return (progress.chargedUsd ?? 0) > MAX_CHARGE ? { ...progress, chargedUsd: null } : progress;
}

/** A service, behind the same port as the on-device renderer. */
export function serviceProvider(adapter: ServiceAdapter, ports: ServicePorts): VideoProvider {
  /** What stands in the way of any call; else the line to the service. */
  async function reach(request: ServiceRequest, isOrder = false): Promise<Wire | JobProblem> {
    if (!(await ports.hasHost(request.baseUrl))) return 'needs-permission';
    const key = await ports.keyFor(request, isOrder);
    if (key.kind === 'locked') return 'key-locked';
    if (key.kind === 'gone' || (key.kind === 'none' && adapter.needsKey)) return 'needs-key';
    return new Wire(ports, { baseUrl: request.baseUrl, key, auth: adapter.auth });
  }

  /** Everything an order needs; or what is missing, with nothing sent. */
  async function prepared(
    request: ServiceRequest,
    attemptId: string,
  ): Promise<{ wire: Wire; call: OrderCall } | JobProblem> {
    const connection = await ports.connection(request.connectionId);
    if (!connection) return 'no-connection';
    const wire = await reach(request, true);
    if (typeof wire === 'string') return wire;
    const pictures = await picturesOf(request);
    if (!pictures) return 'image-unreadable';
    return { wire, call: { request, attemptId, connection, pictures } };
  }

  async function picturesOf(request: ServiceRequest): Promise<Picture[] | null> {
    const pictures: Picture[] = [];
    for (const { imageId, role } of request.images) {
      const file = await ports.picture(imageId, adapter.pictureWish(request));
      if (!file) return null;
      pictures.push({ ...file, role });
    }
    return pictures;
  }

  return {
    id: adapter.id,
    restartable: false,
    concurrency: adapter.concurrency,
    estimate: (request) => ours(request).estimate,

    async ready(request) {
      const own = ours(request);
      if (!(await ports.connection(own.connectionId))) return 'no-connection';
      const wire = await reach(own);
      return typeof wire === 'string' ? wire : null;
    },

    async submit({ attemptId, request }) {
      // Nothing was sent if even what it needs cannot be read: it is not in doubt.
      const ready = await prepared(ours(request), attemptId).catch(() => 'later' as const);
      if (ready === 'later') return { kind: 'later', afterMs: LATER_MS };
      if (ready === 'image-unreadable') return { kind: 'refused', problem: ready, failure: null };
      if (typeof ready === 'string') return { kind: 'blocked', problem: ready };
      return adapter.submit(ready.wire, ready.call);
    },

    async poll(handle, request) {
      const wire = await reach(ours(request));
      return typeof wire === 'string'
        ? { kind: 'blocked', problem: wire }
        : believed(await adapter.poll(wire, handle, ours(request)));
    },

    async cancel(handle, request) {
      const wire = await reach(ours(request));
      return typeof wire === 'string' ? 'unreachable' : adapter.cancel(wire, handle, ours(request));
    },

    async recover(attempt, request) {
      const wire = await reach(ours(request));
      return typeof wire === 'string'
        ? { kind: 'unreachable' }
        : adapter.recover(wire, attempt, ours(request));
    },

    async download(handle, request, sink) {
      const wire = await reach(ours(request));
      return typeof wire === 'string'
        ? { ok: false, problem: wire, afterMs: null }
        : adapter.download(wire, handle, ours(request), sink);
    },

    rest: () => Promise.resolve(),
  };

  function ours(request: Request): ServiceRequest {
    if (request.providerId !== adapter.id) throw new TypeError(`not an order for ${adapter.id}`);
    return request;
  }
}
