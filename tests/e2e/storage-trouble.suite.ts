/** Damaged database files: what can be kept is kept, what is lost is said, and nothing is paid for twice. */
import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Rig } from '../chaos/rig';
import { startVideoServer, type VideoServer } from '../servers/videos';
import { copyOfProfile, damageProfile, type Damage } from './drivers/damage';
import { until, type Driver } from './drivers/extension';

const MESSAGES = JSON.parse(readFileSync('public/_locales/en/messages.json', 'utf8')) as Record<
  'storageBrokenTitle',
  { message: string }
>;

/** What is left of the database, and what is said of it. */
interface After {
  /** The library says that the database cannot be opened. */
  said: boolean;
  /** What the store has noticed. */
  lost: string | null;
  clips: number;
  /** Clips whose bytes cannot be read. */
  unreadable: number;
  /** State of the job that was under way. */
  job: string | null;
}

// In this build a day goes by in minutes: meanwhile it may be overdue.
export const GOES_ON = expect.stringMatching(/^(running|ask-user)$/) as unknown as string;
export const WHOLE: After = { said: false, lost: 'nothing', clips: 3, unreadable: 0, job: GOES_ON };
/** The browser made a new one without a word: what was paid for is taken up again from elsewhere. */
export const BEGUN_ANEW: Partial<After> = { lost: 'everything', clips: 0, job: GOES_ON };
/** It is said, and left as it is. */
export const UNOPENED: After = { said: true, lost: null, clips: 0, unreadable: 0, job: null };

/** Damages copies of one profile, with three clips and a job under way in it, and looks at what is left. */
export function damaged<Name extends string>(
  kind: Driver['kind'],
  damages: Record<Name, Damage>,
  expected: Record<Name, Partial<After>>,
): void {
  describe('damaged files of the database', () => {
    let server: VideoServer;
    let rig: Rig;
    let open: string;
    const PROMPT = 'Under way [[takes:1000000]]';

    beforeAll(async () => {
      server = await startVideoServer({ jobMs: 0 });
      rig = await Rig.start(kind, server.baseUrl);
      for (const number of [1, 2, 3]) {
        await rig.reaches(await rig.order(`Before ${number} [[bytes:${number}00000]]`), 'saved');
      }
      open = await rig.order(PROMPT);
      await rig.reaches(open, 'running');
      await until('the second store', async () => JSON.stringify(await rig.desk.stored()).includes(open));
      // Closed as by its user: what it holds back is written.
      await rig.driver.close();
    });
    afterAll(async () => {
      await rig.close();
      await server.close();
    });

    it.each(Object.entries(damages) as [Name, Damage][])('%s', async (name, damage) => {
      const profile = copyOfProfile(rig.driver.profile);
      onTestFinished(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
      damageProfile(kind, profile, rig.driver.origin, damage);
      const left = await Rig.start(kind, server.baseUrl, { profile, connect: false });
      onTestFinished(() => left.close());
      expect(await lookAt(left)).toMatchObject(expected[name]);
      // Whatever was lost, nothing was bought again.
      expect(server.journal.posts(PROMPT)).toBe(1);
    });

    async function lookAt({ driver, desk }: Rig): Promise<After> {
      const library = await driver.extensionPage('library.html');
      const opens = await desk.health().then(
        () => true,
        () => false,
      );
      // Taken up again by the background, which has noticed the loss before that.
      const job = opens ? await until('the job', () => desk.job(open)) : undefined;
      const health = opens ? await desk.health() : undefined;
      const clips = await desk.clips().catch(() => []);
      const read = await Promise.allSettled(clips.map(({ id }) => desk.digest(id)));
      await library.waitUntil(
        () => document.querySelector('.trouble, .library-item, .library-empty') !== null,
      );
      return {
        said: await library.evaluate(
          (words) => document.body.innerText.includes(words),
          MESSAGES.storageBrokenTitle.message,
        ),
        lost: health?.lost ?? null,
        clips: clips.length,
        unreadable: read.filter(({ status }) => status === 'rejected').length,
        job: job?.state ?? null,
      };
    }
  });
}
