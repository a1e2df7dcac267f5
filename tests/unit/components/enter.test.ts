// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { isOurEnter } from '@/components/create/enter';

afterEach(() => document.body.replaceChildren());

/** Whether a key pressed with the focus in an element of this kind makes the clip. */
function pressed(tag: string, init: KeyboardEventInit = {}): boolean {
  const element = document.createElement(tag);
  document.body.append(element);
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init });
  let ours = false;
  document.addEventListener('keydown', () => (ours = isOurEnter(event)), { once: true });
  element.dispatchEvent(event);
  return ours;
}

test('Enter makes the clip from anywhere it means nothing else', () => {
  expect(pressed('div')).toBe(true);
  expect(pressed('input')).toBe(true);
});

test('in a text it is a line break; with Ctrl or Cmd it makes the clip', () => {
  expect(pressed('textarea')).toBe(false);
  expect(pressed('textarea', { ctrlKey: true })).toBe(true);
  expect(pressed('textarea', { metaKey: true })).toBe(true);
});

test.each(['button', 'a', 'summary', 'select', 'video'])('on a %s it keeps its own meaning', (tag) => {
  expect(pressed(tag)).toBe(false);
});

test('a held key, and one that ends a composition, make nothing', () => {
  expect(pressed('div', { repeat: true })).toBe(false);
  expect(pressed('div', { isComposing: true })).toBe(false);
  expect(pressed('div', { key: 'a' })).toBe(false);
});
