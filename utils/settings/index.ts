/** What the user chose last; small, kept in `storage.local`. No secrets here, ever. */
import { storage } from 'wxt/utils/storage';
import * as v from 'valibot';
import { RenderSettings, VIDEO_SECONDS, VIDEO_SIZES } from '@/utils/domain';

export const Preferences = v.object({
  ...RenderSettings.entries,
  /** Seconds wished for, or as long as the words need. */
  length: v.union([v.literal('auto'), v.pipe(v.number(), v.minValue(3), v.maxValue(60))]),
  /** Who makes the next clip: this device, or the id of a connection. One that is gone means this device. */
  madeBy: v.pipe(v.string(), v.maxLength(64)),
  /** What is asked of a server; the least to begin with, since every second may cost. */
  videoSeconds: v.picklist(VIDEO_SECONDS),
  videoSize: v.picklist(VIDEO_SIZES),
});
export type Preferences = v.InferOutput<typeof Preferences>;

const DEFAULTS: Preferences = {
  look: 'grotesk',
  aspect: '16:9',
  resolution: '720p',
  fps: 30,
  soundtrack: false,
  reducedMotion: false,
  length: 'auto',
  madeBy: 'on-device',
  videoSeconds: 4,
  videoSize: '1280x720',
};

const item = storage.defineItem<Preferences>('local:preferences', { fallback: DEFAULTS, version: 1 });

/** The stored preferences; whatever is missing or does not parse is the default. */
export async function loadSettings(): Promise<Preferences> {
  const parsed = v.safeParse(Preferences, { ...DEFAULTS, ...(await item.getValue()) });
  return parsed.success ? parsed.output : DEFAULTS;
}

export async function saveSettings(patch: Partial<Preferences>): Promise<void> {
  await item.setValue({ ...(await loadSettings()), ...patch });
}
