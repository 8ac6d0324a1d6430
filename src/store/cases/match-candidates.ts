import type { WallTime } from '../../model/facts.ts';
import type { Actor } from '../../model/role.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { ofShopsSeen } from '../shops-seen.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';

/** A key that money could be moved to or from. */
export interface CandidateRow {
  readonly match_key: string;
  readonly case_id: bigint | null;
}

/** Rows of a shop that the user may see, and money that no order claims yet. */
function seenByOrNone(who: Pick<Actor, 'shops'>, alias: 'b' | 'c' = 'c'): Sql {
  const shop = `${alias}.shop`;
  return sql`(${trusted(shop)} is null or ${ofShopsSeen(shop, who)})`;
}

/** How many keys are looked at beside a case. */
const LOOKED_AT_MAX = 200;

/**
 * Keys of open cases on the other side: those that lack money for one that has too much, and the other way round; the
 * nearest amounts first, then the nearest days.
 */
export async function openCounterparts(
  on: Executor,
  book_id: string,
  self: {
    readonly match_key: string;
    readonly discrepancy_minor: Minor;
    readonly happened_at: WallTime | null;
  },
  who: Pick<Actor, 'shops'>,
): Promise<CandidateRow[]> {
  const { match_key, discrepancy_minor, happened_at } = self;
  const side = trusted(discrepancy_minor > 0n ? 'c.discrepancy_minor < 0' : 'c.discrepancy_minor > 0');
  const apart =
    happened_at === null ? trusted('0') : sql`abs(minutes_between(c.happened_at, ${happened_at}::timestamp))`;
  return on.query<CandidateRow>(sql`select c.match_key, c.case_id from app.cases c
    where c.book_id = ${book_id} and not c.is_gone and c.state not in ('resolved', 'written_off')
      and c.exception_type <> 'fee_variance' and c.match_key <> ${match_key} and ${side} and ${seenByOrNone(who)}
    order by abs(c.discrepancy_minor + ${discrepancy_minor}::bigint), ${apart} nulls last, c.match_key
    limit ${LOOKED_AT_MAX}`);
}

/** Keys that the last run looked at and a number finds: an order, a payment or wallet line, or the beginning of one. */
export async function keysNumbered(
  on: Executor,
  book_id: string,
  number: string,
  who: Pick<Actor, 'shops'>,
): Promise<CandidateRow[]> {
  const end = `${number}\u{10ffff}`;
  return on.query<CandidateRow>(sql`with found as (
      select b.match_key from balances b where b.book_id = ${book_id}
        and (b.match_key >= ${number} and b.match_key < ${end} or b.match_key >= ${`?${number}`} and b.match_key < ${`?${end}`})
      union
      select l.match_key from statement_lines l where l.book_id = ${book_id} and l.live and l.line_no = ${number}
    )
    select f.match_key, max(c.case_id) as case_id from found f
    left join app.cases c on c.book_id = ${book_id} and c.match_key = f.match_key and not c.is_gone
      and c.exception_type <> 'fee_variance'
    join balances b on b.book_id = ${book_id} and b.match_key = f.match_key and ${seenByOrNone(who, 'b')}
    group by f.match_key order by f.match_key limit ${LOOKED_AT_MAX}`);
}

/** What the files say of some keys: the order's status or the words of the first line, and where that stands. */
export interface KeyWords {
  readonly match_key: string;
  readonly words: string;
  readonly batch_id: bigint;
  readonly file: string;
  readonly sheet: string | null;
  readonly row_no: number;
}

/** The words of keys, orders before lines. */
export async function wordsOfKeys(
  on: Executor,
  book_id: string,
  keys: readonly string[],
): Promise<Map<string, KeyWords>> {
  if (keys.length === 0) return new Map();
  const among = join(keys.map((key) => sql`${key}`));
  const rows = await on.query<KeyWords>(sql`with told as (
      select o.match_key, 1 as rank, o.status_text as words, o.batch_id, o.row_no
      from orders o where o.book_id = ${book_id} and o.live and o.match_key in (${among})
      union all
      select l.match_key, 2, trim(s.entry_type || ' ' || s.description), l.batch_id, l.row_no
      from statement_lines l
      join subjects s on s.book_id = l.book_id and s.subject_id = l.subject_id
      where l.book_id = ${book_id} and l.live and l.match_key in (${among})
    )
    select t.match_key, t.words, t.batch_id, b.file, b.sheet, t.row_no
    from told t join import_batches b on b.book_id = ${book_id} and b.batch_id = t.batch_id
    order by t.match_key, t.rank desc, t.batch_id desc, t.row_no desc`);
  return new Map(rows.map((row) => [row.match_key, row]));
}
