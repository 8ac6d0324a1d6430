import { later } from '../calendar/wall-time.ts';
import type { Row } from '../reading/table.ts';
import type { Footer } from '../sources/source.ts';
import type { RowReader } from './row-reader.ts';

/** Whether a row stands above the rows that are facts, repeats the header, or is a footer, whose totals are then stated. */
export function isOther(reader: RowReader, row: Row): boolean {
  if (row.number <= reader.layout.header_row) return true;
  const { cells } = row;
  if (reader.source.footer !== undefined && isFooter(reader, cells)) return true;
  const probe = reader.steps[0];
  if (probe === undefined) return false;
  return cells[probe.position] === probe.header;
}

function isFooter(reader: RowReader, cells: readonly string[]): boolean {
  const found = reader.source.footer?.(cells, reader.footer) ?? null;
  if (found === null) {
    reader.footer.previous = null;
    return false;
  }
  reader.footer.previous = cells;
  takeFooter(reader, found);
  return true;
}

/** Takes what a footer says of the table. */
export function takeFooter(reader: RowReader, footer: Footer): void {
  reader.proof.stated.push(...footer.totals);
  reader.exported_at = later(reader.exported_at, footer.exported_at ?? null);
}
