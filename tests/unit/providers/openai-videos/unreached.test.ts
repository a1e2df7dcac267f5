import { build, type Plugin } from 'vite';
import { describe, expect, it } from 'vitest';
import type * as Orders from '@/utils/providers/openai-videos/orders';
import { CHANGED, withoutUnreached } from '@/utils/providers/openai-videos/unreached';
import { PROJECT_ROOT } from '../../../lab/bundle';

/** What the orders are written with, bundled alone, and the modules that were changed for it. */
async function ordersWith(change: typeof withoutUnreached) {
  const changed: string[] = [];
  const plugin: Plugin = {
    name: 'without-unreached',
    transform(code, id) {
      const less = change(code, id);
      if (less !== undefined) changed.push(id.split('/node_modules/openai/')[1] ?? '');
      return less;
    },
  };
  const result = await build({
    root: PROJECT_ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [plugin],
    build: {
      write: false,
      minify: true,
      lib: { entry: `${PROJECT_ROOT}/utils/providers/openai-videos/orders.ts`, formats: ['es'] },
    },
  });
  const [output] = [result].flat();
  const code = output && 'output' in output ? output.output[0].code : '';
  const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  return { orders: (await import(/* @vite-ignore */ url)) as typeof Orders, size: code.length, changed };
}

/** One of each, in words that can be compared. */
async function everyOrder(orders: typeof Orders): Promise<unknown[]> {
  const asked = await Promise.all([
    orders.createOrder({ prompt: 'a lake', seconds: '4', fps: 24, file: new File(['mp4'], 'a.mp4') }),
    orders.remixOrder('video/1', 'at night'),
    orders.retrieveOrder('video 1'),
    orders.deleteOrder('1?a=b'),
    orders.contentOrder('1'),
    orders.listOrder(100, 'last'),
    orders.stillOrder({ prompt: 'a lake', n: 1 }),
  ]);
  return Promise.all(
    asked.map(async ({ body, ...order }) => ({
      ...order,
      body: body instanceof FormData ? await fieldsOf(body) : body,
    })),
  );
}

const fieldsOf = (form: FormData): Promise<unknown[]> =>
  Promise.all(
    [...form].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : [value.name, await value.text()],
    ]),
  );

describe('the openai package without what is never reached', () => {
  it('writes the same orders, refuses the same ids, and is lighter by almost two thirds', async () => {
    const whole = await ordersWith(() => undefined);
    const less = await ordersWith(withoutUnreached);
    expect(less.changed.toSorted()).toEqual(CHANGED.toSorted());
    expect(await everyOrder(less.orders)).toEqual(await everyOrder(whole.orders));
    for (const { orders } of [whole, less]) {
      await expect(orders.retrieveOrder('..')).rejects.toThrow('invalid segments');
    }
    expect(less.size).toBeLessThan(whole.size * 0.36);
  });

  it('is noticed to have become another package', () => {
    const uploads = '/x/node_modules/openai/internal/uploads.mjs';
    expect(() => withoutUnreached('export const nothing = 1;', uploads)).toThrow('another way');
    expect(withoutUnreached('', '/x/utils/other.ts')).toBeUndefined();
  });
});
