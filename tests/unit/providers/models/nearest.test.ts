import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { IMAGE_ROLES, type ModelCard, type ServiceRequest } from '@/utils/domain';
import { serviceRequest } from '@/utils/providers';
import { loadModels } from '@/utils/providers/models';
import { LOSSES, lossesOf, nearestCard, type Asked, type Loss } from '@/utils/providers/nearest';
import { aConnection, aRequest, aVideosRequest } from '../../samples';

let cards: ModelCard[] = [];
beforeAll(async () => {
  cards = Object.values((await loadModels()).services).flat();
});
const cardOf = (id: string): ModelCard => {
  const card = cards.find((each) => each.id === id);
  if (!card) throw new Error(`no ${id}`);
  return card;
};
const frame = { imageId: 'a', role: 'first-frame' } as const;
const last = { imageId: 'b', role: 'last-frame' } as const;

describe('the nearest model', () => {
  it('of an order that it was made for is that model, with nothing lost', () => {
    const request = aVideosRequest({ model: 'gen4.5', family: 'runway', seconds: 7, seed: 3 });
    expect(nearestCard(request, cards)).toEqual({ card: cardOf('gen4.5'), losses: [] });
  });

  it('of an order to an id with a picture is the model that it belongs to', () => {
    const request = aVideosRequest({
      model: 'fal-ai/kling-video/v3/pro/image-to-video',
      family: 'kling',
      resolution: '',
      images: [frame, last],
    });
    expect(nearestCard(request, cards)).toEqual({
      card: cardOf('fal-ai/kling-video/v3/pro/text-to-video'),
      losses: [],
    });
  });

  it('of a retired model is of its family where that loses no more', () => {
    const request = aVideosRequest({ model: 'veo-3.1-generate-preview', family: 'veo', seconds: 8 });
    expect(nearestCard(request, [cardOf('gen4.5'), cardOf('veo3.1')])?.card.id).toBe('veo3.1');
  });

  it('keeps a first frame rather than length, sound and seed', () => {
    const request = aVideosRequest({ seconds: 20, seed: 4, audio: true, images: [frame] });
    const fit = nearestCard(request, [cardOf('wan-video/wan-2.7-t2v'), cardOf('gemini_omni_flash')]);
    expect(fit).toMatchObject({ card: { id: 'gemini_omni_flash' }, losses: ['seconds', 'seed'] });
  });

  it('is never one that only moves pictures, where there is none', () => {
    expect(nearestCard(aVideosRequest(), [cardOf('gen4_turbo')])).toBe(null);
    expect(nearestCard(aVideosRequest({ images: [frame] }), [cardOf('gen4_turbo')])?.losses).toEqual([]);
  });

  it('is none of none', () => {
    expect(nearestCard(aVideosRequest(), [])).toBe(null);
  });
});

describe('what is lost', () => {
  it.each([
    [{ images: [frame, last] }, ['last-frame']],
    [{ images: [frame, { imageId: 'c', role: 'reference' }] }, ['references']],
    [{ audio: true }, ['audio']],
    [{ audio: false }, []],
    [{ negative: 'blur' }, ['negative']],
    [{ seconds: 12 }, ['seconds']],
    [{ seconds: 2.5 }, ['seconds']],
    [{ aspect: '1:1', resolution: '1080p' }, ['aspect', 'resolution']],
    [{ prompt: 'x'.repeat(1001) }, ['prompt-length']],
    [{ work: { kind: 'edit', handle: 'h' } }, ['task']],
  ] as [Partial<ServiceRequest>, Loss[]][])('of %j to Gen-4.5 is %j', (change, losses) => {
    expect(lossesOf(aVideosRequest(change), cardOf('gen4.5'))).toEqual(losses);
  });

  it('is silence, where a model always sounds', () => {
    expect(lossesOf(aVideosRequest({ audio: false }), cardOf('hailuo3'))).toContain('audio');
  });
});

const askedArb: fc.Arbitrary<Omit<Asked, 'model' | 'family' | 'work'>> = fc.record({
  prompt: fc.integer({ min: 1, max: 20_000 }).map((length) => 'x'.repeat(length)),
  negative: fc.constantFrom('', 'blur'),
  seconds: fc.double({ min: 0.5, max: 60, noNaN: true }),
  aspect: fc.constantFrom('', '16:9', '9:16', '1:1', '21:9', '5:4'),
  resolution: fc.constantFrom('', '480p', '720p', '768p', '1080p', '4k', '8k'),
  audio: fc.constantFrom(true, false, null),
  seed: fc.option(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { nil: null }),
  images: fc.array(
    fc.record({ imageId: fc.string({ maxLength: 8 }), role: fc.constantFrom(...IMAGE_ROLES) }),
    {
      maxLength: 12,
    },
  ),
});

const FIELD: Partial<Record<Loss, keyof ServiceRequest>> = {
  aspect: 'aspect',
  seconds: 'seconds',
  negative: 'negative',
  resolution: 'resolution',
  seed: 'seed',
};

describe('for any order and any model', () => {
  it('the order that is made of it differs in what was said to be lost, and in nothing else', () => {
    fc.assert(
      fc.property(askedArb, fc.nat(), (asked, pick) => {
        const card = cards[pick % cards.length];
        if (!card) throw new Error('no cards');
        const request = aVideosRequest({ ...asked, images: asked.images as ServiceRequest['images'] });
        const losses = lossesOf(request, card);
        const made = serviceRequest({
          connection: aConnection({ kind: 'xai' }),
          card,
          storyboard: aRequest().storyboard,
          plan: null,
          wishes: { ...asked, audio: asked.audio ?? false, images: request.images },
        });
        for (const [loss, field] of Object.entries(FIELD) as [Loss, keyof ServiceRequest][]) {
          const wasAsked = request[field] !== '' && request[field] !== null;
          if (wasAsked) expect(made[field] !== request[field]).toBe(losses.includes(loss));
        }
        const lostPictures = (['first-frame', 'last-frame', 'references'] as const).some((loss) =>
          losses.includes(loss),
        );
        expect(made.images.length < request.images.length).toBe(lostPictures);
        expect(losses.includes('prompt-length')).toBe(request.prompt.length > card.maxPrompt);
      }),
      { numRuns: 400 },
    );
  });

  it('the nearest loses nothing that another keeps without losing something as grave', () => {
    fc.assert(
      fc.property(askedArb, (asked) => {
        const request = aVideosRequest({ ...asked, images: asked.images as ServiceRequest['images'] });
        const best = nearestCard(request, cards);
        const gravest = (losses: readonly Loss[]): number =>
          Math.min(...losses.map((loss) => LOSSES.indexOf(loss)), 99);
        for (const card of cards) {
          const possible =
            card.firstFrame !== 'required' || request.images.some(({ role }) => role === 'first-frame');
          if (possible)
            expect(gravest(best?.losses ?? [])).toBeGreaterThanOrEqual(gravest(lossesOf(request, card)));
        }
      }),
    );
  });
});
