import type { FactKind } from '../model/facts.ts';
import type { PlainRecord } from '../reading/plain-record.ts';
import { findOrderNo, type KeyFinder } from '../sources/rules/key-rules.ts';
import type { NormalizedRow } from '../sources/source.ts';
import { minorOf } from './byte-cells.ts';
import { type CarriedCells, columnOf, standInFor, textOf } from './carried-cells.ts';
import {
  type CarriedSum,
  type FactTemplate,
  minorIn,
  probeOf,
  ROW_PROBE,
  TemplateRecorder,
  writeTemplate,
} from './fact-template.ts';
import { type FactWriter, writeFact } from './fact-writer.ts';
import { addToProof, PROVED } from './proof.ts';
import type { RowReader } from './row-reader.ts';
import { RowSignature } from './row-signature.ts';
import type { Step } from './steps.ts';

/** What rows of one signature become: what is written of the fact, and what proofs look at. */
export interface RowShape {
  readonly signature: Uint8Array;
  readonly template: FactTemplate;
  readonly fact: NormalizedRow<FactKind>;
  readonly proved: readonly ProvedField[];
}

/** A field of the fact that differs from row to row: the moment of a column, or a sum. */
type ProvedField =
  | { readonly field: string; readonly column: number; readonly sum: null }
  | { readonly field: string; readonly column: null; readonly sum: CarriedSum };

const SHAPES_MAX = 8192;
const MISSES = 4096;
/** After so many records the shapes must have fitted every fourth, or they are not looked for any more. */
const TRIAL_RECORDS = 8192;
const MOMENT_CHARACTERS = 19;

/**
 * The shapes that the rows of a table have. Files repeat themselves: thousands of rows say the same with other numbers.
 * What such a row means is worked out once, by sending stand-ins through `normalize` in place of its numbers; rows of
 * the same signature are then written straight from their bytes. Only for a source that `carries_numbers`.
 */
export class RowShapes {
  readonly #reader: RowReader;
  readonly #cells: CarriedCells;
  readonly #signature: RowSignature;
  readonly #known = new Map<number, RowShape[]>();
  #count = 0;
  /** Hashes met once, by slot: a signature is worth learning when it comes again. */
  readonly #missed = new Uint32Array(MISSES);
  readonly #lastMoments: string[];
  /** Whether the signature is that of the record looked for last. */
  #isSigned = false;
  #records = 0;
  #hits = 0;

  constructor(reader: RowReader, cells: CarriedCells) {
    this.#reader = reader;
    this.#cells = cells;
    this.#signature = new RowSignature(reader.steps, cells);
    this.#lastMoments = reader.steps.map(() => '');
  }

  /** The shape of a record, whose cells are then carried; null where it has none that is known. */
  find(record: PlainRecord): RowShape | null {
    this.#isSigned = false;
    if (this.#records > TRIAL_RECORDS && this.#hits * 4 < this.#records) return null;
    this.#records++;
    const signature = this.#signature;
    if (!signature.take(record)) return null;
    this.#isSigned = true;
    const known = this.#known.get(signature.hash);
    if (known === undefined) return null;
    for (let at = 0; at < known.length; at++) {
      const shape = known[at] as RowShape;
      if (!signature.is(shape.signature)) continue;
      this.#hits++;
      return shape;
    }
    return null;
  }

  /** Learns the shape of the record looked for last, which has none and whose parsed cells are in `reader.values`. */
  learn(writer: FactWriter): void {
    const { length, hash, bytes } = this.#signature;
    if (!this.#isSigned || !this.#cameAgain()) return;
    const shape = this.#shapeOf(writer, bytes.slice(0, length));
    if (shape === null) return;
    if (this.#count++ % SHAPES_MAX === 0) this.#known.clear();
    const alike = this.#known.get(hash);
    if (alike === undefined) this.#known.set(hash, [shape]);
    else alike.push(shape);
  }

  /** Adds the fact of the record found last to the proof and writes it. */
  take(shape: RowShape, writer: FactWriter, row: number): void {
    const { fact, proved, template } = shape;
    const fields = fact.fact as unknown as Record<string, unknown>;
    for (let at = 0; at < proved.length; at++) {
      const { field, column, sum } = proved[at] as ProvedField;
      fields[field] = sum === null ? this.#momentOf(column) : minorOf(minorIn(sum, this.#cells));
    }
    addToProof(this.#reader.proof, this.#reader.source.kind, fact, row);
    writeTemplate(template, writer.out, this.#cells, row);
  }

  #cameAgain(): boolean {
    const hash = this.#signature.fullHash();
    const slot = hash & (MISSES - 1);
    const again = this.#missed[slot] === hash;
    this.#missed[slot] = hash;
    return again;
  }

  /** The moment of a column; neighbours often have the same. */
  #momentOf(column: number): string {
    const { bytes, from } = this.#cells;
    const last = this.#lastMoments[column] ?? '';
    const start = from[column] ?? 0;
    for (let at = MOMENT_CHARACTERS - 1; at >= 0; at--) {
      if (last.charCodeAt(at) === bytes[start + at]) continue;
      const moment = bytes.latin1Slice(start, start + MOMENT_CHARACTERS);
      this.#lastMoments[column] = moment;
      return moment;
    }
    return last;
  }

  #shapeOf(writer: FactWriter, signature: Uint8Array): RowShape | null {
    const { source } = this.#reader;
    const amounts = this.#putStandIns();
    const key = new KeyWitness(this.#reader.context.findKey ?? findOrderNo, this.#cells);
    const context = { ...this.#reader.context, findKey: key.find };
    const fact = source.normalize(this.#reader.values, context);
    if (fact === null || !('fact' in fact)) return null;
    if (fact.totals !== undefined || !key.is_decided_by_shape) return null;
    const recorder = new TemplateRecorder(amounts);
    writeFact({ ...writer, out: recorder }, source.kind, ROW_PROBE, fact);
    const template = recorder.template();
    if (template === null) return null;
    return { signature, template, fact, proved: provedFields(fact, source.kind, recorder) };
  }

  /** Puts stand-ins and probes in place of the numbers in `reader.values`; returns the columns of probes. */
  #putStandIns(): Map<number, number> {
    const { steps, values } = this.#reader;
    const amounts = new Map<number, number>();
    for (const [at, step] of steps.entries()) {
      const value = values[step.name];
      if (value === null || !this.#signature.isCarried(at)) continue;
      values[step.name] = standIn(step, at, this.#cells, amounts);
    }
    return amounts;
  }
}

/** Lets key rules look into carried ids, and notes whether other digits in them could have made a difference. */
class KeyWitness {
  is_decided_by_shape = true;
  readonly #findKey: KeyFinder;
  readonly #cells: CarriedCells;

  constructor(findKey: KeyFinder, cells: CarriedCells) {
    this.#findKey = findKey;
    this.#cells = cells;
  }

  readonly find: KeyFinder = (fields) => {
    const read = {
      ...fields,
      base_order_no: textOf(this.#cells, fields.base_order_no),
      merchant_order_no: textOf(this.#cells, fields.merchant_order_no),
    };
    this.is_decided_by_shape &&= this.#findKey.isDecidedByShape?.(read) === true;
    const found = this.#findKey(read);
    if (found === null) return null;
    const field = CARRIED_KEYS.find((id) => found.order_no === read[id]);
    return field === undefined ? found : { ...found, order_no: fields[field] };
  };
}

const CARRIED_KEYS = ['base_order_no', 'merchant_order_no'] as const;

function standIn(step: Step, at: number, cells: CarriedCells, amounts: Map<number, number>): unknown {
  if (step.type !== 'money') return standInFor(at);
  const minor = cells.minor[at] ?? 0;
  amounts.set(at, minor);
  return probeOf(at, minor);
}

/** The fields that proofs look at and that differ from row to row. All of them are written too, so they fit a template. */
function provedFields(
  { fact }: NormalizedRow<FactKind>,
  kind: FactKind,
  recorder: TemplateRecorder,
): ProvedField[] {
  const fields: ProvedField[] = [];
  for (const field of PROVED[kind]) {
    const value = (fact as unknown as Record<string, unknown>)[field];
    if (typeof value === 'string') {
      const column = columnOf(value);
      if (column >= 0) fields.push({ field, column, sum: null });
    } else if (typeof value === 'bigint') {
      const sum = recorder.sumOf(value);
      if (sum !== null) fields.push({ field, column: null, sum });
    }
  }
  return fields;
}
