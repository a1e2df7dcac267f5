import type { Privileged } from './firefox-chrome';
import { until } from './until';

/** Answers Firefox's question for a permission, the panel that hangs from its address bar. */
export async function answerPrompt(
  firefox: Privileged,
  allow: boolean,
  action: () => Promise<void>,
): Promise<void> {
  await action();
  await until('the question for a permission', () => firefox.evaluate(isOpen));
  // Its buttons are deaf for a moment after it has come up, so that nobody answers it by accident.
  await until('the question to be answered', async () => {
    await firefox.evaluate(pressButton, allow);
    return !(await firefox.evaluate(isOpen));
  });
}

interface Questions {
  PopupNotifications: {
    panel: {
      state: string;
      firstElementChild: { button: HTMLElement; secondaryButton: HTMLElement } | null;
    };
  };
}

/** Runs in the browser window. */
function isOpen(): boolean {
  return (window as unknown as Questions).PopupNotifications.panel.state === 'open';
}

/** Runs in the browser window. */
function pressButton(allow: boolean): void {
  const question = (window as unknown as Questions).PopupNotifications.panel.firstElementChild;
  (allow ? question?.button : question?.secondaryButton)?.click();
}
