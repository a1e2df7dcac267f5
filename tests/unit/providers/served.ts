/** A service's adapter against a server that keeps state, over real HTTP. */
import { createHash } from 'node:crypto';
import { afterEach, expect } from 'vitest';
import type { ImageRole, ModelCard, ServiceRequest } from '@/utils/domain';
import { serviceRequest } from '@/utils/providers';
import type { Downloaded, Submitted } from '@/utils/providers';
import type { ServiceAdapter } from '@/utils/providers/service';
import { startVideoServer, type VideoServer, type VideoServerOptions } from '../../servers/videos';
import { aConnection, aRequest } from '../samples';
import { KEY, MemorySink, anOrder, probeOver, providerOver } from './kit';

/** Starts a server for one test, and closes it after that. */
export function served(adapter: ServiceAdapter, like: Partial<ServiceRequest>) {
  let server: VideoServer | null = null;
  afterEach(async () => {
    await server?.close();
    server = null;
  });

  return async (options: VideoServerOptions = {}) => {
    const flavour = adapter.id as NonNullable<VideoServerOptions['flavour']>;
    const own = await startVideoServer({ flavour, jobMs: 'manual', apiKey: KEY, ...options });
    server = own;
    const order = (prompt: string, change: Partial<ServiceRequest> = {}) =>
      anOrder(adapter, own.baseUrl, { ...like, prompt, ...change });
    const now = options.now ?? (() => Date.now());
    const provider = providerOver(adapter, (...args) => fetch(...args), { now });
    const submit = (prompt: string, change: Partial<ServiceRequest> = {}): Promise<Submitted> =>
      provider.submit({ jobId: 'job-1', attemptId: crypto.randomUUID(), request: order(prompt, change) });
    return {
      server: own,
      provider,
      order,
      submit,
      handle: async (prompt: string, change: Partial<ServiceRequest> = {}): Promise<string> => {
        const submitted = await submit(prompt, change);
        if (submitted.kind !== 'accepted') throw new Error(JSON.stringify(submitted));
        return submitted.handle;
      },
      poll: (handle: string) => provider.poll(handle, order('any')),
      cancel: (handle: string) => provider.cancel(handle, order('any')),
      probe: () => probeOver(adapter, own.baseUrl, (...args) => fetch(...args)),
      /** Goes on over cuts, as the runner does. */
      fetchAll: async (handle: string, sink: MemorySink, most = 20): Promise<Downloaded> => {
        for (let turn = 0; ; turn += 1) {
          const answer = await provider.download(handle, order('any'), sink);
          if (answer.ok || answer.problem !== 'cut' || turn === most) return answer;
        }
      },
    };
  };
}

export async function sha256(sink: MemorySink): Promise<string> {
  return createHash('sha256')
    .update(await sink.bytes())
    .digest('hex');
}

/** The key went to the service's own origin only, and stood in headers only. */
export function expectKeyAtHome(server: VideoServer): void {
  const home = new URL(server.baseUrl).host;
  const abroad = server.journal.entries.filter(({ host }) => host !== home);
  expect(abroad.length).toBeGreaterThan(0);
  expect(abroad.filter(({ authorized }) => authorized)).toEqual([]);
  expect(server.journal.entries.filter(({ keyLeaked }) => keyLeaked)).toEqual([]);
}

type Form = Pick<
  ServiceRequest,
  'model' | 'inputs' | 'seconds' | 'aspect' | 'resolution' | 'audio' | 'negative' | 'seed' | 'images'
>;

/** Orders that between them ask for everything that a card offers: shapes, lengths, and each kind of picture. */
export function everyForm(card: ModelCard): Form[] {
  const { seconds, firstFrame, lastFrame, references } = card;
  const lengths = seconds.kind === 'list' ? seconds.values : [seconds.min, seconds.max];
  const sizes = orNone(card.aspects).flatMap((aspect) =>
    orNone(card.resolutions).map((resolution) => ({ aspect, resolution })),
  );
  const [first = { aspect: '', resolution: '' }] = sizes;
  const shapes = [
    ...sizes.map((size) => ({ ...size, seconds: lengths[0] ?? 5 })),
    { ...first, seconds: lengths.at(-1) ?? 5 },
  ];
  const pictures: ImageRole[][] = [
    ...(firstFrame === 'required' ? [] : [[]]),
    ...(firstFrame === 'no' ? [] : [['first-frame'] as ImageRole[]]),
    ...(lastFrame ? [['first-frame', 'last-frame'] as ImageRole[]] : []),
    ...(references > 0 ? [['reference', 'reference'] as ImageRole[]] : []),
  ];
  return shapes.flatMap((shape) => pictures.map((roles) => formOf(card, shape, roles)));
}

const orNone = (choices: string[]): string[] => (choices.length === 0 ? [''] : choices);

function formOf(
  card: ModelCard,
  shape: { aspect: string; resolution: string; seconds: number },
  roles: ImageRole[],
): Form {
  const { model, inputs, seconds, aspect, resolution, audio, negative, seed, images } = serviceRequest({
    connection: aConnection(),
    card,
    storyboard: aRequest().storyboard,
    plan: null,
    wishes: {
      prompt: 'A lighthouse',
      negative: 'blur',
      audio: true,
      seed: 2 ** 32 - 1,
      images: roles.map((role) => ({ imageId: role, role })),
      ...shape,
    },
  });
  return { model, inputs, seconds, aspect, resolution, audio, negative, seed, images };
}
