import { KERNEL_COLUMN, KEY_MARK, type Kernel, MASKED_MARK, UNKNOWN } from '../kernel/kernel.ts';
import { KernelProof, type ProofStep } from '../kernel/kernel-proof.ts';
import type { FactTemplate, Templates } from '../model/fact-sink.ts';
import type { PlainRecord } from '../reading/text/plain-record.ts';
import type { CellType } from '../sources/columns.ts';
import { findOrderNo, type KeyFinder } from '../sources/rules/key-rules.ts';
import { type CarriedCells, standInFor, textOf } from './carried-cells.ts';
import { ROW_PROBE, TemplateRecorder, writeTemplate } from './fact-template.ts';
import { type FactWriter, writeFact } from './fact-writer.ts';
import { observe } from './observe.ts';
import { Probes, probeOf } from './probes.ts';
import { ProofRecorder } from './proof-recorder.ts';
import type { RowReader } from './row-reader.ts';
import type { Step } from './steps.ts';

/** What rows of one signature become. */
export interface RowShape {
  readonly template: FactTemplate;
  /** What `Templates` made of it; null where the facts are written cell by cell. */
  readonly compiled: number | null;
  /** What `KernelProof` made of what they prove. */
  readonly proof: number;
}

/** A shape before it is compiled. */
interface RecordedShape {
  readonly template: FactTemplate;
  readonly steps: readonly ProofStep[];
}

const MISSES = 4096;
/** After so many records the shapes must have fitted every fourth, or they are not looked for any more. */
const TRIAL_RECORDS = 8192;

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
  readonly #proof: KernelProof;
  /** Whether the signature is that of the record looked for last, and new. */
  #isSigned = false;
  #records = 0;
  #hits = 0;

  constructor(reader: RowReader, writer: FactWriter, { kernel }: PlainRecord) {
    this.#reader = reader;
    this.#kernel = kernel;
    this.#cells = kernel.carried;
    this.#writer = writer;
    this.#templates = writer.out.templates?.(kernel) ?? null;
    this.#proof = new KernelProof(kernel);
    reader.proof.ahead = this.#proof;
    kernel.columns(reader.steps.map(kernelColumn));
    kernel.ordinary({
      cells_min: reader.row_width_min ?? 0,
      header_width: reader.header_width,
      is_footed: reader.source.footer !== undefined,
      read: reader.steps.map(({ position }) => position),
    });
  }

  get #isWorthwhile(): boolean {
    return this.#records <= TRIAL_RECORDS || this.#hits * 4 >= this.#records;
  }

  /** The shape of the record that was split last, whose cells are then carried; null where it has none that is known. */
  find(): RowShape | null {
    this.#isSigned = false;
    if (!this.#isWorthwhile) return null;
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
  #keep(shape: RecordedShape | null): boolean {
    const number = this.#kernel.remember();
    if (number === UNKNOWN) return false;
    this.#known[number] = null;
    if (shape === null) return true;
    const { template, steps } = shape;
    const proof = this.#proof.compile(steps);
    const compiled = this.#templates?.compile(template) ?? null;
    if (proof === 0 || compiled === 0) return false;
    this.#known[number] = { template, compiled, proof };
    if (compiled !== null) this.#kernel.teach(number, compiled, proof);
    return true;
  }

  /** Adds the fact of the record found last to the proof and writes it. */
  take({ template, compiled, proof }: RowShape, row: number): void {
    this.#proof.prove(proof, row);
    if (this.#proof.room === 0) this.#reader.proof.join();
    if (this.#templates !== null && compiled !== null) this.#templates.write(compiled, row);
    else writeTemplate(template, this.#writer.out, this.#cells, row);
  }

  /** Adds and writes the facts of records from `start` on whose shapes are known; returns how many they are. */
  run(record: PlainRecord, start: number, end: number, row: number): number {
    if (this.#templates === null || !this.#isWorthwhile) return 0;
    const rows = record.run(start, end, row, Math.min(this.#proof.room, this.#templates.room));
    if (rows === 0) return 0;
    this.#records += rows;
    this.#hits += rows;
    this.#proof.ran(rows);
    if (this.#proof.room === 0) this.#reader.proof.join();
    this.#templates.ran(rows);
    return rows;
  }

  #cameAgain(): boolean {
    const { hash } = this.#kernel;
    const slot = hash & (MISSES - 1);
    const again = this.#missed[slot] === hash;
    this.#missed[slot] = hash;
    return again;
  }

  #shapeOf(): RecordedShape | null {
    const { source } = this.#reader;
    const probes = new Probes(this.#putStandIns());
    const key = new KeyWitness(this.#reader.context.findKey ?? findOrderNo, this.#cells);
    const context = { ...this.#reader.context, findKey: key.find };
    const fact = source.normalize(this.#reader.values, context);
    if (fact === null || !('fact' in fact)) return null;
    if (!key.is_decided_by_shape) return null;
    const facts = new TemplateRecorder(probes);
    writeFact({ ...this.#writer, out: facts }, source.kind, ROW_PROBE, fact);
    const proof = new ProofRecorder(probes);
    observe(proof, source.kind, fact, ROW_PROBE);
    const [template, steps] = [facts.template(), proof.steps()];
    return template === null || steps === null ? null : { template, steps };
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
