/** Puts components on a screen, and uses them as a person does. */
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, vi } from 'vitest';
import { ServicesContext, type Services } from '@/components/services';
import { Toasts } from '@/components/ui/Toasts';

let root: Root;

/** Every test of the file gets a screen of its own. */
export function useScreen(): void {
  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    const place = document.createElement('div');
    document.body.append(place);
    root = createRoot(place);
  });
  afterEach(async () => {
    await act(() => root.unmount());
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });
}

/** `services`: as many of them as the component asks for. */
export async function show(component: ReactNode, services: object): Promise<void> {
  await act(async () =>
    root.render(
      <ServicesContext value={services as Services}>
        <Toasts>{component}</Toasts>
      </ServicesContext>,
    ),
  );
}

export function find<Kind extends HTMLElement = HTMLElement>(selector: string): Kind {
  const element = document.querySelector<Kind>(selector);
  if (!element) throw new Error(`nothing is ${selector}`);
  return element;
}

/** The field with that label. */
export function fieldOf(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  if (!found) throw new Error(`no field "${label}"`);
  return find<HTMLInputElement>(`[id="${found.htmlFor}"]`);
}

/** What is read out with a field. */
export function describedBy(field: HTMLElement): string {
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => find(`[id="${id}"]`).textContent).join(' ');
}

/** The button that says so, or is named so. */
export function buttonOf(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find(
    (button) => (button.getAttribute('aria-label') ?? button.textContent) === name,
  );
  if (!found) throw new Error(`no button "${name}"`);
  return found;
}

export async function press(name: string): Promise<void> {
  await act(async () => buttonOf(name).click());
}

export async function type(field: HTMLInputElement, text: string): Promise<void> {
  await act(async () => {
    field.focus();
    // Past React's own setter, which would take the change for its own.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

export async function leave(field: HTMLElement): Promise<void> {
  await act(async () => field.blur());
}

export const words = (): string => document.body.textContent;
