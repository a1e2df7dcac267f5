import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfDataUrl } from '@/utils/source';

const text = (url: string): string => {
  const data = bytesOfDataUrl(url, 1000);
  return data.ok ? new TextDecoder().decode(data.bytes) : data.problem;
};

describe('data: addresses', () => {
  it('reads base64, with its type', () => {
    expect(bytesOfDataUrl('data:image/PNG;base64,AQID', 10)).toEqual({
      ok: true,
      mime: 'image/png',
      bytes: Uint8Array.of(1, 2, 3),
    });
  });

  it('reads percent-encoded text and leaves a stray percent sign alone', () => {
    expect(text('data:image/svg+xml,%3Csvg%20a=%22é%22%3E 100%')).toBe('<svg a="é"> 100%');
  });

  it('reads base64 whose padding is percent-encoded', () => expect(text('data:;base64,YQ%3D%3D')).toBe('a'));

  it.each(['data:image/png;base64', 'https://example.com/,', 'data:;base64,***'])('calls %s broken', (url) =>
    expect(text(url)).toBe('broken'),
  );

  it('refuses what is too large before decoding it', () => {
    expect(bytesOfDataUrl(`data:;base64,${'A'.repeat(4000)}`, 1000)).toEqual({
      ok: false,
      problem: 'too-large',
    });
    expect(bytesOfDataUrl(`data:,${'a'.repeat(1001)}`, 1000)).toEqual({ ok: false, problem: 'too-large' });
  });

  it('gives back every byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const encoded = `data:;base64,${Buffer.from(bytes).toString('base64')}`;
        const percent = `data:,${Array.from(bytes, (b) => `%${b.toString(16).padStart(2, '0')}`).join('')}`;
        for (const url of [encoded, percent]) {
          expect(bytesOfDataUrl(url, 300)).toMatchObject({ ok: true, bytes: Uint8Array.from(bytes) });
        }
      }),
    );
  });
});
