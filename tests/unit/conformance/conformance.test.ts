import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { BEHAVIOURS } from '../../conformance/behaviours';
import { matrixIn, matrixOf, squeezed, withMatrix, type Finding } from '../../conformance/matrix';
import { NOTHING_IS_SENT, ON_DEVICE_NAME, ON_DEVICE_TRIALS } from '../../conformance/on-device';
import { allSubjects } from '../../conformance/subjects';

const DOCUMENT = 'docs/providers.md';
const subjects = await allSubjects();
const columns = [...subjects, { name: ON_DEVICE_NAME }];
const findings: Finding[] = [];

async function found(
  subject: string,
  behaviour: string,
  unless: string | null,
  trial?: () => Promise<string | null>,
): Promise<void> {
  const wrong = unless === null && trial ? await trial().catch((error: unknown) => String(error)) : null;
  findings.push({ subject, behaviour, wrong, unless });
  expect(wrong).toBeNull();
}

describe.each(subjects.map((subject) => [subject.name, subject] as const))('%s', (name, subject) => {
  it.each(BEHAVIOURS.map((behaviour) => [behaviour.name, behaviour] as const))('%s', (_, behaviour) =>
    found(name, behaviour.name, behaviour.unless?.(subject) ?? null, () => behaviour.try(subject)),
  );
});

describe(ON_DEVICE_NAME, () => {
  it.each(BEHAVIOURS.map(({ name }) => name))('%s', (name) => {
    const trial = ON_DEVICE_TRIALS[name];
    return found(ON_DEVICE_NAME, name, trial ? null : NOTHING_IS_SENT, trial);
  });

  it('is tried for nothing that nobody else is', () => {
    const names = new Set(BEHAVIOURS.map(({ name }) => name));
    expect(Object.keys(ON_DEVICE_TRIALS).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('the document', () => {
  it('has the matrix that was found', () => {
    const matrix = matrixOf(columns, BEHAVIOURS, findings);
    const document = readFileSync(DOCUMENT, 'utf8');
    if (process.env['CONFORMANCE'] === 'write') writeFileSync(DOCUMENT, withMatrix(document, matrix));
    else expect(matrixIn(document)).toBe(squeezed(matrix));
  });
});

afterAll(() => {
  if (process.env['CONFORMANCE'] === 'write') console.log(matrixOf(columns, BEHAVIOURS, findings));
});
