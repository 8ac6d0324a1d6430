import type { CellDecoder } from './cell-decoders.ts';
import type { PlainRecord } from './plain-record.ts';
import type { ByteLane, OpenLane } from './table.ts';

/** Records that are offered to a lane before they become text. */
export class LaneOffer {
  readonly #record: PlainRecord;
  readonly #lane: ByteLane;

  constructor(open: OpenLane, record: PlainRecord) {
    this.#record = record;
    this.#lane = open(record);
  }

  /** What the cells from now on are decoded with. */
  decodeWith(decoder: CellDecoder): void {
    this.#record.decoder = decoder;
  }

  /** Whether the record at `at` is one that the lane reads, all of whose characters are known. */
  isRead(at: number, end: number, row: number): boolean {
    const record = this.#record;
    if (!record.split(at, end)) return false;
    record.decoder.damaged = false;
    return this.#lane.reads(record, row) && !record.decoder.damaged;
  }

  /** Lets the lane take the record asked about last, and returns it. */
  take(row: number): PlainRecord {
    this.#lane.take(this.#record, row);
    return this.#record;
  }
}
