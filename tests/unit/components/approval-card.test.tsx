// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ApprovalCard } from '@/components/create/ApprovalCard';
import { find, show, useScreen } from './screen';

useScreen();
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
});

const card = (can: boolean, onSend: () => void) => (
  <ApprovalCard title="Send this?" price={undefined} can={can} onSend={onSend} onBack={() => undefined}>
    <div className="approval-ground">
      <input type="radio" />
    </div>
  </ApprovalCard>
);
const send = () => find<HTMLButtonElement>('dialog .button-accent');

test('begins at the button that sends', async () => {
  await show(card(true, vi.fn()), {});
  expect(document.activeElement).toBe(send());
});

test('leads whoever presses too early to what has to be said first, and sends nothing', async () => {
  const onSend = vi.fn();
  await show(card(false, onSend), {});
  await act(async () => send().click());
  expect(document.activeElement).toBe(find('input'));
  expect(onSend).not.toHaveBeenCalled();
  await show(card(true, onSend), {});
  await act(async () => send().click());
  expect(onSend).toHaveBeenCalledOnce();
});
