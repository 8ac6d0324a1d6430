import type { DamagedOrder } from '../../exceptions/key-case.ts';
import type { Executor } from '../../store/driver.ts';
import { sql } from '../../store/sql.ts';

interface HeldRow {
  batch_id: bigint;
  row_no: number;
  damaged_no: string;
  fact: string;
}

/** Rows held with a damaged order number, to be asked which of them a whole number could have been. */
export async function damagedOrders(
  tx: Executor,
  bookId: string,
): Promise<(matchKey: string) => readonly DamagedOrder[]> {
  const rows = await tx.query<HeldRow>(
    sql`select batch_id, row_no, damaged_no, fact from damaged_rows
      where book_id = ${bookId} and kind = 'orders' and state = 'held'
      order by batch_id, row_no`,
  );
  return damagedLike(rows.map(toDamaged));
}

/** A damaged row and what its number still says: see {@link leftOver}. */
interface LeftOver {
  readonly row: DamagedOrder;
  readonly digits: string;
  readonly length: number;
}

/** Rows are looked up by as many leading digits as they have, up to this many. */
const START_DIGITS = 3;

/** Which of the rows a whole number could have been: as long, and beginning with the digits that are left. */
export function damagedLike(rows: readonly LeftOver[]): (matchKey: string) => readonly DamagedOrder[] {
  const byStart = Map.groupBy(rows, ({ digits }) => digits.slice(0, START_DIGITS));
  const starts = Array.from({ length: START_DIGITS }, (_, at) => at + 1);
  return (matchKey) =>
    starts
      .flatMap((digits) => byStart.get(matchKey.slice(0, digits)) ?? [])
      .filter(({ digits, length }) => matchKey.length === length && matchKey.startsWith(digits))
      .map(({ row }) => row);
}

function toDamaged(held: HeldRow): LeftOver {
  const row = {
    batch_id: held.batch_id,
    row_no: held.row_no,
    damaged_no: held.damaged_no,
    paid_minor: paidOf(held.fact),
  };
  return { row, ...leftOver(held.damaged_no) };
}

function paidOf(fact: string): bigint | null {
  const { paid_minor } = JSON.parse(fact) as { paid_minor?: string | null };
  return paid_minor === undefined || paid_minor === null ? null : BigInt(paid_minor);
}

/**
 * The digits that damage left, without the last (it may be rounded), and the length of the whole number:
 * `3.45679E+18` → `34567`, 19; `3456789012345670000` → the first 14 digits, 19.
 */
export function leftOver(damagedNo: string): { digits: string; length: number } {
  const scientific = /^(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})$/.exec(damagedNo.trim());
  if (scientific === null) return { digits: damagedNo.slice(0, 14), length: damagedNo.length };
  const [, whole = '', decimals = '', exponent = '0'] = scientific;
  return {
    digits: (whole + decimals.replace(/0+$/, '')).slice(0, -1) || whole,
    length: Number.parseInt(exponent, 10) + 1,
  };
}
