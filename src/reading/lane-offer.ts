import type { ByteLane, OpenLane } from './table.ts';
import type { CellDecoder } from './text/cell-decoders.ts';
import type { PlainRecord } from './text/plain-record.ts';

/** Records that are offered to a lane before they become text. */
export class LaneOffer {
  /** The record asked about or taken last. */
  readonly record: PlainRecord;
  readonly #lane: ByteLane;

  constructor(open: OpenLane, record: PlainRecord) {
    this.record = record;
    this.#lane = open(record);
  }

  /** What the cells from now on are decoded with. */
  decodeWith(decoder: CellDecoder): void {
    this.record.decoder = decoder;
  }

  /** Whether the record at `at` is one that the lane reads, all of whose characters are known. */
  isRead(at: number, end: number, row: number): boolean {
    const record = this.record;
    if (!record.split(at, end)) return false;
    record.decoder.damaged = false;
    return this.#lane.reads(record, row) && !record.decoder.damaged;
  }

  /** Lets the lane take the record asked about last; returns how many that is. */
  take(row: number): number {
    this.#lane.take(this.record, row);
    return 1;
  }

  /** Lets the lane take records from `at` on that are like others; returns how many it took. */
  takeAlike(at: number, end: number, row: number): number {
    return this.#lane.takeAlike?.(this.record, at, end, row) ?? 0;
  }
}
