import type { LedgerRow } from '@/utils/domain';
import { tidy } from './sums';

const COLUMNS = [
  'attempt',
  'job',
  'time',
  'provider',
  'host',
  'model',
  'provider_id',
  'estimated_usd',
  'estimate_basis',
  'estimate_as_of',
  'verdict',
  'charged_usd',
] as const;

type Line = Record<(typeof COLUMNS)[number], string | number | null>;

/** The ledger as RFC 4180 CSV, one line per attempt; what is not known stays empty. */
export function ledgerCsv(rows: readonly LedgerRow[]): string {
  const lines = rows.map(lineOf).map((line) => COLUMNS.map((column) => field(line[column])).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

/** The same as JSON; what is not known is null. */
export function ledgerJson(rows: readonly LedgerRow[]): string {
  return JSON.stringify(rows.map(lineOf), null, 2);
}

function lineOf(row: LedgerRow): Line {
  const { estimate } = row;
  return {
    attempt: row.id,
    job: row.jobId,
    time: new Date(row.at).toISOString(),
    provider: row.providerId,
    host: row.host,
    model: row.model,
    provider_id: row.handle,
    estimated_usd: estimate.usd === null ? null : tidy(estimate.usd),
    estimate_basis: estimate.basis,
    estimate_as_of: estimate.asOf === null ? null : new Date(estimate.asOf).toISOString(),
    verdict: row.verdict,
    charged_usd: row.chargedUsd === null ? null : tidy(row.chargedUsd),
  };
}

/**
 * A service names its models and work itself: a spreadsheet must not take such a name for a formula. The characters
 * are OWASP's (https://owasp.org/www-community/attacks/CSV_Injection), with their full-width forms.
 */
function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
