import type { FactKind } from '../../model/facts.ts';
import { ofEachRecord } from '../../model/records.ts';
import { normalizeHeader } from '../columns.ts';
import type { Source } from '../source.ts';

/** The columns of each kind that name a fact among all files, the surest first. */
const OWN_NUMBERS: Readonly<Record<FactKind, readonly string[]>> = {
  orders: ['order_no'],
  order_lines: ['order_line_no'],
  refunds: ['refund_no'],
  statement_lines: ['line_no', 'transaction_no'],
  control_totals: [],
  // Their number is a document's, which several rows may share.
  ...ofEachRecord(() => []),
};

/**
 * How to read the number that names a row's fact off its raw cells, whatever is wrong with the rest of the row; null where
 * it has none, or a damaged one, and for every row of a source whose rows have no number of their own.
 */
export function ownNumberReader(
  source: Source,
  headers: readonly string[],
): (cells: readonly string[]) => string | null {
  if (source.identity !== 'own') return () => null;
  const names = headers.map(normalizeHeader);
  const steps = OWN_NUMBERS[source.kind].flatMap((name) => {
    const column = source.columns[name];
    if (column === undefined) return [];
    const position = column.headers
      .map((header) => names.indexOf(normalizeHeader(header)))
      .find((at) => at >= 0);
    return position === undefined ? [] : [{ position, parse: column.parse }];
  });
  return (cells) => {
    for (const { position, parse } of steps) {
      const value = parse(cells[position] ?? '');
      if (typeof value === 'string' && value !== '0') return value;
    }
    return null;
  };
}
