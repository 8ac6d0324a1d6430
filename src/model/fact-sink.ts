import type { Kernel } from '../kernel/kernel.ts';
import type { KernelCell } from '../kernel/kernel-columns.ts';
import type { Minor } from '../money/money.ts';
import type { WallTime } from './facts.ts';

/**
 * Takes facts cell by cell, in the order of the staging columns of their kind (`store/facts/staging.ts`), and gives them back
 * as the bytes of a staging file. Text comes as text or as bytes, numbers as they are: a hot path.
 */
export interface FactSink {
  /** Facts taken since the last `take`. */
  readonly count: number;
  /** Bytes that they take up, about. */
  readonly size: number;
  /** A cell without a value. */
  none(): void;
  /** A text cell. Control characters in it become spaces. */
  text(value: string | null): void;
  /** A text cell that begins with a mark which is not part of the value. */
  marked(mark: string, value: string): void;
  moment(value: WallTime | null): void;
  /** An amount or an id. */
  bigint(value: Minor | null): void;
  /** A count or a row number. */
  integer(value: number): void;
  /** A text cell of UTF-8 bytes without control characters. */
  bytes(source: Buffer, from: number, to: number): void;
  /** A moment whose 19 bytes `YYYY-MM-DD HH:MM:SS` begin at `from`. */
  momentBytes(source: Buffer, from: number): void;
  /** An amount or id as a whole number that a float holds exactly. */
  whole(value: number): void;
  /** Ends the fact. */
  end(): void;
  /** Writes facts alike from records that lie in the memory of a kernel. Absent, or null: one by one, cell by cell. */
  templates?(kernel: Kernel): Templates | null;
  /** The staging file of the facts taken since the last call, in parts that are good until the next fact; none without one. */
  take(): readonly Uint8Array[];
}

/** A fact in which only carried cells change: what each staging column holds. */
export type FactTemplate = readonly KernelCell[];

/** Writes facts by their templates. */
export interface Templates {
  /** Prepares a template, until the kernel forgets its shapes; 0 when there is no room. */
  compile(template: FactTemplate): number;
  /** Writes and ends the fact that the cells carried now make. */
  write(compiled: number, row: number): void;
  /** How many facts a run of the kernel may write. */
  readonly room: number;
  /** Counts facts that a run has written. */
  ran(facts: number): void;
}
