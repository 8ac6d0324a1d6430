import type { FactKind } from '../model/facts.ts';
import '../reading/buffer-slices.ts';
import type { PlainRecord } from '../reading/plain-record.ts';
import type { ByteLane } from '../reading/table.ts';
import { amountOf, endsInZeros, type FoundId, findId } from './byte-cells.ts';
import { type CarriedIds, idOf, newCarriedIds, standInFor } from './carried-ids.ts';
import { CellFault, stripped } from './columns.ts';
import { countLong, DIGITS_KEPT, SURE_LENGTH_MIN } from './damage.ts';
import { addToProof } from './proof.ts';
import type { RowReader, Step } from './row-reader.ts';
import { findOrderNo, type KeyFields, type KeyFinder } from './rules/key-rules.ts';
import type { NormalizedRow, RowContext } from './source.ts';
import { type LineWriter, writeFact } from './staging-lines.ts';

/** Shorter ids may be looked at by `normalize`, so they come as text. */
const CARRIED_BYTES_MIN = 8;

/** A cell that this lane does not read: the row is read as text. */
const ODD = Symbol('odd');

interface Lane {
  readonly reader: RowReader;
  readonly steps: readonly LaneStep[];
  readonly ids: CarriedIds;
  readonly context: { -readonly [K in keyof RowContext]: RowContext[K] };
  readonly found: FoundId;
  /** Cells that no step reads but that a row of text would decode, and so find damaged: all of them where there are footers. */
  readonly decodesAll: boolean;
  readonly isRead: Uint8Array;
  normalized: NormalizedRow<FactKind> | null;
}

interface LaneStep extends Step {
  readonly at: number;
  readonly stand_in: string | null;
  /** What a header repeated between the rows would give; null where no value is like it. */
  readonly repeated: string | null;
}

/**
 * A lane that reads ordinary rows of a text table from their bytes: what a row means is still said by the source's
 * `normalize` and by the rules of `row-reader.ts`; only the cells are parsed anew, and ids are carried. A row with
 * anything odd in it is left to be read as text.
 */
export function openByteLane(reader: RowReader, writer: LineWriter): ByteLane {
  const lane = newLane(reader);
  return {
    reads: (record, row) => reads(lane, record, row),
    take: (_, row) => take(lane, writer, row),
  };
}

function newLane(reader: RowReader): Lane {
  const { source, steps } = reader;
  const ids = newCarriedIds(steps.length);
  const isRead = new Uint8Array(Math.max(...steps.map((step) => step.position)) + 1);
  for (const step of steps) isRead[step.position] = 1;
  return {
    reader,
    steps: steps.map((step, at) => ({
      ...step,
      at,
      stand_in: source.carries_ids && step.is_id ? standInFor(at) : null,
      repeated: at === 0 ? stripped(step.header) : null,
    })),
    ids,
    context: { ...reader.context, findKey: finderOf(ids, reader.context.findKey ?? findOrderNo) },
    found: { from: 0, to: 0, form: 'odd' },
    decodesAll: source.footer !== undefined,
    isRead,
    normalized: null,
  };
}

function reads(lane: Lane, record: PlainRecord, row: number): boolean {
  lane.normalized = null;
  if (!isOrdinary(lane, record)) return false;
  const { reader, context } = lane;
  const { values } = reader;
  lane.ids.bytes = record.bytes;
  for (const step of lane.steps) {
    const value = cellValue(lane, step, record);
    if (value === ODD || (value === null && step.required)) return false;
    if (step.repeated !== null && value === step.repeated) return false;
    values[step.name] = value;
  }
  if (lane.decodesAll) decodeOthers(lane, record);
  context.row = row;
  const result = reader.source.normalize(values, context);
  if (!('fact' in result)) return false;
  lane.normalized = result;
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
function decodeOthers({ isRead }: Lane, { bytes, decoder, from, to, seen, count }: PlainRecord): void {
  for (let cell = 0; cell < count; cell++)
    if ((seen[cell] ?? 0) >= 0x80 && isRead[cell] !== 1)
      decoder.decode(bytes, from[cell] ?? 0, to[cell] ?? 0);
}

function cellValue(lane: Lane, step: LaneStep, record: PlainRecord): unknown {
  const from = record.from[step.position] ?? 0;
  const to = record.to[step.position] ?? 0;
  if (from === to) return null;
  switch (step.type) {
    case 'id':
    case 'digits':
      return readId(lane, step, record);
    case 'money':
      return amountOf(record.bytes, from, withoutYuan(record, to)) ?? parsed(step, record);
    default:
      return parsed(step, record);
  }
}

/** Where an amount ends that may end with 元. What stands before it is plain ASCII, or the amount is read as text. */
function withoutYuan({ bytes, decoder: { yuan } }: PlainRecord, to: number): number {
  const start = to - yuan.length;
  return yuan.every((byte, at) => bytes[start + at] === byte) ? start : to;
}

function readId(lane: Lane, step: LaneStep, record: PlainRecord): unknown {
  const { found, ids } = lane;
  const cell = step.position;
  findId(record.bytes, record.from[cell] ?? 0, record.to[cell] ?? 0, found);
  const { from, to, form } = found;
  if (from === to) return null;
  if (form === 'odd' || (form === 'plain' && step.type === 'digits')) return readOddId(step, record);
  const zeros_from = step.is_key ? DIGITS_KEPT : SURE_LENGTH_MIN - 1;
  if (form === 'digits' && to - from > zeros_from && endsInZeros(record.bytes, from, to, DIGITS_KEPT))
    return ODD;
  ids.from[step.at] = from;
  ids.to[step.at] = to;
  if (to - from < CARRIED_BYTES_MIN) return step.is_key ? ODD : readOddId(step, record);
  return step.stand_in ?? record.bytes.latin1Slice(from, to);
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

/** Key rules look into ids: they get the text, and what they find is carried again where it is one of the ids. */
function finderOf(ids: CarriedIds, findKey: KeyFinder): KeyFinder {
  const fields: { -readonly [K in keyof KeyFields]: KeyFields[K] } = {
    channel: '',
    base_order_no: '',
    merchant_order_no: '',
    entry_type: '',
    description: '',
    memo: '',
    title: '',
  };
  return ({ channel, base_order_no, merchant_order_no, entry_type, description, memo, title }) => {
    fields.channel = channel;
    fields.base_order_no = idOf(ids, base_order_no);
    fields.merchant_order_no = idOf(ids, merchant_order_no);
    fields.entry_type = entry_type;
    fields.description = description;
    fields.memo = memo;
    fields.title = title;
    const found = findKey(fields);
    if (found === null || found.order_no !== fields.base_order_no) return found;
    return { order_no: base_order_no, rule: found.rule };
  };
}

function take(lane: Lane, writer: LineWriter, row: number): void {
  const { reader, normalized, ids, steps } = lane;
  if (normalized === null) throw new TypeError('a record was taken that was not read');
  for (const step of steps) {
    if (step.is_key) countLong(reader.tally, (ids.to[step.at] ?? 0) - (ids.from[step.at] ?? 0));
  }
  reader.counts.rows_fact++;
  addToProof(reader.proof, reader.source.kind, normalized, row);
  writer.out.lend(ids);
  writeFact(writer, reader.source.kind, row, normalized);
  writer.out.lend(null);
}
