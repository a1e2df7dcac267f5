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

const picture = (imageId: string) => ({ imageId, role: 'reference' as const });
const OTHERS: [string, Partial<ServiceRequest>][] = [
  ['price', { estimate: aPrice(0.5) }],
  ['place', { baseUrl: 'http://127.0.0.1:9000/v1' }],
  ['model', { model: 'other' }],
  ['length', { seconds: 12 }],
  ['shape', { aspect: '1:1' }],
  ['size', { resolution: '4k' }],
  ['sound', { audio: true }],
  ['clip to begin with', { work: { kind: 'extend', handle: 'video_9' } }],
  ['picture that came to it', { images: [picture('a'), picture('b'), picture('c')] }],
];

test.each(OTHERS)('what was approved for one is not sent for another: %s', async (_name, change) => {
  sent = [];
  const shown = { estimate: aPrice(0.1), images: [picture('a'), picture('b')] };
  await show(<Order request={aVideosRequest(shown)} />, {});
  await press('Make');
  await show(<Order request={aVideosRequest({ ...shown, ...change })} />, {});
  expect(words()).toContain('changed');
  await press('Send');
  expect(sent).toEqual([]);
  await press('Send');
  expect(sent).toHaveLength(1);
});

test('what the card itself has switches for may change', async () => {
  sent = [];
  await show(<Order request={aVideosRequest({ images: [picture('a'), picture('b')] })} />, {});
  await press('Make');
  await show(<Order request={aVideosRequest({ images: [picture('b')], prompt: 'With the title.' })} />, {});
  expect(words()).toContain('same');
  await press('Send');
  expect(sent).toHaveLength(1);
});

test('what is still the same is sent at once', async () => {
  sent = [];
  await show(<Order request={aVideosRequest()} />, {});
  await press('Make');
  await press('Send');
  expect(sent).toHaveLength(1);
});
