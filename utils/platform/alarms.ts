import { browser } from 'wxt/browser';

const HEARTBEAT = 'pagereel-heartbeat';
/** A minute: half of that would keep the worker alive for ever and updates away (measured). */
const PERIOD_MINUTES = 1;

/** The floor under everything: while a job is open, the background is woken once a minute. */
export const heartbeat = {
  listen(beat: () => void): void {
    browser.alarms.onAlarm.addListener((alarm) => {
      if (alarm.name === HEARTBEAT) beat();
    });
  },
  async start(): Promise<void> {
    if (await browser.alarms.get(HEARTBEAT)) return;
    await browser.alarms.create(HEARTBEAT, { periodInMinutes: PERIOD_MINUTES });
  },
  async stop(): Promise<void> {
    await browser.alarms.clear(HEARTBEAT);
  },
};

/** One call at a time that is still to come, also when the background has died meanwhile. */
const alarmOf = (name: string) => ({
  listen(due: () => void): void {
    browser.alarms.onAlarm.addListener((alarm) => {
      if (alarm.name === name) due();
    });
  },
  /** Milliseconds since 1970; null: no call any more. */
  set(at: number | null): void {
    void (at === null ? browser.alarms.clear(name) : browser.alarms.create(name, { when: at }));
  },
});

/** For the lock before the keys. */
export const lockAlarm = alarmOf('pagereel-lock');

/** For keys whose connection was removed. */
export const looseKeysAlarm = alarmOf('pagereel-keys');

/** How often an extension API is called during work: idle death comes after 30 s in both browsers (measured). */
const PING_MS = 20_000;

/** Keeps the background alive for the length of one bounded piece of work, and not a moment longer. */
export async function keepAwake<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo(), PING_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
