import {
  seedOf,
  type Estimate,
  type RenderSettings,
  type OnDeviceRequest,
  type Source,
  type Storyboard,
} from '@/utils/domain';

/** What the on-device renderer is, for record cards and the panel. It is no AI model and never called one. */
export const ON_DEVICE = {
  id: 'on-device',
  name: 'Motion graphics (on this device)',
  model: 'motion-graphics-1',
  generative: false,
} as const;

/** Always free: it is this computer's own work. */
export function estimateOnDevice(): Estimate {
  return { usd: 0, basis: 'on-device', asOf: null };
}

/** Freezes what the panel shows into a OnDeviceRequest. `made` is the honest label drawn into every frame. */
export function onDeviceRequest(parts: {
  source: Source;
  storyboard: Storyboard;
  settings: RenderSettings;
  made: string;
}): OnDeviceRequest {
  const { source, storyboard, settings, made } = parts;
  const used = new Set(
    storyboard.shots.flatMap((shot) => (shot.imageId === undefined ? [] : [shot.imageId])),
  );
  const { look, aspect, resolution, fps, soundtrack, reducedMotion } = settings;
  return {
    providerId: ON_DEVICE.id,
    model: ON_DEVICE.model,
    storyboard,
    settings: { look, aspect, resolution, fps, soundtrack, reducedMotion },
    images: [...used].map((imageId) => ({ imageId, role: 'reference' as const })),
    labels: { site: source.site, made },
    themeColor: source.themeColor,
    seed: seedOf(source.url + storyboard.shots.map((shot) => shot.text).join('\n')),
  };
}
