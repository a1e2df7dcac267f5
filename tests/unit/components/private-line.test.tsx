// @vitest-environment happy-dom
import './english';
import { describe, expect, it } from 'vitest';
import { PrivateLine } from '@/components/app/PrivateLine';
import { Settings } from '@/components/settings/Settings';
import en from '@/public/_locales/en/messages.json';
import { find, show, useScreen, words } from './screen';

const SCREEN = <main>The bench</main>;

describe('over a screen', () => {
  useScreen();

  it('nothing is said in an ordinary window', async () => {
    await show(<PrivateLine>{SCREEN}</PrivateLine>, { privacy: 'ordinary' });
    expect(words()).toBe('The bench');
  });

  it('a line says what becomes of clips in a private window', async () => {
    await show(<PrivateLine>{SCREEN}</PrivateLine>, { privacy: 'memory' });
    expect(find('[role=note]').textContent).toBe(en.privateLine.message);
    expect(find('main').textContent).toBe('The bench');
  });

  it('words stand in its place where nothing can be kept', async () => {
    await show(<PrivateLine>{SCREEN}</PrivateLine>, { privacy: 'closed' });
    expect(find('main').textContent).toBe(en.privateClosedTitle.message + en.privateClosedBody.message);
    expect(words()).not.toContain('The bench');
  });
});

describe('settings in a private window', () => {
  useScreen();

  it('offer no servers and no limits, and say why', async () => {
    const never = new Promise<never>(() => undefined);
    const store = { clips: { count: () => never } };
    const services = {
      privacy: 'memory',
      store,
      onChange: () => () => undefined,
      askPersistence: () => never,
    };
    await show(<Settings />, services);
    expect(words()).toContain(en.serversPrivate.message);
    for (const gone of [en.addServer, en.limits, en.spending, en.notifications]) {
      expect(words()).not.toContain(gone.message);
    }
  });
});
