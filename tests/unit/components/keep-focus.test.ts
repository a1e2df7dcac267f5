// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepFocus } from '@/components/app/keep-focus';

let list: HTMLElement;
const button = (name: string): HTMLElement => {
  const found = [...list.children].find((child) => child.textContent === name);
  if (!(found instanceof HTMLElement)) throw new Error(`no button ${name}`);
  return found;
};
/** Observers are told once what is under way now is over. */
const told = () => new Promise((resolve) => setTimeout(resolve));
let byKeyboard = true;

beforeEach(() => {
  byKeyboard = true;
  const { matches } = Element.prototype;
  vi.spyOn(Element.prototype, 'matches').mockImplementation(function matching(
    this: Element,
    selector: string,
  ) {
    return selector === ':focus-visible' ? byKeyboard : matches.call(this, selector);
  });
  HTMLElement.prototype.checkVisibility ??= () => true;
  list = document.createElement('div');
  list.innerHTML = '<button>one</button><button>two</button><button>three</button>';
  document.body.append(list);
  keepFocus(list);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe('when what had the focus is taken away', () => {
  test('the keyboard goes on from the next', async () => {
    button('two').focus();
    button('two').remove();
    await told();
    expect(document.activeElement).toBe(button('three'));
  });

  test('or from the one before, when it was the last', async () => {
    button('three').focus();
    button('three').remove();
    await told();
    expect(document.activeElement).toBe(button('two'));
  });

  test('a better place that the screen chose is left alone', async () => {
    button('two').focus();
    button('two').remove();
    button('one').focus();
    await told();
    expect(document.activeElement).toBe(button('one'));
  });

  test('nothing happens after a press of the mouse', async () => {
    byKeyboard = false;
    button('two').focus();
    button('two').remove();
    await told();
    expect(document.activeElement).toBe(document.body);
  });
});
