import { KERNEL_COLUMN, KEY_MARK, type Kernel, MASKED_MARK, UNKNOWN } from '../kernel/kernel.ts';
import type { FactTemplate, Templates } from '../model/fact-sink.ts';
import type { FactKind } from '../model/facts.ts';
import type { CellType } from '../sources/columns.ts';
import { findOrderNo, type KeyFinder } from '../sources/rules/key-rules.ts';
import type { NormalizedRow } from '../sources/source.ts';
import { minorOf } from './byte-cells.ts';
import { type CarriedCells, carriedText, columnOf, standInFor, textOf } from './carried-cells.ts';
import {
  type CarriedSum,
  isSameInAll,
  minorIn,
  probeOf,
  ROW_PROBE,
  TemplateRecorder,
  writeTemplate,
} from './fact-template.ts';
import { type FactWriter, writeFact } from './fact-writer.ts';
import { addToProof, PROVED } from './proof.ts';
import type { RowReader } from './row-reader.ts';
import type { Step } from './steps.ts';

/** What rows of one signature become: what is written of the fact, and what proofs look at. */
export interface RowShape {
  readonly template: FactTemplate;
  /** What `Templates` made of it; 0 where the facts are written cell by cell. */
  compiled: number;
  readonly fact: NormalizedRow<FactKind>;
  readonly proved: readonly ProvedField[];
  /** The same of the totals of the row. */
  readonly totals: readonly ProvedField[];
}

/** A field that differs from row to row: the moment or the id of a column, or a sum. */
type ProvedField = { readonly field: string } & Varying;
type Varying =
  | { readonly holds: 'moment' | 'id'; readonly column: number }
  | { readonly holds: 'sum'; readonly sum: CarriedSum };

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
  readonly #kernel: Kernel;
  readonly #cells: CarriedCells;
  readonly #writer: FactWriter;
  readonly #templates: Templates | null;
  /** By the number that the kernel gave; null for a signature whose rows are read one by one. */
  #known: (RowShape | null)[] = [];
  /** Hashes met once, by slot: a signature is worth learning when it comes again. */
  readonly #missed = new Uint32Array(MISSES);
  readonly #lastMoments: string[];
  /** Whether the signature is that of the record looked for last, and new. */
  #isSigned = false;
  #records = 0;
  #hits = 0;

  constructor(reader: RowReader, writer: FactWriter, kernel: Kernel) {
    this.#reader = reader;
    this.#kernel = kernel;
    this.#cells = kernel.carried;
    this.#writer = writer;
    this.#templates = writer.out.templates?.(kernel) ?? null;
    this.#lastMoments = reader.steps.map(() => '');
    kernel.columns(reader.steps.map(kernelColumn));
  }

  /** The shape of the record that was split last, whose cells are then carried; null where it has none that is known. */
  find(): RowShape | null {
    this.#isSigned = false;
    if (this.#records > TRIAL_RECORDS && this.#hits * 4 < this.#records) return null;
    this.#records++;
    const number = this.#kernel.find();
    this.#isSigned = number === UNKNOWN;
    const shape = this.#known[number] ?? null;
    if (shape !== null) this.#hits++;
    return shape;
  }

  /** Learns the shape of the record looked for last, which has none and whose parsed cells are in `reader.values`. */
  learn(): void {
    if (!this.#isSigned || !this.#cameAgain()) return;
    const shape = this.#shapeOf();
    if (this.#keep(shape)) return;
    // No room: all others are forgotten.
    this.#kernel.forget();
    this.#known = [];
    this.#keep(shape);
  }

  /** False when there is no room. */
  #keep(shape: RowShape | null): boolean {
    const number = this.#kernel.remember();
    if (number === UNKNOWN) return false;
    this.#known[number] = shape;
    if (this.#templates === null || shape === null) return true;
    shape.compiled = this.#templates.compile(shape.template);
    return shape.compiled > 0;
  }

  /** Adds the fact of the record found last to the proof and writes it. */
  take(shape: RowShape, row: number): void {
    const { fact, proved, totals, template, compiled } = shape;
    this.#fill(fact.fact, proved);
    if (fact.totals !== undefined) this.#fill(fact.totals, totals);
    addToProof(this.#reader.proof, this.#reader.source.kind, fact, row);
    if (this.#templates !== null && compiled > 0) this.#templates.write(compiled, row);
    else writeTemplate(template, this.#writer.out, this.#cells, row);
  }

  #fill(target: object, varying: readonly ProvedField[]): void {
    const fields = target as Record<string, unknown>;
    for (let at = 0; at < varying.length; at++) {
      const field = varying[at] as ProvedField;
      if (field.holds === 'sum') fields[field.field] = minorOf(minorIn(field.sum, this.#cells));
      else if (field.holds === 'moment') fields[field.field] = this.#momentOf(field.column);
      else fields[field.field] = carriedText(this.#cells, field.column);
    }
  }

  #cameAgain(): boolean {
    const { hash } = this.#kernel;
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

  #shapeOf(): RowShape | null {
    const { source } = this.#reader;
    const amounts = this.#putStandIns();
    const key = new KeyWitness(this.#reader.context.findKey ?? findOrderNo, this.#cells);
    const context = { ...this.#reader.context, findKey: key.find };
    const fact = source.normalize(this.#reader.values, context);
    if (fact === null || !('fact' in fact)) return null;
    if (!key.is_decided_by_shape) return null;
    const recorder = new TemplateRecorder(amounts);
    writeFact({ ...this.#writer, out: recorder }, source.kind, ROW_PROBE, fact);
    const template = recorder.template();
    if (template === null) return null;
    const proved = this.#varying(fact.fact, PROVED[source.kind], recorder);
    const totals = this.#varying(fact.totals ?? {}, Object.keys(fact.totals ?? {}), recorder);
    return proved === null || totals === null ? null : { template, compiled: 0, fact, proved, totals };
  }

  /** Those of the fields that differ from row to row; null where one is neither carried nor a sum nor the same in all rows. */
  #varying(from: object, names: readonly string[], recorder: TemplateRecorder): ProvedField[] | null {
    const fields: ProvedField[] = [];
    for (const field of names) {
      const value: unknown = (from as Readonly<Record<string, unknown>>)[field];
      if (typeof value === 'string' && columnOf(value) >= 0) {
        const column = columnOf(value);
        const holds = this.#reader.steps[column]?.type === 'time' ? 'moment' : 'id';
        fields.push({ field, holds, column });
      } else if (typeof value === 'bigint') {
        const sum = recorder.sumOf(value);
        if (sum === null && !isSameInAll(value)) return null;
        if (sum !== null) fields.push({ field, holds: 'sum', sum });
      }
    }
    return fields;
  }

  /** Puts stand-ins and probes in place of the numbers in `reader.values`; returns the columns of probes. */
  #putStandIns(): Map<number, number> {
    const { steps, values } = this.#reader;
    const amounts = new Map<number, number>();
    for (const [at, step] of steps.entries()) {
      const value = values[step.name];
      if (value === null || this.#kernel.carried.is_carried[at] !== 1) continue;
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

/** A column as the kernel sees it. Words are all that is not an id, a moment or an amount. */
function kernelColumn({ type, position, is_key, is_masked }: Step): { position: number; what: number } {
  const marks = (is_key ? KEY_MARK : 0) + (is_masked ? MASKED_MARK : 0);
  return { position, what: WHAT[type] + marks };
}

const WHAT: Readonly<Record<CellType, number>> = {
  text: KERNEL_COLUMN.text,
  price: KERNEL_COLUMN.text,
  quantity: KERNEL_COLUMN.text,
  id: KERNEL_COLUMN.id,
  digits: KERNEL_COLUMN.digits,
  tracking: KERNEL_COLUMN.tracking,
  time: KERNEL_COLUMN.moment,
  money: KERNEL_COLUMN.money,
};

const CARRIED_KEYS = ['base_order_no', 'merchant_order_no'] as const;

function standIn(step: Step, at: number, cells: CarriedCells, amounts: Map<number, number>): unknown {
  if (step.type !== 'money') return standInFor(at);
  const minor = cells.minor[at] ?? 0;
  amounts.set(at, minor);
  return probeOf(at, minor);
}
