// @vitest-environment happy-dom
import './english';
import { expect, test } from 'vitest';
import { useCard } from '@/components/create/use-card';
import type { ServiceRequest } from '@/utils/domain';
import { aPrice, aVideosRequest } from '../samples';
import { press, show, useScreen, words } from './screen';

useScreen();

let sent: number[] = [];

function Order({ request }: { request: ServiceRequest }) {
  const card = useCard(request);
  const send = () => {
    if (card.approve()) sent.push(request.estimate.usd ?? 0);
  };
  return (
    <>
      <button type="button" onClick={card.open}>
        Make
      </button>
      {card.isOpen && (
        <button type="button" onClick={send}>
          Send
        </button>
      )}
      <p>{card.isChanged ? 'changed' : 'same'}</p>
    </>
  );
}

test('what was approved for one price is not sent for another', async () => {
  sent = [];
  await show(<Order request={aVideosRequest({ estimate: aPrice(0.1) })} />, {});
  await press('Make');
  await show(<Order request={aVideosRequest({ estimate: aPrice(0.5) })} />, {});
  expect(words()).toContain('changed');
  await press('Send');
  expect(sent).toEqual([]);
  await press('Send');
  expect(sent).toEqual([4]);
});

test('what is still the same is sent at once', async () => {
  sent = [];
  await show(<Order request={aVideosRequest()} />, {});
  await press('Make');
  await press('Send');
  expect(sent).toHaveLength(1);
});
