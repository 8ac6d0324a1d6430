import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { openTables } from '../../reading/open-tables.ts';
import type { Row } from '../../reading/table.ts';
import { HEADERS, isHeader, type RoundTripColumn } from './texts.ts';

/** A row of a workbook that came back, as text. */
export interface FilledRow {
  /** As the spreadsheet counts. */
  readonly row: number;
  readonly cells: Readonly<Record<RoundTripColumn, string>>;
}

const NAMES = Object.keys(HEADERS) as RoundTripColumn[];
/** Without these a sheet is none of ours. */
const NEEDED: readonly RoundTripColumn[] = ['case_id', 'version', 'match_key', 'result', 'note'];
const HEADER_ROWS_MAX = 20;

/** A workbook that came back: its headers as they stand there, and its rows. */
export interface FilledWorkbook {
  readonly headers: Readonly<Partial<Record<RoundTripColumn, string>>>;
  readonly rows: readonly FilledRow[];
}

/**
 * The filled rows of a workbook, whichever program saved it, in whatever order its rows and columns are now, with the
 * headers of any language. Null when no table of the file has the headers. @throws as `openTables`
 */
export async function readRoundTrip(path: string): Promise<FilledWorkbook | null> {
  const all: FilledRow[] = [];
  let headers: FilledWorkbook['headers'] | null = null;
  for await (const table of openTables(path, { limits: DEFAULT_LIMITS })) {
    let places: Places | null = null;
    let looked = 0;
    for await (const batch of table.rows()) {
      for (const row of batch) {
        looked += 1;
        if (places !== null) all.push(filled(row, places));
        else if (looked <= HEADER_ROWS_MAX) {
          places = placesIn(row);
          if (places !== null) headers ??= headersIn(row, places);
        }
      }
      if (places === null && looked >= HEADER_ROWS_MAX) break;
    }
  }
  const rows = all.filter(({ cells }) => NAMES.some((name) => cells[name] !== ''));
  return headers === null ? null : { headers, rows };
}

function headersIn({ cells }: Row, places: Places): FilledWorkbook['headers'] {
  return Object.fromEntries([...places].map(([name, at]) => [name, cells[at]?.trim() ?? '']));
}

type Places = ReadonlyMap<RoundTripColumn, number>;

function placesIn({ cells }: Row): Places | null {
  const places = new Map<RoundTripColumn, number>();
  for (const name of NAMES) {
    const at = cells.findIndex((cell) => isHeader(name, cell));
    if (at >= 0) places.set(name, at);
  }
  return NEEDED.every((name) => places.has(name)) ? places : null;
}

function filled({ number, cells }: Row, places: Places): FilledRow {
  const cell = (name: RoundTripColumn): string => cells[places.get(name) ?? -1]?.trim() ?? '';
  const read = NAMES.map((name) => [name, cell(name)] as const);
  return { row: number, cells: Object.fromEntries(read) as FilledRow['cells'] };
}
