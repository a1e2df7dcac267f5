import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { BEHAVIOURS } from '../../conformance/behaviours';
import { matrixIn, matrixOf, squeezed, withMatrix, type Finding } from '../../conformance/matrix';
import { allSubjects } from '../../conformance/subjects';

const DOCUMENT = 'docs/providers.md';
const subjects = await allSubjects();
const findings: Finding[] = [];

describe.each(subjects.map((subject) => [subject.name, subject] as const))('%s', (name, subject) => {
  it.each(BEHAVIOURS.map((behaviour) => [behaviour.name, behaviour] as const))('%s', async (_, behaviour) => {
    const unless = behaviour.unless?.(subject) ?? null;
    const wrong =
      unless === null ? await behaviour.try(subject).catch((error: unknown) => String(error)) : null;
    findings.push({ subject: name, behaviour: behaviour.name, wrong, unless });
    expect(wrong).toBeNull();
  });
});

describe('the document', () => {
  it('has the matrix that was found', () => {
    const matrix = matrixOf(subjects, BEHAVIOURS, findings);
    const document = readFileSync(DOCUMENT, 'utf8');
    if (process.env['CONFORMANCE'] === 'write') writeFileSync(DOCUMENT, withMatrix(document, matrix));
    else expect(matrixIn(document)).toBe(squeezed(matrix));
  });
});

afterAll(() => {
  if (process.env['CONFORMANCE'] === 'write') console.log(matrixOf(subjects, BEHAVIOURS, findings));
});
