// @vitest-environment happy-dom
import './english';
import { expect, test } from 'vitest';
import { ModelForm } from '@/components/create/ModelForm';
import { NEW_ORDER } from '@/components/create/order-edit';
import { useScreen, show, find } from './screen';
import { aCard, SETTINGS } from './still-bench';

useScreen();

test('sizes stand from small to large, whichever the model takes by itself', async () => {
  const card = aCard({ resolutions: ['720p', '4k', '480p', '1080p'] });
  const nothing = (): void => undefined;
  await show(
    <ModelForm
      cards={[card]}
      card={card}
      settings={{ ...SETTINGS, videoResolution: '2k' }}
      edit={NEW_ORDER}
      negative=""
      onCard={nothing}
      onSettings={nothing}
      onEdit={nothing}
    />,
    {},
  );
  const sizes = [...document.querySelectorAll('.choice')].at(-1)?.querySelectorAll('label') ?? [];
  expect([...sizes].map(({ textContent }) => textContent)).toEqual(['480p', '720p', '1080p', '4k']);
  expect(find<HTMLInputElement>('.choice:last-of-type input:checked').parentElement?.textContent).toBe(
    '720p',
  );
});
