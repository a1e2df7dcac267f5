/** The matrix as it stands in docs/providers.md. */
import type { Behaviour } from './behaviours';
import { NOTHING_IS_SENT } from './on-device';

/** What was found for one provider and one behaviour. */
export interface Finding {
  subject: string;
  behaviour: string;
  /** Null: as it should be. */
  wrong: string | null;
  /** Why it does not apply; null: it does. */
  unless: string | null;
}

export const BEGIN = '<!-- conformance: written by `npm run conformance` -->';
export const END = '<!-- /conformance -->';

export function matrixOf(
  subjects: readonly { name: string }[],
  behaviours: readonly Behaviour[],
  findings: readonly Finding[],
): string {
  const cell = (subject: string, behaviour: string): string => {
    const found = findings.find((each) => each.subject === subject && each.behaviour === behaviour);
    if (!found) return '?';
    return found.unless ? '–' : found.wrong === null ? 'yes' : '**no**';
  };
  const names = subjects.map(({ name }) => shortName(name));
  const rows = behaviours.map(({ name }) => [name, ...subjects.map((subject) => cell(subject.name, name))]);
  const reasons = behaviours.flatMap(({ name }) => reasonsOf(name, findings));
  return [
    line(['', ...names]),
    line(['---', ...names.map(() => '---')]),
    ...rows.map(line),
    '',
    'The first six speak `/v1/videos`, each as its namesake does. A dash means that it does not apply: on this device, because nothing is sent; else:',
    '',
    ...reasons,
  ].join('\n');
}

/** Why a behaviour does not apply to whom, one line each. */
function reasonsOf(behaviour: string, findings: readonly Finding[]): string[] {
  const about = findings.filter((found) => found.behaviour === behaviour && found.unless !== null);
  const reasons = [...new Set(about.map(({ unless }) => unless))].filter(
    (reason) => reason !== NOTHING_IS_SENT,
  );
  return reasons.map((reason) => {
    const whom = about.filter(({ unless }) => unless === reason).map(({ subject }) => shortName(subject));
    return `- ${behaviour}: ${reason} (${whom.join(', ')}).`;
  });
}

const shortName = (name: string): string => name.replace('/v1/videos: ', '');

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The document with this matrix between its marks. */
export function withMatrix(document: string, matrix: string): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error('the document has lost its marks');
  return `${document.slice(0, from + BEGIN.length)}\n\n${matrix}\n\n${document.slice(to)}`;
}

/** The matrix in a document, however its columns are padded. */
export function matrixIn(document: string): string {
  return squeezed(document.slice(document.indexOf(BEGIN) + BEGIN.length, document.indexOf(END)));
}

export function squeezed(text: string): string {
  return text
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/-{3,}/g, '---')
    .trim();
}
