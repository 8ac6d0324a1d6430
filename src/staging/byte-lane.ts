import type { FactKind } from '../model/facts.ts';
import '../reading/text/buffer-slices.ts';
import type { ByteLane } from '../reading/table.ts';
import type { PlainRecord } from '../reading/text/plain-record.ts';
import { CellFault, stripped } from '../sources/columns.ts';
import type { NormalizedRow } from '../sources/source.ts';
import {
  amountIn,
  CARRIED_BYTES_MIN,
  endOfAmount,
  endsInZeros,
  type FoundId,
  findId,
  findTracking,
  minorOf,
} from './byte-cells.ts';
import type { CarriedCells } from './carried-cells.ts';
import { countLong, DIGITS_KEPT, SURE_LENGTH_MIN } from './damage.ts';
import { type FactWriter, writeFact } from './fact-writer.ts';
import type { RowReader } from './row-reader.ts';
import { type RowShape, RowShapes } from './row-shapes.ts';
import type { Step } from './steps.ts';

/** A cell that this lane does not read: the row is read as text. */
const ODD = Symbol('odd');

interface Lane {
  readonly reader: RowReader;
  readonly steps: readonly LaneStep[];
  /** The steps that a row cannot do without the number of. */
  readonly keys: readonly number[];
  readonly cells: CarriedCells;
  readonly writer: FactWriter;
  /** Null for a source that looks into numbers. */
  readonly shapes: RowShapes | null;
  readonly found: FoundId;
  /** Cells that no step reads but that a row of text would decode, and so find damaged: all of them where there are footers. */
  readonly decodesAll: boolean;
  readonly isRead: Uint8Array;
  /** What the record asked about last is: of a shape that is known, or a row of its own. */
  shape: RowShape | null;
  normalized: NormalizedRow<FactKind> | null;
}

interface LaneStep extends Step {
  readonly at: number;
  /** What a header repeated between the rows would give; null where no value is like it. */
  readonly repeated: string | null;
}

/**
 * A lane that reads ordinary rows of a text table from their bytes: what a row means is still said by the source's
 * `normalize` and by the rules of `row-reader.ts`; only the cells are parsed anew, and ids are carried. A row with
 * anything odd in it is left to be read as text.
 */
export function openByteLane(reader: RowReader, writer: FactWriter, record: PlainRecord): ByteLane {
  const lane = newLane(reader, writer, record);
  return {
    reads: (record, row) => reads(lane, record, row),
    take: (_, row) => take(lane, row),
    takeAlike: (record, start, end, row) => takeAlike(lane, record, start, end, row),
  };
}

function newLane(reader: RowReader, writer: FactWriter, record: PlainRecord): Lane {
  const { source, steps } = reader;
  const isRead = new Uint8Array(Math.max(...steps.map((step) => step.position)) + 1);
  for (const step of steps) isRead[step.position] = 1;
  return {
    reader,
    steps: steps.map((step, at) => ({
      ...step,
      at,
      repeated: at === 0 ? stripped(step.header) : null,
    })),
    keys: [...steps.keys()].filter((at) => steps[at]?.is_key),
    cells: record.kernel.carried,
    writer,
    shapes: source.carries_numbers ? new RowShapes(reader, writer, record) : null,
    found: { from: 0, to: 0, form: 'odd' },
    decodesAll: source.footer !== undefined,
    isRead,
    shape: null,
    normalized: null,
  };
}

function reads(lane: Lane, record: PlainRecord, row: number): boolean {
  lane.normalized = null;
  if (!isOrdinary(lane, record)) return false;
  const { reader } = lane;
  const { values, context } = reader;
  lane.shape = lane.shapes?.find() ?? null;
  if (lane.shape !== null) {
    if (lane.decodesAll) checkOthers(lane, record);
    return true;
  }
  for (const step of lane.steps) {
    const value = cellValue(lane, step, record);
    if (value === ODD || (value === null && step.required)) return false;
    if (step.repeated !== null && value === step.repeated) return false;
    values[step.name] = value;
  }
  if (lane.decodesAll) checkOthers(lane, record);
  context.row = row;
  const result = reader.source.normalize(values, context);
  if (result === null || !('fact' in result)) return false;
  lane.normalized = result;
  if (!record.decoder.damaged) lane.shapes?.learn();
  return true;
}

/** Of the width of the header, and where there are footers not like one: they begin with a word or a sign, or in pairs. */
function isOrdinary({ reader, decodesAll }: Lane, { bytes, from, to, count }: PlainRecord): boolean {
  if (count < (reader.row_width_min ?? 0)) return false;
  for (let cell = reader.header_width; cell < count; cell++) if (from[cell] !== to[cell]) return false;
  if (!decodesAll) return true;
  const first = bytes[from[0] ?? 0] ?? 0;
  return first >= 48 && first <= 57 && reader.footer.previous === null;
}

/** A row of text decodes all cells where there are footers; the decoder notes what is no character. */
function checkOthers({ isRead }: Lane, { bytes, decoder, from, to, seen, count }: PlainRecord): void {
  for (let cell = 0; cell < count; cell++)
    if ((seen[cell] ?? 0) >= 0x80 && isRead[cell] !== 1) decoder.check(bytes, from[cell] ?? 0, to[cell] ?? 0);
}

function cellValue(lane: Lane, step: LaneStep, record: PlainRecord): unknown {
  const from = record.from[step.position] ?? 0;
  const to = record.to[step.position] ?? 0;
  if (from === to) return null;
  switch (step.type) {
    case 'id':
    case 'digits':
    case 'tracking':
      return readId(lane, step, record);
    case 'money': {
      const minor = amountIn(record.bytes, from, endOfAmount(record.bytes, record.decoder.yuan, to));
      return Number.isNaN(minor) ? parsed(step, record) : minorOf(minor);
    }
    default:
      return parsed(step, record);
  }
}

function readId(lane: Lane, step: LaneStep, record: PlainRecord): unknown {
  const { found, cells } = lane;
  const cell = step.position;
  const find = step.type === 'tracking' ? findTracking : findId;
  find(record.bytes, record.from[cell] ?? 0, record.to[cell] ?? 0, found);
  const { from, to, form } = found;
  if (from === to) return null;
  if (form === 'odd' || (form === 'plain' && step.type === 'digits')) return readOddId(step, record);
  const zeros_from = step.is_key ? DIGITS_KEPT : SURE_LENGTH_MIN - 1;
  if (form === 'digits' && to - from > zeros_from && endsInZeros(record.bytes, from, to, DIGITS_KEPT))
    return ODD;
  cells.from[step.at] = from;
  cells.to[step.at] = to;
  if (to - from < CARRIED_BYTES_MIN) return step.is_key ? ODD : readOddId(step, record);
  return record.bytes.latin1Slice(from, to);
}

/** As text, where there is nothing that a row of text would notice. */
function readOddId(step: LaneStep, record: PlainRecord): unknown {
  if (step.is_key) return ODD;
  const value = parsed(step, record);
  return typeof value === 'string' && value.length >= SURE_LENGTH_MIN ? ODD : value;
}

function parsed(step: LaneStep, { bytes, decoder, from, to, seen }: PlainRecord): unknown {
  const cell = step.position;
  const start = from[cell] ?? 0;
  const stop = to[cell] ?? 0;
  const isAscii = (seen[cell] ?? 0) < 0x80;
  const value = step.parse(isAscii ? bytes.latin1Slice(start, stop) : decoder.decode(bytes, start, stop));
  return value instanceof CellFault ? ODD : value;
}

function take(lane: Lane, row: number): void {
  const { reader, shape, shapes, normalized, cells, keys, writer } = lane;
  for (const at of keys) countLong(reader.tally, (cells.to[at] ?? 0) - (cells.from[at] ?? 0));
  reader.counts.rows_fact++;
  if (shape !== null && shapes !== null) {
    shapes.take(shape, row);
    return;
  }
  if (normalized === null) throw new TypeError('a record was taken that was not read');
  reader.proof.add(reader.source.kind, normalized, row);
  writeFact(writer, reader.source.kind, row, normalized);
}

/** Ordinary rows of a known shape, one behind another. */
function takeAlike(
  { reader, shapes, decodesAll }: Lane,
  record: PlainRecord,
  start: number,
  end: number,
  row: number,
): number {
  if (shapes === null || (decodesAll && reader.footer.previous !== null)) return 0;
  const rows = shapes.run(record, start, end, row);
  if (rows === 0) return 0;
  reader.counts.rows_fact += rows;
  record.kernel.takeKeys(DIGITS_KEPT + 1, (length, keys) => countLong(reader.tally, length, keys));
  return rows;
}
