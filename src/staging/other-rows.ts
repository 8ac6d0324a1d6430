import type { Row } from '../reading/table.ts';
import type { Footer, Refusal } from '../sources/source.ts';
import type { RowReader } from './row-reader.ts';

const NO_TOTALS: Footer = { totals: [] };

/**
 * What a row says that stands above the rows that are facts, repeats the header or is a footer; a footer that cannot be
 * read is refused. Null for any other row.
 */
export function otherRow(reader: RowReader, row: Row): Footer | Refusal | null {
  if (row.number <= reader.layout.header_row) return NO_TOTALS;
  const { cells } = row;
  const footer = footerIn(reader, cells);
  if (footer !== null) return footer;
  const probe = reader.steps[0];
  return probe !== undefined && cells[probe.position] === probe.header ? NO_TOTALS : null;
}

function footerIn(reader: RowReader, cells: readonly string[]): Footer | Refusal | null {
  const found = reader.source.footer?.(cells, reader.footer) ?? null;
  reader.footer.previous = found === null ? null : cells;
  return found;
}
