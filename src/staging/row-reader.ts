import { later, type WallTime } from '../calendar/wall-time.ts';
import type { FactKind, StatementLineFact } from '../model/facts.ts';
import type { Row, Table } from '../reading/table.ts';
import { CellFault, stripped } from '../sources/columns.ts';
import type { Layout } from '../sources/recognize.ts';
import type { KeyFinder } from '../sources/rules/key-rules.ts';
import type {
  Footer,
  FooterState,
  NormalizedRow,
  Preamble,
  Refusal,
  RowContext,
  Source,
} from '../sources/source.ts';
import { CONTRADICTED, REVERSED } from './balance-verdicts.ts';
import type { BalancedLines } from './balanced-lines.ts';
import {
  isSurelyRounded,
  judgeRounding,
  looksRounded,
  newTally,
  type RoundingTally,
  type RoundingVerdict,
} from './damage.ts';
import { otherRow } from './other-rows.ts';
import { ProofState } from './proof.ts';
import type { RefusedRow } from './refusals.ts';
import { widthFault } from './row-width.ts';
import { type Step, stepsOf } from './steps.ts';

/** Rounded-looking rows waited for; beyond, the rows seen so far decide whether numbers are rounded. */
const SUSPECTS_MAX = 50_000;
/** Cells beyond the header's width that are looked at, to notice rows shifted by a comma. */
const EXTRA_CELLS_MAX = 16;
/** Encodings whose rows may be shorter than the header: the reader knows no cells after the last filled one. */
const WORKBOOKS = new Set(['xlsx', 'xls', 'spreadsheetml', 'html']);

/**
 * A row whose number a spreadsheet has damaged, or may have. In the fact and its identity `damaged_no` stands wherever
 * the true number belongs. `damaged`: digits are lost for sure; the others have zeros after the 15th digit: `rounded` in
 * a file full of them, `suspect` where it is one of few and chance does not explain it, `chance` where chance does.
 */
export interface HeldRow {
  readonly row: number;
  readonly reason: 'damaged' | 'rounded' | 'suspect' | 'chance';
  /** Header of the damaged cell, as in the file. */
  readonly column: string;
  readonly damaged_no: string;
  /** Whether the payment number of the row may prove the number: it is the order number, and the only one damaged. */
  readonly by_payment: boolean;
  readonly normalized: NormalizedRow<FactKind>;
}

/** What some rows of a table became. `rows[i]` is the row number of `facts[i]`. */
export interface ReadBatch {
  readonly source: Source;
  readonly rows: number[];
  readonly facts: NormalizedRow<FactKind>[];
  readonly refused: RefusedRow[];
  readonly held: HeldRow[];
  /** Rows among the facts whose order number looks rounded by chance: another file may yet prove that it is. */
  readonly doubted: HeldRow[];
  /** The last row read so far. */
  through_row: number;
}

/** Damaged numbers of an optional column. */
export interface BlankedColumn {
  readonly column: string;
  count: number;
  readonly first_row: number;
}

interface Damage {
  readonly is_certain: boolean;
  readonly step: Step;
  readonly damaged_no: string;
}

type Counts = Record<'rows_fact' | 'rows_held' | 'rows_refused' | 'rows_elsewhere' | 'rows_other', number>;

/** A row with numbers that look rounded, until the whole file tells what they are. */
interface Suspect {
  readonly held: HeldRow;
  readonly is_order_no: boolean;
  /** Another number of the row is damaged for sure, so this one has been through a spreadsheet too. */
  readonly is_touched: boolean;
}

/** Everything that is known while the rows of one table are read. */
export interface RowReader {
  readonly layout: Layout;
  readonly source: Source;
  readonly preamble: Preamble;
  readonly steps: readonly Step[];
  readonly values: Record<string, unknown>;
  readonly context: { -readonly [K in keyof RowContext]: RowContext[K] };
  readonly footer: FooterState;
  /** Whether another source has read these rows and refused those that cannot be read. */
  readonly is_again: boolean;
  /** Cells up to the last that has a header. */
  readonly header_width: number;
  /** In a text table no row is shorter than this: all columns that are read. */
  readonly row_width_min: number | null;
  readonly proof: ProofState;
  readonly tally: RoundingTally;
  readonly counts: Counts;
  readonly blanked: Map<string, BlankedColumn>;
  /** Positions of the columns that the file merges over several rows. */
  readonly merged: readonly number[];
  /** The last row with cells there. */
  above: readonly string[];
  /** Damaged numbers of the row being read. */
  readonly damages: Damage[];
  /** Whether an optional number of the row being read is damaged. */
  has_lost_number: boolean;
  suspects: Suspect[];
  /** Takes what balances are judged by, and then nothing else is kept of a row; null: rows are kept. */
  weighing: BalancedLines | null;
  /** What the balances of the table say of its lines, where they decide; null: every line is as it states. */
  verdicts: Iterator<number> | null;
  /** Set once suspects have become too many to wait for the end. */
  verdict: RoundingVerdict | null;
  exported_at: WallTime | null;
}

/** Makes ready to read the rows of a table of this layout. Rows up to the header count as other. */
export function newRowReader(
  layout: Layout,
  preamble: Preamble,
  table: Table,
  file: string,
  { findKey, again = false }: { readonly findKey?: KeyFinder; readonly again?: boolean },
): RowReader {
  const steps = stepsOf(layout);
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(layout.source.columns)) values[name] = null;
  const found = findKey === undefined ? {} : { findKey };
  return {
    layout,
    source: layout.source,
    preamble,
    steps,
    values,
    context: { preamble, file, sheet: table.sheet, row: 0, ...found },
    footer: { previous: null, positions: new Map(steps.map(({ name, position }) => [name, position])) },
    is_again: again,
    header_width: layout.headers.findLastIndex((header) => !isBlank(header)) + 1,
    row_width_min: WORKBOOKS.has(table.encoding) ? null : Math.max(...steps.map((step) => step.position)) + 1,
    proof: new ProofState(preamble.totals),
    tally: newTally(),
    counts: { rows_fact: 0, rows_held: 0, rows_refused: 0, rows_elsewhere: 0, rows_other: 0 },
    blanked: new Map(),
    merged: steps.filter(({ name }) => layout.source.merged?.includes(name)).map(({ position }) => position),
    above: [],
    damages: [],
    has_lost_number: false,
    suspects: [],
    weighing: null,
    verdicts: null,
    verdict: null,
    exported_at: null,
  };
}

/** Positions of the cells that are looked at, some beyond the header's width included. */
export function columnsRead(reader: RowReader): number[] {
  const width = reader.header_width;
  const beyond = Array.from({ length: EXTRA_CELLS_MAX }, (_, at) => width + at);
  return [...reader.steps.map((step) => step.position), ...beyond];
}

/** Reads one row into the batch. */
export function readRow(reader: RowReader, told: Row, batch: ReadBatch): void {
  batch.through_row = told.number;
  const other = otherRow(reader, told);
  if (other !== null) {
    leaveOut(reader, told, other, batch);
    return;
  }
  const row = reader.merged.length === 0 ? told : filledDown(reader, told);
  reader.damages.length = 0;
  reader.has_lost_number = false;
  const fault = widthFault(reader, row.cells) ?? parseCells(reader, row);
  if (fault !== null) {
    leaveOut(reader, row, fault, batch);
    return;
  }
  reader.context.row = row.number;
  const result = reader.source.normalize(reader.values, reader.context);
  if (result === null) reader.counts.rows_other++;
  else if ('fact' in result) {
    if (reader.weighing !== null) reader.weighing.add(result.fact as StatementLineFact, row.number);
    else if (reader.verdicts !== null)
      settleBalance(reader, reader.verdicts, row, result as NormalizedRow<'statement_lines'>, batch);
    else keepRow(reader, row, result, batch);
  } else if ('elsewhere' in result) reader.counts.rows_elsewhere++;
  else leaveOut(reader, row, result, batch);
}

/** Refuses a row that cannot be read, once for all tellings of it, or takes what a footer says of the table. */
function leaveOut(reader: RowReader, row: Row, found: Footer | Refusal, batch: ReadBatch): void {
  if ('code' in found && !reader.is_again) {
    refuseRow(reader, row, found, batch);
    return;
  }
  reader.counts.rows_other++;
  if ('code' in found) return;
  reader.proof.stated.push(...found.totals);
  reader.exported_at = later(reader.exported_at, found.exported_at ?? null);
}

/** The row with what its merged cells say: where all of them are blank, they stand on the row above. */
function filledDown(reader: RowReader, row: Row): Row {
  const { merged } = reader;
  if (merged.some((position) => !isBlank(row.cells[position] ?? ''))) {
    reader.above = row.cells;
    return row;
  }
  const cells = Array.from(row.cells);
  for (const position of merged) cells[position] = reader.above[position] ?? '';
  return { ...row, cells };
}

function isBlank(cell: string): boolean {
  return cell.trim() === '';
}

/** Fills `reader.values`. Damaged numbers of required columns are put into `reader.damages`, standing for themselves. */
function parseCells(reader: RowReader, row: Row): Refusal | null {
  const { values, steps, tally, damages } = reader;
  const { cells } = row;
  for (const step of steps) {
    const cell = cells[step.position] ?? '';
    let value = step.parse(cell);
    if (typeof value === 'object' && value instanceof CellFault) {
      if (value.code !== 'damaged_id') return { code: value.code, column: step.header, value: cell };
      if (step.is_key && damages.some(isCertain))
        return { code: 'damaged_id', column: step.header, value: cell };
      value = step.required ? damaged(step, cell, damages) : blank(reader, step, row.number);
    } else if (step.is_id && typeof value === 'string') {
      if (!step.is_key) value = isSurelyRounded(value) ? blank(reader, step, row.number) : value;
      else if (looksRounded(tally, value)) damages.push({ is_certain: false, step, damaged_no: value });
    }
    values[step.name] = value;
  }
  return null;
}

function isCertain(damage: Damage): boolean {
  return damage.is_certain;
}

function isOrderNo(damage: Damage): boolean {
  return damage.step.name === 'order_no';
}

function damaged(step: Step, cell: string, damages: Damage[]): string {
  const damaged_no = stripped(cell);
  damages.push({ is_certain: true, step, damaged_no });
  return damaged_no;
}

function blank(reader: RowReader, step: Step, row: number): null {
  reader.has_lost_number = true;
  const blanked = reader.blanked.get(step.header);
  if (blanked === undefined)
    reader.blanked.set(step.header, { column: step.header, count: 1, first_row: row });
  else blanked.count++;
  return null;
}

/** Takes a line the way that its money went, or refuses it. */
function settleBalance(
  reader: RowReader,
  verdicts: Iterator<number>,
  row: Row,
  line: NormalizedRow<'statement_lines'>,
  batch: ReadBatch,
): void {
  const verdict = verdicts.next().value;
  if (verdict === CONTRADICTED) {
    refuseRow(reader, row, { code: 'balance_contradicts', column: 'balance', value: '' }, batch);
    return;
  }
  const { fact } = line;
  const amount_minor = verdict === REVERSED ? -fact.amount_minor : fact.amount_minor;
  keepRow(reader, row, { ...line, fact: { ...fact, amount_minor } }, batch);
}

/** Sets a row aside with the reason; `column` is the name or the header of the cell at fault. */
function refuseRow(reader: RowReader, row: Row, found: Refusal, batch: ReadBatch): void {
  const refusal = named(reader, row, found);
  reader.counts.rows_refused++;
  batch.refused.push({ row: row.number, ...refusal, cells: row.cells });
}

/** Replaces a column's name by its header and adds the cell. */
function named(reader: RowReader, row: Row, refusal: Refusal): Refusal {
  const step = reader.steps.find((candidate) => candidate.name === refusal.column);
  if (step === undefined) return refusal;
  return { code: refusal.code, column: step.header, value: row.cells[step.position] ?? '' };
}

/** Adds the fact of a row to what the table proves, and takes it or holds it back for a damaged number. */
function keepRow(reader: RowReader, row: Row, normalized: NormalizedRow<FactKind>, batch: ReadBatch): void {
  const { damages } = reader;
  reader.proof.add(reader.source.kind, normalized, row.number);
  const damage = damages.find(isCertain) ?? damages.find(isOrderNo) ?? damages[0];
  if (damage === undefined) {
    take(reader, row.number, normalized, batch);
    return;
  }
  const { step, damaged_no, is_certain } = damage;
  const is_order_no = isOrderNo(damage);
  const by_payment = is_order_no && damages.length === 1;
  const reason = is_certain ? 'damaged' : 'chance';
  const held: HeldRow = { row: row.number, reason, column: step.header, damaged_no, by_payment, normalized };
  if (is_certain) hold(reader, held, batch);
  else suspect(reader, { held, is_order_no, is_touched: reader.has_lost_number }, batch);
}

function take(reader: RowReader, row: number, normalized: NormalizedRow<FactKind>, batch: ReadBatch): void {
  reader.counts.rows_fact++;
  batch.rows.push(row);
  batch.facts.push(normalized);
}

function hold(reader: RowReader, held: HeldRow, batch: ReadBatch): void {
  reader.counts.rows_held++;
  batch.held.push(held);
}

/** Sets a row aside until the whole file tells whether its number is rounded. */
function suspect(reader: RowReader, row: Suspect, batch: ReadBatch): void {
  if (reader.verdict !== null) {
    settle(reader, row, reader.verdict, batch);
    return;
  }
  // A copy: cells are slices of the text they were read from and would keep all of it in memory.
  reader.suspects.push(structuredClone(row));
  if (reader.suspects.length >= SUSPECTS_MAX) settleSuspects(reader, batch);
}

/** Only an order number stands in other files too; another number that looks rounded is held in a file full of them. */
function settle(reader: RowReader, row: Suspect, verdict: RoundingVerdict, batch: ReadBatch): void {
  const { held, is_order_no, is_touched } = row;
  if (verdict === 'machine') hold(reader, { ...held, reason: is_order_no ? 'rounded' : 'damaged' }, batch);
  else if (is_order_no && (is_touched || verdict === 'isolated'))
    hold(reader, { ...held, reason: 'suspect' }, batch);
  else {
    if (is_order_no) batch.doubted.push(held);
    take(reader, held.row, held.normalized, batch);
  }
}

/** Decides for the rounded-looking rows: held, or ordinary when they are no more than chance gives. */
export function settleSuspects(reader: RowReader, batch: ReadBatch): ReadBatch {
  const verdict = judgeRounding(reader.tally);
  for (const row of reader.suspects) settle(reader, row, verdict, batch);
  reader.suspects = [];
  reader.verdict = verdict;
  return batch;
}
