import { describe, expect, it } from 'vitest';
import { withPrompt } from '@/components/create/edit';
import { PROMPT_FAMILIES } from '@/utils/domain';
import { aCard, anEdit, anOrder } from './still-bench';

describe('what is not to be seen', () => {
  const words = /on-screen text/i;

  it.each(PROMPT_FAMILIES)(
    'is told to a model with a field and without, or named as left out: %s',
    (family) => {
      for (const negative of [true, false]) {
        const { request, dropped } = anOrder(anEdit(), aCard({ family, negative }));
        const isTold = words.test(request?.prompt ?? '') || words.test(request?.negative ?? '');
        expect(isTold).not.toBe(dropped.includes('avoid'));
      }
    },
  );

  it('in the user’s own words is named as left out where the model has no field for it', () => {
    const edit = anEdit({ negative: 'balloons' });
    expect(anOrder(edit, aCard({ negative: true })).dropped).not.toContain('avoid');
    expect(anOrder(edit, aCard({ negative: false })).dropped).toContain('avoid');
    expect(anOrder(withPrompt(edit, 'A fox.'), aCard({ negative: false })).dropped).toEqual(['avoid']);
  });

  it('is not named as left out where the prompt says it anyway', () => {
    const { plan } = anOrder(anEdit());
    const edit = anEdit({ negative: plan.avoid.join(', ') });
    expect(anOrder(edit, aCard({ negative: false })).dropped).not.toContain('avoid');
  });
});
