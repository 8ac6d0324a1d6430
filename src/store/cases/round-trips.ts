import type { WallTime } from '../../model/facts.ts';
import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';
import { nextNumber } from './case-steps.ts';

/** A filled workbook that was read. */
export interface RoundTripRow {
  readonly round_trip_id: bigint;
  readonly file: string;
  readonly made_by: string;
  readonly made_at: WallTime;
  /** JSON: what its rows ask for. */
  readonly rows: string;
  readonly applied_at: WallTime | null;
}

/** Keeps what a workbook asks for; returns its number. */
export async function insertRoundTrip(
  tx: Executor,
  book_id: string,
  trip: Omit<RoundTripRow, 'round_trip_id' | 'applied_at'>,
): Promise<bigint> {
  const id = await nextNumber(tx, 'app.round_trip_ids');
  await tx.execute(sql`insert into app.round_trips values (${book_id}, ${id}, ${trip.file}, ${trip.made_by},
    ${trip.made_at}, ${trip.rows}, null)`);
  return id;
}

/** A workbook by its number; null when there is none. */
export async function roundTripOf(on: Executor, book_id: string, id: bigint): Promise<RoundTripRow | null> {
  const [row] =
    await on.query<RoundTripRow>(sql`select round_trip_id, file, made_by, made_at, rows, applied_at
    from app.round_trips where book_id = ${book_id} and round_trip_id = ${id}::bigint`);
  return row ?? null;
}

/** Marks a workbook applied; its rows are no longer needed, the steps tell them. */
export async function markApplied(tx: Executor, book_id: string, id: bigint, at: WallTime): Promise<void> {
  await tx.execute(sql`update app.round_trips set applied_at = ${at}::timestamp, rows = '[]'
    where book_id = ${book_id} and round_trip_id = ${id}::bigint`);
}
