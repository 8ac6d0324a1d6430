import { CASE_STATE_NAMES, MOVE_NAMES_SAID } from '../../model/case-names.ts';
import type { Language, Text } from '../../model/language.ts';
import { CAUSE_NAMES, TYPE_NAMES } from '../../model/names.ts';
import type { Reason } from '../../model/reason.ts';
import type { CaseRow } from '../../store/cases/cases.ts';
import type { CellKind } from '../xlsx/cells.ts';
import type { PageRow, TableColumn, TableRow } from '../xlsx/sheet.ts';
import { writeWorkbook } from '../xlsx/workbook.ts';
import { CELL_MOVES, HEADERS, type RoundTripColumn, SHEET_TEXTS } from './texts.ts';

/** A case with its sentence. */
export type WrittenCase = CaseRow & { readonly says: Text };

/**
 * Writes open cases to a workbook to be filled in: 处理结果 and 处理原因 take what their lists hold, number and version of a
 * case are hidden and refuse to be changed. The file is there whole or not at all.
 */
export async function writeRoundTrip(
  path: string,
  cases: AsyncIterable<readonly WrittenCase[]>,
  reasons: readonly Reason[],
  language: Language,
): Promise<void> {
  const offered = reasons.filter(({ retired }) => !retired);
  await writeWorkbook(path, async (book) => {
    await book.addTable(SHEET_TEXTS.cases[language], {
      columns: columnsOf(language, offered.length),
      rows: rowsOf(cases, language),
      total_label: '',
      empty_text: SHEET_TEXTS.none[language],
    });
    await book.addPage(SHEET_TEXTS.lists[language], { widths: [24, 30], rows: listRows(offered, language) });
  });
}

function columnsOf(language: Language, reasonCount: number): TableColumn[] {
  const column = (name: RoundTripColumn, kind: CellKind, width: number, more = {}): TableColumn => ({
    ...{ title: HEADERS[name][language], kind, width, ...more },
  });
  const kept = { hidden: true, only: { range: null, refusal: SHEET_TEXTS.keep[language] } };
  return [
    column('case_id', 'id', 10, kept),
    column('version', 'id', 8, kept),
    column('match_key', 'id', 24),
    column('type', 'text', 14),
    column('cause', 'text', 16),
    column('says', 'wrapped', 60),
    column('discrepancy', 'money', 14),
    column('happened_at', 'moment', 20),
    column('shop', 'text', 16),
    column('state', 'text', 12),
    column('result', 'text', 16, listed('A', CELL_MOVES.length, language)),
    column('reason', 'text', 22, listed('B', reasonCount, language)),
    column('note', 'text', 36),
  ];
}

function listed(letters: string, count: number, language: Language): Pick<TableColumn, 'only'> {
  const range = `'${SHEET_TEXTS.lists[language]}'!$${letters}$2:$${letters}$${count + 1}`;
  return { only: { range, refusal: SHEET_TEXTS.choose[language] } };
}

async function* rowsOf(
  cases: AsyncIterable<readonly WrittenCase[]>,
  language: Language,
): AsyncGenerator<TableRow[]> {
  for await (const rows of cases)
    yield rows.map((row) => [
      String(row.case_id),
      String(row.version),
      row.match_key.replace(/^\?/, ''),
      TYPE_NAMES[row.exception_type][language],
      CAUSE_NAMES[row.cause][language],
      row.says[language],
      row.discrepancy_minor,
      row.happened_at,
      row.shop,
      CASE_STATE_NAMES[row.state][language],
      null,
      null,
      null,
    ]);
}

function listRows(reasons: readonly Reason[], language: Language): PageRow[] {
  const moves = CELL_MOVES.map((move) => MOVE_NAMES_SAID[move][language]);
  const names = reasons.map(({ name }) => name[language]);
  const head = [HEADERS.result[language], HEADERS.reason[language]];
  const rows = Array.from({ length: Math.max(moves.length, names.length) }, (_, at) => [
    moves[at],
    names[at],
  ]);
  return [head, ...rows].map((cells, at) => ({
    cells: cells.map((value) => ({
      value: value ?? null,
      kind: 'text',
      style: at === 0 ? 'header' : 'text',
    })),
  }));
}
