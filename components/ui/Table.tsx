import { useId, type ReactNode } from 'react';
import './table.css';

export interface Column<Row> {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column. */
  numeric?: boolean;
}

/**
 * A table that becomes a list of cards where there is no room for columns. The roles are said once more, since
 * browsers forget them with the display of a table.
 */
export function Table<Row>(props: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Narrow: a few columns, stacked in a panel. Wide: many, stacked everywhere but in a full window. */
  kind?: 'narrow' | 'wide';
}) {
  const { caption, columns, rows, keyOf, kind = 'narrow' } = props;
  const id = useId();
  return (
    <div className={`table-box table-${kind}`}>
      {/* oxlint-disable-next-line no-redundant-roles */}
      <table role="table" aria-labelledby={id}>
        <caption id={id} className="hidden-visually">
          {caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, label, numeric }) => (
              <th key={key} role="columnheader" scope="col" className={numeric ? 'table-number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map(({ key, label, cell, numeric }) => (
                <td key={key} role="cell" className={numeric ? 'table-number' : undefined}>
                  {/* Read out by the column's header; seen where the columns are stacked. */}
                  <span className="table-label" aria-hidden>
                    {label}
                  </span>
                  <div className="table-value">{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
