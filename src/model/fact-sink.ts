import type { Minor } from '../money/money.ts';
import type { WallTime } from './facts.ts';

/**
 * Takes facts cell by cell, in the order of the staging columns of their kind (`store/staging.ts`), and gives them back
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
  /** The staging file of the facts taken since the last call, in parts that are good until the next fact; none without one. */
  take(): readonly Uint8Array[];
}
