import { now } from '../../calendar/wall-time.ts';
import type { WallTime } from '../../model/facts.ts';
import type { Executor, Store } from '../driver.ts';
import { type Sql, sql, trusted } from '../sql.ts';
import { applyOffers } from './case-offers.ts';
import { applySteps, markSteps, nextNumber, writeSteps } from './case-steps.ts';
import { takeOverDecisions } from './old-decisions.ts';

/** What a synchronisation did. */
export interface SyncCounts {
  readonly opened: number;
  /** Settled by themselves: the exception is no longer found. */
  readonly settled: number;
  /** Closed cases that were opened again, because their money changed or their exception came back. */
  readonly returned: number;
  readonly amount_changed: number;
  /** Accepted by rules that the book keeps. */
  readonly by_rule: number;
}

const NOTHING: SyncCounts = { opened: 0, settled: 0, returned: 0, amount_changed: 0, by_rule: 0 };

const SAME_CASE = trusted(
  'x.book_id = c.book_id and x.match_key = c.match_key and x.exception_type = c.exception_type and x.component = c.component',
);

/** Columns that a case copies from its exception. */
const COPIED = [
  'order_no',
  'cause',
  'shop',
  'account_id',
  'happened_at',
  'expected_minor',
  'actual_minor',
  'discrepancy_minor',
  'evidence',
  'explanation',
] as const;

/**
 * Brings the cases to what the last run found: new exceptions open a case, vanished ones settle theirs, changed money
 * opens a closed one again. A transaction of its own, after the run's; nothing happens when the cases know the run
 * already, so it may be repeated after it was cut off.
 */
export async function syncCases(store: Store, book_id: string): Promise<SyncCounts> {
  if (!(await isBehind(store, book_id))) return NOTHING;
  return store.transaction(async (tx) => {
    await tx.query(sql`select lock_book(${`${book_id}/cases`}) as locked`);
    const at = now();
    const last = await lastSync(tx, book_id);
    const mark = await markSteps(tx);
    await findVanished(tx, book_id);
    await findReached(tx, book_id);
    await settleVanished(tx, book_id, at, last?.import_id ?? 0n);
    await moveFound(tx, book_id, at);
    await applySteps(tx, book_id, mark);
    await copyFound(tx, book_id);
    await openNew(tx, book_id, at);
    await takeOverDecisions(tx, book_id);
    const by_rule = await applyOffers(tx, book_id, mark, at);
    await rememberSync(tx, book_id, at);
    return { ...(await countsOf(tx, book_id, mark)), by_rule };
  });
}

async function isBehind(store: Executor, book_id: string): Promise<boolean> {
  const [row] = await store.query<{ behind: boolean }>(sql`select coalesce(
      (select max(run_id) from runs where book_id = ${book_id})
        > coalesce((select max(run_id) from app.case_syncs where book_id = ${book_id}), 0),
      false) as behind`);
  return row?.behind ?? false;
}

async function lastSync(tx: Executor, book_id: string): Promise<{ import_id: bigint } | undefined> {
  const [row] = await tx.query<{ import_id: bigint }>(
    sql`select import_id from app.case_syncs where book_id = ${book_id}`,
  );
  return row;
}

async function rememberSync(tx: Executor, book_id: string, at: WallTime): Promise<void> {
  await tx.execute(sql`delete from app.case_syncs where book_id = ${book_id}`);
  await tx.execute(sql`insert into app.case_syncs
    select ${book_id}::text, max(run_id),
      coalesce((select max(import_id) from imports where book_id = ${book_id}), 0), ${at}::timestamp
    from runs where book_id = ${book_id}`);
}

/**
 * Cases whose exception the last run does not have although it looked at their key: the key has a balance, is tied to
 * another, or is in no file any more. A run over some days leaves the cases of other days alone.
 */
async function findVanished(tx: Executor, book_id: string): Promise<void> {
  await tx.execute(sql`drop table if exists vanished_cases`);
  await tx.execute(sql`create temp table vanished_cases as
    with missing as (
      select c.case_id, c.match_key from app.cases c
      where c.book_id = ${book_id} and not c.is_gone
        and not exists (select 1 from exceptions x where ${SAME_CASE})
    )
    select m.case_id, m.match_key from missing m
    where exists (select 1 from balances b where b.book_id = ${book_id} and b.match_key = m.match_key)
      or exists (select 1 from key_links k where k.book_id = ${book_id} and k.match_key = m.match_key)
      or not (exists (select 1 from orders o where o.book_id = ${book_id} and o.match_key = m.match_key and o.live)
        or exists (select 1 from statement_lines l
          where l.book_id = ${book_id} and l.match_key = m.match_key and l.live))`);
}

/** The cases that the last run found, and what that means for each: null where nothing moved. */
async function findReached(tx: Executor, book_id: string): Promise<void> {
  const differs = trusted(COPIED.map((name) => `x.${name} is distinct from c.${name}`).join(' or '));
  await tx.execute(sql`drop table if exists found_cases`);
  await tx.execute(sql`create temp table found_cases as
    select c.case_id, c.match_key, x.discrepancy_minor,
      case
        when c.state in ('resolved', 'written_off')
          and (c.decided_minor is distinct from x.discrepancy_minor or c.reason_code = 'settled') then 'returned'
        when c.state not in ('resolved', 'written_off') and c.discrepancy_minor <> x.discrepancy_minor
          then 'amount_changed'
      end as step,
      c.is_gone or ${differs} as differs
    from app.cases c join exceptions x on ${SAME_CASE}
    where c.book_id = ${book_id}`);
}

async function settleVanished(
  tx: Executor,
  book_id: string,
  at: WallTime,
  knownImport: bigint,
): Promise<void> {
  await findBringers(tx, book_id, knownImport);
  await writeSteps(tx, {
    book_id,
    cases: sql`app.cases c
      join vanished_cases v on v.case_id = c.case_id and v.match_key = c.match_key
      left join bringing_files f on f.case_id = c.case_id
      where c.book_id = ${book_id} and c.state not in ('resolved', 'written_off')`,
    what: trusted(`'settled'`),
    action_id: null,
    made_by: null,
    made_at: at,
    file: trusted('f.file'),
    discrepancy_minor: trusted('0'),
    change: {
      state: trusted(`'resolved'`),
      reason_code: trusted(`'settled'`),
      waiting_for: trusted('null'),
      proposed_by: trusted('null'),
      decided_minor: trusted('c.discrepancy_minor'),
      closed_at: sql`${at}`,
    },
  });
  await tx.execute(sql`update app.cases set is_gone = true
    where book_id = ${book_id} and case_id in (select case_id from vanished_cases)`);
}

/** For each vanished case the file that brought what settled it, of the imports since the last synchronisation. */
async function findBringers(tx: Executor, book_id: string, knownImport: bigint): Promise<void> {
  const [fresh] = await tx.query<{ count: bigint }>(sql`select count(*) as count from import_batches
    where book_id = ${book_id} and import_id > ${knownImport}::bigint`);
  await tx.execute(sql`drop table if exists bringing_files`);
  if (fresh?.count === 0n) {
    await tx.execute(sql`create temp table bringing_files (case_id bigint, file text)`);
    return;
  }
  await tx.execute(sql`drop table if exists vanished_keys`);
  await tx.execute(sql`create temp table vanished_keys as
    select case_id, match_key from vanished_cases
    union
    select v.case_id, k.order_no from vanished_cases v
    join key_links k on k.match_key = v.match_key where k.book_id = ${book_id}
    union
    select v.case_id, k.match_key from vanished_cases v
    join key_links k on k.order_no = v.match_key where k.book_id = ${book_id}`);
  const facts = (['statement_lines', 'refunds', 'orders'] as const).map(
    (kind) => sql`select v.case_id, max(l.batch_id) as batch_id
      from ${trusted(kind)} l
      join vanished_keys v on v.match_key = l.match_key
      where l.book_id = ${book_id} and l.live
        and l.batch_id in (select batch_id from import_batches
          where book_id = ${book_id} and import_id > ${knownImport}::bigint)
      group by v.case_id`,
  );
  const [lines, refunds, orders] = facts as [Sql, Sql, Sql];
  await tx.execute(sql`create temp table bringing_files as
    with lines as (${lines}), refunded as (${refunds}), ordered as (${orders})
    select v.case_id, b.file
    from vanished_cases v
    left join lines l on l.case_id = v.case_id
    left join refunded r on r.case_id = v.case_id
    left join ordered o on o.case_id = v.case_id
    join import_batches b on b.book_id = ${book_id} and b.batch_id = coalesce(l.batch_id, r.batch_id, o.batch_id)`);
}

/** Closed cases whose money is another, or whose exception came back, are opened again; open ones say that it changed. */
async function moveFound(tx: Executor, book_id: string, at: WallTime): Promise<void> {
  const reopens = trusted(`f.step = 'returned' or c.state = 'in_review'`);
  await writeSteps(tx, {
    book_id,
    cases: sql`app.cases c join found_cases f on f.case_id = c.case_id and f.match_key = c.match_key
      where c.book_id = ${book_id} and f.step is not null`,
    what: trusted('f.step'),
    action_id: null,
    made_by: null,
    made_at: at,
    discrepancy_minor: trusted('f.discrepancy_minor'),
    change: {
      state: sql`(case when ${reopens} then 'open' else c.state end)`,
      reason_code: trusted('null'),
      proposed_by: trusted('null'),
      decided_minor: trusted('null'),
      closed_at: trusted('null'),
    },
  });
}

async function openNew(tx: Executor, book_id: string, at: WallTime): Promise<void> {
  const copied = trusted(COPIED.join(', '));
  const from = trusted(COPIED.map((name) => `x.${name}`).join(', '));
  const before = await nextNumber(tx, 'app.case_ids');
  await tx.execute(sql`insert into app.cases (book_id, match_key, case_id, exception_type, component, version, state,
      ${copied}, is_gone, opened_at, changed_at)
    select x.book_id, x.match_key, nextval('app.case_ids'), x.exception_type, x.component, 1, 'open', ${from}, false,
      ${at}::timestamp, ${at}::timestamp
    from exceptions x
    where x.book_id = ${book_id} and not exists (select 1 from app.cases c where ${SAME_CASE})`);
  await writeSteps(tx, {
    book_id,
    cases: sql`app.cases c where c.book_id = ${book_id} and c.case_id > ${before}::bigint`,
    what: trusted(`'opened'`),
    action_id: null,
    made_by: null,
    made_at: at,
    change: {},
  });
}

/** Only now, so that the steps could tell what the case was about before. */
async function copyFound(tx: Executor, book_id: string): Promise<void> {
  await tx.execute(sql`update app.cases as c
    set is_gone = false, ${trusted(COPIED.map((name) => `${name} = x.${name}`).join(', '))}
    from exceptions x
    where ${SAME_CASE} and c.book_id = ${book_id}
      and c.case_id in (select case_id from found_cases where differs)`);
}

async function countsOf(tx: Executor, book_id: string, mark: bigint): Promise<Omit<SyncCounts, 'by_rule'>> {
  const rows = await tx.query<{ what: string; count: bigint }>(sql`select what, count(*) as count
    from app.case_events where book_id = ${book_id} and event_id > ${mark}::bigint and action_id is null group by what`);
  const count = (what: string): number => Number(rows.find((row) => row.what === what)?.count ?? 0n);
  return {
    opened: count('opened'),
    settled: count('settled'),
    returned: count('returned'),
    amount_changed: count('amount_changed'),
  };
}
