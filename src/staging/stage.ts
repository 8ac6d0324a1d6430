import type { FactSink } from '../model/fact-sink.ts';
import type { FactKind } from '../model/facts.ts';
import type { OpenLane, Table } from '../reading/table.ts';
import type { SubjectRecord } from '../sources/parts/subjects.ts';
import type { Source } from '../sources/source.ts';
import { openByteLane } from './byte-lane.ts';
import { type FactWriter, newFactWriter, writeFact } from './fact-writer.ts';
import { LineBuffer } from './line-buffer.ts';
import { type ReadTableOptions, readTable, type TableSummary } from './read-table.ts';
import type { RefusedRow } from './refusals.ts';
import type { HeldRow, ReadBatch, RowReader } from './row-reader.ts';

/** A row whose number is damaged, with its fact as staging cells. In them `damaged_no` stands for the true number. */
export interface StagedHeldRow extends Omit<HeldRow, 'normalized' | 'by_payment'> {
  /** The payment number of the row, by which another file may prove the damaged one; null where it may not. */
  readonly payment_no: string | null;
  /** Cells of the staging line, `null` for null. */
  readonly cells: readonly (string | null)[];
}

/** How a table is staged. */
export interface StageOptions extends Omit<ReadTableOptions, 'openLane'> {
  /** Makes what takes the facts of a kind; without it they become lines of text. */
  readonly newSink?: (kind: FactKind) => FactSink;
}

/** Some rows of a table. */
export interface StagedChunk {
  readonly type: 'chunk';
  readonly kind: FactKind;
  readonly channel: string;
  /** Holds the facts of this chunk and of those before until they are taken. */
  readonly facts: FactSink;
  readonly refused: readonly RefusedRow[];
  readonly held: readonly StagedHeldRow[];
  /** Rows among the facts whose number another file may yet prove rounded. */
  readonly doubted: readonly StagedHeldRow[];
  /** The last row read so far. */
  readonly through_row: number;
}

/** The end of a table: what it proves and the distinct subjects of its money lines. */
export interface StagedEnd {
  readonly type: 'summary';
  readonly summary: TableSummary;
  readonly subjects: readonly SubjectRecord[];
}

/**
 * Reads a table like {@link readTable}, with its facts put into a sink. The last item is the summary.
 * @throws DuideshangError as `readTable`
 */
export async function* stageTable(
  table: Table,
  file: string,
  sources: readonly Source[],
  { newSink = newLineSink, ...options }: StageOptions = {},
): AsyncGenerator<StagedChunk | StagedEnd, void> {
  let writer: FactWriter | null = null;
  const writerOf = ({ channel, kind }: Source): FactWriter => newFactWriter(channel, newSink(kind));
  const openLane = (reader: RowReader): OpenLane => {
    const taking = writerOf(reader.source);
    writer = taking;
    return (record) => openByteLane(reader, taking, record);
  };
  await using batches = readTable(table, file, sources, { openLane, ...options });
  for (;;) {
    const next = await batches.next();
    if (next.done) {
      yield { type: 'summary', summary: next.value, subjects: writer?.subjects.records ?? [] };
      return;
    }
    writer ??= writerOf(next.value.source);
    yield stageBatch(writer, next.value);
  }
}

function newLineSink(): FactSink {
  return new LineBuffer();
}

function stageBatch(writer: FactWriter, batch: ReadBatch): StagedChunk {
  const { rows, facts, refused, through_row } = batch;
  const { kind, channel } = batch.source;
  for (const [at, normalized] of facts.entries()) writeFact(writer, kind, rows[at] ?? 0, normalized);
  const held = batch.held.map((row) => stageHeld(writer, kind, row));
  const doubted = batch.doubted.map((row) => stageHeld(writer, kind, row));
  return { type: 'chunk', kind, channel, facts: writer.out, refused, held, doubted, through_row };
}

const HELD_LINE_BYTES = 1024;

function stageHeld(writer: FactWriter, kind: FactKind, held: HeldRow): StagedHeldRow {
  const { normalized, by_payment, ...rest } = held;
  const out = new LineBuffer(HELD_LINE_BYTES);
  writeFact({ ...writer, out }, kind, held.row, normalized);
  const cells = cellsOfLine(Buffer.concat(out.take()).toString());
  const { fact } = normalized;
  const payment_no = by_payment && 'payment_no' in fact ? fact.payment_no : null;
  return { ...rest, payment_no, cells };
}

const NULL = '\\N';

function cellsOfLine(line: string): (string | null)[] {
  return line
    .slice(0, -1)
    .split('\t')
    .map((text) => (text === NULL ? null : text));
}

/** The staging line, with its line break, of a held row whose true number is proved. */
export function repairedLine(held: Pick<StagedHeldRow, 'cells' | 'damaged_no'>, proven_no: string): string {
  const cells = held.cells.map((text) => text?.replaceAll(held.damaged_no, proven_no) ?? NULL);
  return `${cells.join('\t')}\n`;
}
