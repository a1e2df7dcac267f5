/** What the user chose last; small, kept in `storage.local`. No secrets here, ever. */
import { browser } from 'wxt/browser';
import * as v from 'valibot';
import { RenderSettings } from '@/utils/domain';

export const Preferences = v.object({
  ...RenderSettings.entries,
  /** Seconds wished for, or as long as the words need. */
  length: v.union([v.literal('auto'), v.pipe(v.number(), v.minValue(3), v.maxValue(60))]),
  /** Who makes the next clip: this device, or the id of a connection. One that is gone means this device. */
  madeBy: v.pipe(v.string(), v.maxLength(64)),
  /**
   * Who writes what is asked for: the rules, the browser's own model, or the id of a connection with a chat model. One
   * that is gone means the rules.
   */
  writer: v.pipe(v.string(), v.maxLength(64)),
  /** What is asked of a server; the least to begin with, since every second may cost. */
  videoSeconds: v.pipe(v.number(), v.gtValue(0), v.maxValue(600)),
  videoAspect: v.pipe(v.string(), v.maxLength(20)),
  videoResolution: v.pipe(v.string(), v.maxLength(20)),
  videoAudio: v.boolean(),
  /** The model last chosen at each connection, by its id. */
  videoModels: v.pipe(
    v.record(v.pipe(v.string(), v.maxLength(64)), v.pipe(v.string(), v.maxLength(200))),
    v.check((models) => Object.keys(models).length <= 100),
  ),
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
  writer: 'rules',
  videoSeconds: 4,
  videoAspect: '16:9',
  videoResolution: '720p',
  videoAudio: false,
  videoModels: {},
};

/** Read and written as it is: WXT's storage items would weigh 3.3 kB gzipped before the panel's first paint. */
const KEY = 'preferences';

/** The stored preferences; each that is missing or does not parse is the default. */
export async function loadSettings(): Promise<Preferences> {
  const stored = (await browser.storage.local.get(KEY))[KEY] as object | undefined;
  const parsed = v.safeParse(Preferences, { ...DEFAULTS, ...stored });
  if (parsed.success) return parsed.output;
  const wrong = new Set(parsed.issues.map(({ path }) => path?.[0]?.key));
  const kept = Object.entries(stored ?? {}).filter(([name]) => !wrong.has(name));
  return v.parse(Preferences, { ...DEFAULTS, ...Object.fromEntries(kept) });
}

export async function saveSettings(patch: Partial<Preferences>): Promise<void> {
  await browser.storage.local.set({ [KEY]: { ...(await loadSettings()), ...patch } });
}

/** Tells of the preferences whenever some context has written them, until it is called off. */
export function watchSettings(listener: (preferences: Preferences) => void): () => void {
  const { onChanged } = browser.storage.local;
  const tell = (changes: object): void => {
    if (KEY in changes) void loadSettings().then(listener);
  };
  onChanged.addListener(tell);
  return () => onChanged.removeListener(tell);
}
