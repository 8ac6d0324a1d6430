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
    sql`select d.batch_id, d.row_no, d.damaged_no, d.fact
      from damaged_rows d join import_batches b on b.book_id = d.book_id and b.batch_id = d.batch_id
      where d.book_id = ${bookId} and d.kind = 'orders' and d.state = 'held'
      order by b.file, b.member nulls first, b.sheet nulls first, d.row_no, d.batch_id`,
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

function toDamaged({ batch_id, row_no, damaged_no, fact }: HeldRow): LeftOver {
  const left = leftOver(damaged_no);
  const is_nearly_whole = left.digits.length >= ROUNDED_DIGITS;
  return { row: { batch_id, row_no, damaged_no, amounts_minor: amountsOf(fact), is_nearly_whole }, ...left };
}

/** What is certain of a number that a spreadsheet rounded to 15 digits. */
const ROUNDED_DIGITS = 14;

function amountsOf(fact: string): bigint[] {
  const cells = JSON.parse(fact) as Record<string, string | null>;
  const [paid, payout, refund] = ['paid_minor', 'payout_minor', 'refund_minor'].map((name) => {
    const cell = cells[name];
    return cell === undefined || cell === null ? null : BigInt(cell);
  });
  const net = paid != null && refund != null ? paid - refund : null;
  return [paid, payout, net].filter((amount) => amount != null);
}

/**
 * The digits that damage left, without the last (it may be rounded), and the length of the whole number:
 * `3.45679E+18` → `34567`, 19; `3456789012345670000` → the first 14 digits, 19.
 */
export function leftOver(damagedNo: string): { digits: string; length: number } {
  const scientific = /^(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})$/.exec(damagedNo.trim());
  if (scientific === null) return { digits: damagedNo.slice(0, ROUNDED_DIGITS), length: damagedNo.length };
  const [, whole = '', decimals = '', exponent = '0'] = scientific;
  return {
    digits: (whole + decimals.replace(/0+$/, '')).slice(0, -1) || whole,
    length: Number.parseInt(exponent, 10) + 1,
  };
}
