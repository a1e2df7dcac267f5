import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Request } from '@/utils/domain';
import { videosRequest } from '@/utils/providers';
import { aConnection, aRequest } from '../../samples';

const { storyboard } = aRequest();

describe('an order to a server', () => {
  it('freezes where it goes and what a second costs there', () => {
    const connection = aConnection({ baseUrl: 'https://gpu.example.com/v1', model: '', usdPerSecond: null });
    const order = videosRequest({
      connection,
      prompt: '  A lighthouse. ',
      seconds: 6,
      size: '720x1280',
      storyboard,
    });
    connection.baseUrl = 'https://elsewhere.example.com/v1';
    expect(order).toMatchObject({
      providerId: 'openai-videos',
      baseUrl: 'https://gpu.example.com/v1',
      model: '',
      prompt: 'A lighthouse.',
      usdPerSecond: null,
    });
    expect(v.is(Request, order)).toBe(true);
  });
});
