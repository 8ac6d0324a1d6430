import type { FactKind } from '../../model/facts.ts';
import { ofEachRecord } from '../../model/records.ts';
import type { Executor } from '../driver.ts';
import { type Sql, sql, trusted } from '../sql.ts';
import { distrustSums, tablesOf } from './fact-copies.ts';
import { type FactBatch, takeStock } from './facts.ts';
import { CONTENT } from './staging.ts';

/** How far along a fact is: of two exports of one moment the one in which more has happened is the later. */
const PROGRESS: Readonly<Record<FactKind, ((alias: string) => string) | null>> = {
  orders: (alias) => `(case ${alias}.status when 'unpaid' then 0 when 'paid' then 1 when 'shipped' then 2
      when 'completed' then 3 else 4 end * 1000000000000000 + coalesce(${alias}.refund_minor, 0))`,
  order_lines: (alias) => `coalesce(${alias}.refund_minor, 0)`,
  refunds: (alias) => `(case ${alias}.status when 'pending' then 0 else 1 end)`,
  statement_lines: null,
  control_totals: null,
  ...ofEachRecord(() => null),
};

/** A line that is booked never changes, so the fuller telling counts before the later one. */
const FULLEST_FIRST: ReadonlySet<FactKind> = new Set(['statement_lines']);

/**
 * The order of tellings of one fact as terms of `order by`, the one that counts first: of the source of lower rank, of
 * the latest export (a line: of the fullest), of the fullest, of the furthest, and then of the file whose hash is greater,
 * so that it does not depend on the order of imports; inside a file the last row.
 * `batch`, `imported` and `fact` are the aliases of the batch, its import and the row, `batch_id` the batch's column.
 */
export function tellingOrder(
  kind: FactKind,
  batch: string,
  imported: string,
  fact: string,
  batch_id = 'batch_id',
): Sql {
  const progress = PROGRESS[kind]?.(fact);
  const full = `${batch}.columns_known desc`;
  const late = `${batch}.as_of desc nulls last`;
  const terms = [
    `${batch}.source_rank`,
    ...(FULLEST_FIRST.has(kind) ? [full, late] : [late, full]),
    ...(progress === undefined ? [] : [`${progress} desc`]),
    `${imported}.sha256 desc`,
    `${batch}.${batch_id} desc`,
    `${fact}.row_no desc`,
  ];
  return trusted(terms.join(', '));
}

/** Whether batch `n` counts before batch `b`, by what {@link tellingOrder} looks at before the row; null where it does not say. */
function headWins(kind: FactKind): Sql {
  const full = 'when n.columns_known <> b.columns_known then n.columns_known > b.columns_known';
  const late = 'when n.as_of is distinct from b.as_of then coalesce(n.as_of > b.as_of, b.as_of is null)';
  const [second, third] = FULLEST_FIRST.has(kind) ? [full, late] : [late, full];
  return trusted(
    `case when n.source_rank <> b.source_rank then n.source_rank < b.source_rank ${second} ${third} end`,
  );
}

/** As {@link tellingOrder}, whether row `f` counts before row `o`; `b` says what their batches say. */
function wins(kind: FactKind): Sql {
  const [mine, theirs] = [PROGRESS[kind]?.('f'), PROGRESS[kind]?.('o')];
  if (mine === undefined) return trusted('coalesce(b.head_wins, b.tail_wins)');
  return trusted(
    `coalesce(b.head_wins, case when ${mine} <> ${theirs} then ${mine} > ${theirs} else b.tail_wins end)`,
  );
}

/** Whether the file of batch `n` comes before that of batch `b` where nothing else says which row counts. */
const TAIL_WINS = trusted(
  'case when ni.sha256 <> bi.sha256 then ni.sha256 > bi.sha256 else n.batch_id > b.batch_id end',
);

/**
 * Compares a batch with the other batches of its channel: of several tellings of one fact one stays live, see
 * {@link tellingOrder}. The batch must be written down with its rank, `as_of` and span.
 * @returns rows known already, and those among them that now say otherwise: they update the fact, or, as lines, contradict it.
 */
export async function supersede(tx: Executor, batch: FactBatch): Promise<{ known: number; changed: number }> {
  const overlapping = sql`from import_batches n join import_batches b on b.book_id = n.book_id
      and b.kind = n.kind and b.channel = n.channel and b.batch_id <> n.batch_id
      and (b.first_at is null or n.first_at is null
        or (b.first_at <= n.last_at + interval '1 day' and b.last_at >= n.first_at - interval '1 day'))
    join imports ni on ni.book_id = n.book_id and ni.import_id = n.import_id
    join imports bi on bi.book_id = b.book_id and bi.import_id = b.import_id
    where n.book_id = ${batch.book_id} and n.batch_id = ${batch.batch_id}`;
  const [others] = await tx.query<{ batches: bigint }>(sql`select count(*) as batches ${overlapping}`);
  if (countOf(others?.batches) === 0) return { known: 0, changed: 0 };
  const kind = trusted(batch.kind);
  await tx.execute(sql`create temp table met as
    select f.row_no, o.batch_id as other_batch_id, o.row_no as other_row_no,
      ${agrees(batch.kind, 'f', 'o', 'b.same_source')} as same, ${wins(batch.kind)} as wins
    from (select b.batch_id, n.source_id = b.source_id as same_source, ${headWins(batch.kind)} as head_wins,
        ${TAIL_WINS} as tail_wins
        ${overlapping}) b
    join ${kind} o on o.book_id = ${batch.book_id} and o.batch_id = b.batch_id and o.live
    join ${kind} f on f.book_id = ${batch.book_id} and f.batch_id = ${batch.batch_id} and f.live
      and f.identity_hash = o.identity_hash and f.occurrence = o.occurrence`);
  const [counted] = await tx.query<{ known: bigint; changed: bigint }>(
    sql`select count(*) as known, count(*) filter (where not same and ${CONTRADICTS[batch.kind]}) as changed from met`,
  );
  const known = countOf(counted?.known);
  await takeStock(tx, 'met', known);
  for (const table of tablesOf(batch.kind).map(trusted))
    await tx.execute(sql`update ${table} set live = false from met m where m.wins
      and ${table}.book_id = ${batch.book_id} and ${table}.batch_id = m.other_batch_id and ${table}.row_no = m.other_row_no`);
  await distrustSums(tx, batch.book_id, sql`select other_batch_id from met where wins`);
  await tx.execute(sql`update ${kind} set live = false from met m where not m.wins
    and ${kind}.book_id = ${batch.book_id} and ${kind}.batch_id = ${batch.batch_id} and ${kind}.row_no = m.row_no`);
  await tx.execute(sql`drop table met`);
  return { known, changed: countOf(counted?.changed) };
}

/**
 * What the rows among the mendings, as facts of a kind, tell beyond what earlier batches and later rows of their own
 * batch do: how many tell nothing new, and how many of these say otherwise. Batches without such rows are left out.
 */
export function countKnownMended(
  tx: Executor,
  book_id: string,
  fact_kind: FactKind,
): Promise<{ batch_id: bigint; known: bigint; changed: bigint }[]> {
  const kind = trusted(fact_kind);
  const batches = sql`select n.batch_id, b.batch_id as other_batch_id, n.source_id = b.source_id as same_source,
      ${headWins(fact_kind)} as head_wins, ${TAIL_WINS} as tail_wins, b.source_rank, b.columns_known, b.as_of, bi.sha256
    from import_batches n join import_batches b on b.book_id = n.book_id and b.batch_id <= n.batch_id
      and b.kind = n.kind and b.channel = n.channel
    join imports ni on ni.book_id = n.book_id and ni.import_id = n.import_id
    join imports bi on bi.book_id = b.book_id and bi.import_id = b.import_id
    where n.book_id = ${book_id} and n.batch_id in (select batch_id from mendings)`;
  return tx.query(sql`select batch_id, count(*) as known,
      count(*) filter (where not same and ${CONTRADICTS[fact_kind]}) as changed
    from (select f.batch_id, ${agrees(fact_kind, 'f', 'o', 'b.same_source')} as same, ${wins(fact_kind)} as wins,
        row_number() over (partition by f.batch_id, f.row_no
          order by ${tellingOrder(fact_kind, 'b', 'b', 'o', 'other_batch_id')}) as place
      from mendings m
      join ${kind} f on f.book_id = ${book_id} and f.batch_id = m.batch_id and f.row_no = m.row_no
      join (${batches}) b on b.batch_id = f.batch_id
      join ${kind} o on o.book_id = f.book_id and o.batch_id = b.other_batch_id and o.identity_hash = f.identity_hash
        and o.occurrence = f.occurrence and (o.batch_id < f.batch_id or o.row_no > f.row_no)) t
    where place = 1 group by batch_id`);
}

/** Which tellings that say otherwise count as changed: a fact that develops is changed by a later one, a line by any. */
const CONTRADICTS: Readonly<Record<FactKind, Sql>> = {
  orders: trusted('wins'),
  order_lines: trusted('wins'),
  refunds: trusted('wins'),
  statement_lines: trusted('true'),
  control_totals: trusted('wins'),
  ...ofEachRecord(() => trusted('wins')),
};

/**
 * Whether two rows of a kind, given by their aliases, say the same. Wallet lines do when their money agrees, whatever
 * words their layouts have for it: amount, fee, balance and minute, as far as both tell them (a layout may tell the day alone). A source that does not tell
 * the fee of a line books it as a line of its own, so its balance is that before the fee.
 */
export function agrees(kind: FactKind, one: string, other: string, same_source: string): Sql {
  if (kind !== 'statement_lines')
    return trusted(
      CONTENT[kind].map((name) => `${one}.${name} is not distinct from ${other}.${name}`).join(' and '),
    );
  return trusted(`(${one}.amount_minor = ${other}.amount_minor
    and (${one}.fee_minor = ${other}.fee_minor
      or (not ${same_source} and (${one}.fee_minor = 0 or ${other}.fee_minor = 0)))
    and coalesce(${one}.balance_minor + ${one}.fee_minor = ${other}.balance_minor + ${other}.fee_minor, true)
    and (date_trunc('minute', ${one}.happened_at) = date_trunc('minute', ${other}.happened_at)
      or (date_trunc('day', ${one}.happened_at) = date_trunc('day', ${other}.happened_at)
        and (${tellsDayOnly(one)} or ${tellsDayOnly(other)}))))`);
}

/** A day alone is kept as its first moment. */
function tellsDayOnly(line: string): string {
  return `${line}.happened_at = date_trunc('day', ${line}.happened_at)`;
}

/** A number of rows, which is never beyond what a number holds. */
function countOf(rows: bigint | undefined): number {
  return Number(rows ?? 0n);
}
