import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ledgerCsv, ledgerJson } from '@/utils/budget';
import { aRow, NOON, someMoney } from './rows';

/** A reader of RFC 4180 of its own making, so that the writer is not checked by itself. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const two = text.slice(i, i + 2);
    if (quoted && two === '""') {
      cell += '"';
      i += 1;
    } else if (text[i] === '"') quoted = !quoted;
    else if (!quoted && (text[i] === ',' || two === '\r\n')) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (two === '\r\n') {
        rows.push([]);
        i += 1;
      }
    } else cell += text[i];
  }
  return rows.slice(0, -1);
}

test('a line says what is known of an attempt, and leaves empty what is not', () => {
  const [head = [], known = [], untold = []] = parseCsv(
    ledgerCsv([aRow(someMoney(0.4, 'charged', 0.5)), aRow(someMoney(null, 'unknown'), { id: 'attempt-2' })]),
  );
  const cell = (line: string[], name: string) => line[head.indexOf(name)];
  expect(cell(known, 'attempt')).toBe('attempt-1');
  expect(cell(known, 'time')).toBe(new Date(NOON).toISOString());
  expect(cell(known, 'estimated_usd')).toBe('0.4');
  expect(cell(known, 'charged_usd')).toBe('0.5');
  expect(cell(known, 'verdict')).toBe('charged');
  expect(cell(untold, 'estimated_usd')).toBe('');
  expect(cell(untold, 'charged_usd')).toBe('');
  expect(cell(untold, 'verdict')).toBe('unknown');
});

test('an empty ledger is a head and nothing else', () => {
  expect(parseCsv(ledgerCsv([])).length).toBe(1);
  expect(JSON.parse(ledgerJson([]))).toEqual([]);
});

test('no name is a formula to a spreadsheet', () => {
  for (const model of [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\uFF1D1',
    '=HYPERLINK("x","y")',
  ]) {
    const [head = [], line = []] = parseCsv(ledgerCsv([aRow(someMoney(1), { model })]));
    expect(line[head.indexOf('model')]).toBe(`'${model}`);
  }
});

test('prices times seconds are told without the dust of binary numbers', () => {
  const [line] = JSON.parse(ledgerJson([aRow(someMoney(0.07 * 6))])) as { estimated_usd: number }[];
  expect(line?.estimated_usd).toBe(0.42);
});

test('whatever a service calls its work, every line has every column and reads back as it was', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ model: fc.string(), handle: fc.string({ unit: 'binary' }) })),
      (names) => {
        const rows = names.map((name) => aRow(someMoney(1), name));
        const [head = [], ...lines] = parseCsv(ledgerCsv(rows));
        expect(lines.length).toBe(rows.length);
        lines.forEach((line, i) => {
          expect(line.length).toBe(head.length);
          expect(line[head.indexOf('provider_id')]?.replace(/^'/, '')).toBe(
            names[i]?.handle.replace(/^'/, ''),
          );
        });
        const json = JSON.parse(ledgerJson(rows)) as { model: string; provider_id: string }[];
        expect(json.map(({ model }) => model)).toEqual(names.map(({ model }) => model));
      },
    ),
  );
});
