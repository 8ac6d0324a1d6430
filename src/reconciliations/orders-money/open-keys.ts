import {
  type CaseLine,
  type CaseOrder,
  type CaseRefund,
  type KeyCase,
  NO_ROW,
} from '../../exceptions/key-case.ts';
import type { WallTime } from '../../model/facts.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../../store/driver.ts';
import { type Sql, sql } from '../../store/sql.ts';
import { onlyCountedLines, onlyOwnLines } from './counted-lines.ts';
import { IS_KEYED, tiedResidue } from './residue.ts';
import { isInScope, type Scope } from './scope.ts';
import type { Share } from './shares.ts';

/** Keys looked at together: bounds memory, not results. */
const KEYS_PER_PAGE = 4_000;

/**
 * Puts aside the facts of every key that is left to diagnosis: orders that have no balance yet, trade money that names no
 * order, and keys that people moved money of.
 */
export async function setOpenKeysAside(tx: Executor, scope: Scope, shares: readonly Share[]): Promise<void> {
  const { book_id } = scope;
  for (const table of [
    'open_keys',
    'open_orders',
    'open_lines',
    'open_refunds',
    'open_candidates',
  ] as const) {
    await tx.execute(DROP[table]);
  }
  await findOpenKeys(tx, scope, shares);
  await tx.execute(sql`create temp table open_orders as
    select o.match_key, o.batch_id, o.row_no, o.shop, o.payment_no, o.status, o.status_text, o.created_at, o.paid_at,
      o.delivered_at, o.paid_minor, o.shipping_minor, o.refund_minor, o.payout_minor, o.subsidy_minor,
      o.deposit_order_no, o.stages, b.as_of
    from orders o
    join open_keys k on k.match_key = o.match_key
    left join import_batches b on b.book_id = o.book_id and b.batch_id = o.batch_id
    where o.book_id = ${book_id} and o.live`);
  await tx.execute(openLines(scope));
  await tx.execute(sql`create temp table open_refunds as
    select coalesce(n.order_no, r.match_key) as match_key, r.batch_id, r.row_no, r.refund_no, r.refund_minor, r.stage,
      r.completed_at
    from refunds r
    left join key_links n on n.book_id = r.book_id and n.match_key = r.match_key
    join open_keys k on k.match_key = coalesce(n.order_no, r.match_key)
    where r.book_id = ${book_id} and r.live and r.status = 'succeeded'`);
  await tx.execute(sql`create temp table open_candidates as
    select k.match_key, c.order_no from payment_candidates c join open_keys k on k.match_key = c.match_key`);
}

const DROP = {
  open_keys: sql`drop table if exists open_keys`,
  open_orders: sql`drop table if exists open_orders`,
  open_lines: sql`drop table if exists open_lines`,
  open_refunds: sql`drop table if exists open_refunds`,
  open_candidates: sql`drop table if exists open_candidates`,
} as const satisfies Record<string, Sql>;

async function findOpenKeys(tx: Executor, scope: Scope, shares: readonly Share[]): Promise<void> {
  const { book_id } = scope;
  await tx.execute(sql`create temp table open_keys as
    select match_key from orderless_keys where trade_count > 0
    union
    select match_key from moved_money`);
  for (const share of shares) {
    await tx.execute(sql`insert into open_keys
      select o.match_key from orders o
      where o.book_id = ${book_id} and o.live and ${isInScope(scope)} ${share(sql`o.match_key`)}
        and o.match_key not in (select match_key from moved_money)
      except
      select b.match_key from balances b where b.book_id = ${book_id} ${share(sql`b.match_key`)}`);
  }
}

/** Lines that name an open order themselves, and those of the residue. */
function openLines(scope: Scope): Sql {
  const { book_id } = scope;
  return sql`create temp table open_lines as
    select l.match_key, l.batch_id, l.row_no, l.account_id, l.line_no, l.transaction_no, l.happened_at, l.amount_minor,
      l.fee_minor, c.fee_component, c.component, c.term, null::text as link_rule
    from statement_lines l
    join open_orders k on k.match_key = l.match_key
    join subject_components c on c.book_id = ${book_id} and c.subject_id = l.subject_id
    where l.book_id = ${book_id} and l.live and c.term <> 'own_account'
      ${onlyCountedLines(scope)} ${onlyOwnLines(book_id)}
    union all
    select l.match_key, l.batch_id, l.row_no, l.account_id, l.line_no, l.transaction_no, l.happened_at, l.amount_minor,
      l.fee_minor, c.fee_component, c.component, c.term, l.link_rule
    from ${tiedResidue(book_id)} l
    join open_keys k on k.match_key = l.match_key
    join subject_components c on c.book_id = ${book_id} and c.subject_id = l.subject_id
    where ${IS_KEYED}`;
}

type Keyed<T> = T & { match_key: string };

/** The open keys with all their facts, page by page in order of the key. A page is read while the one before it is in hand. */
export async function* readOpenKeys(tx: Executor): AsyncIterable<KeyCase[]> {
  let page = await readAfter(tx, '');
  while (page !== null) {
    const next = readAfter(tx, page.last);
    try {
      yield page.keys;
    } finally {
      await next.catch(() => undefined);
    }
    page = await next;
  }
}

async function readAfter(tx: Executor, after: string): Promise<{ keys: KeyCase[]; last: string } | null> {
  const rows = await tx.query<{ match_key: string }>(
    sql`select match_key from open_keys where match_key > ${after} order by match_key limit ${KEYS_PER_PAGE}`,
  );
  const keys = rows.map((row) => row.match_key);
  const last = keys.at(-1);
  return last === undefined ? null : { keys: await readPage(tx, keys, after, last), last };
}

async function readPage(
  tx: Executor,
  keys: readonly string[],
  after: string,
  upTo: string,
): Promise<KeyCase[]> {
  const within = sql`match_key > ${after} and match_key <= ${upTo}`;
  const orders = await tx.query<Keyed<CaseOrder>>(sql`select * from open_orders where ${within}`);
  const lines = await tx.query<Keyed<CaseLine>>(
    sql`select * from open_lines where ${within} order by match_key, happened_at, batch_id, row_no`,
  );
  const refunds = await tx.query<Keyed<CaseRefund>>(
    sql`select * from open_refunds where ${within} order by match_key, refund_no, batch_id, row_no`,
  );
  const candidates = await tx.query<{ match_key: string; order_no: string }>(
    sql`select * from open_candidates where ${within} order by match_key, order_no`,
  );
  const moved = await tx.query<MovedRow>(sql`select * from moved_money where ${within} order by match_key`);
  const orderOf = new Map(orders.map((order) => [order.match_key, order]));
  const linesOf = Map.groupBy(lines, (line) => line.match_key);
  const refundsOf = Map.groupBy(refunds, (refund) => refund.match_key);
  const candidatesOf = Map.groupBy(candidates, (candidate) => candidate.match_key);
  const movedOf = new Map(moved.map((row) => [row.match_key, row]));
  return keys.map((match_key) => ({
    match_key,
    order: orderOf.get(match_key) ?? null,
    lines: [...(linesOf.get(match_key) ?? []), ...movedLines(movedOf.get(match_key))],
    adjusted_minor: movedOf.get(match_key)?.adjusted_minor ?? 0n,
    refunds: refundsOf.get(match_key) ?? [],
    candidates: (candidatesOf.get(match_key) ?? []).map((each) => each.order_no),
  }));
}

/** What people moved to or from a key: see moved-money.ts. */
interface MovedRow {
  match_key: string;
  amount_minor: Minor;
  fee_minor: Minor;
  adjusted_minor: Minor;
  moved_at: WallTime;
  account_id: string | null;
}

/** Moved money as lines: trade money, and the fee that a person named. No row of a file shows them. */
function movedLines(moved: MovedRow | undefined): CaseLine[] {
  if (moved === undefined) return [];
  const line = {
    ...NO_ROW,
    account_id: moved.account_id ?? '',
    line_no: null,
    transaction_no: null,
    happened_at: moved.moved_at,
    fee_minor: 0n,
    fee_component: 'processing_fee',
    link_rule: 'manual',
  } as const;
  const trade = { ...line, amount_minor: moved.amount_minor, component: 'sale', term: 'receipt' } as const;
  const fee = { ...line, amount_minor: -moved.fee_minor, component: 'adjustment', term: 'fee' } as const;
  return [trade, fee].filter(({ amount_minor }) => amount_minor !== 0n);
}
