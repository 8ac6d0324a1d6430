import type { Component } from '../../model/component.ts';
import { type Cause, type ExceptionType, STATES, type State } from '../../model/result.ts';
import type { Equation, RunSummary, WalletSummary } from '../../model/run.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../../store/driver.ts';
import { sql } from '../../store/sql.ts';
import { onlyCountedDays } from './keyed-pass.ts';
import type { Scope } from './scope.ts';

type Terms = Omit<Equation, 'closes'>;

/** The equation with `closes` computed from its terms. */
export function toEquation(terms: Terms): Equation {
  const left = terms.expected_minor + terms.discrepancy_minor;
  const right =
    terms.received_minor +
    terms.fees_minor +
    terms.refunded_minor +
    terms.in_transit_minor +
    terms.outside_coverage_minor;
  return { ...terms, closes: left === right };
}

/** Adds the terms of equations. */
export function addTerms(a: Terms, b: Terms): Terms {
  return {
    expected_minor: a.expected_minor + b.expected_minor,
    received_minor: a.received_minor + b.received_minor,
    fees_minor: a.fees_minor + b.fees_minor,
    refunded_minor: a.refunded_minor + b.refunded_minor,
    in_transit_minor: a.in_transit_minor + b.in_transit_minor,
    outside_coverage_minor: a.outside_coverage_minor + b.outside_coverage_minor,
    discrepancy_minor: a.discrepancy_minor + b.discrepancy_minor,
  };
}

export const NO_TERMS: Terms = {
  expected_minor: 0n,
  received_minor: 0n,
  fees_minor: 0n,
  refunded_minor: 0n,
  in_transit_minor: 0n,
  outside_coverage_minor: 0n,
  discrepancy_minor: 0n,
};

/**
 * The equation of each shop. The discrepancy is the sum of the named exceptions (fee variances left out), not what is
 * left over, so an equation that does not close is seen.
 */
export async function shopEquations(
  tx: Executor,
  bookId: string,
): Promise<{ shop: string | null; equation: Equation }[]> {
  const sums = await tx.query<Terms & { shop: string | null }>(sql`select shop,
      sum(expected_minor)::bigint as expected_minor, sum(received_minor)::bigint as received_minor,
      sum(fees_minor)::bigint as fees_minor, sum(refunded_minor)::bigint as refunded_minor,
      sum(in_transit_minor)::bigint as in_transit_minor,
      sum(outside_coverage_minor)::bigint as outside_coverage_minor,
      0::bigint as discrepancy_minor
    from balances where book_id = ${bookId}
    group by shop order by shop nulls last`);
  const named = await tx.query<{ shop: string | null; discrepancy_minor: Minor }>(sql`select shop,
      sum(discrepancy_minor)::bigint as discrepancy_minor
    from exceptions where book_id = ${bookId} and exception_type <> 'fee_variance'
    group by shop`);
  const byShop = new Map(named.map((row) => [row.shop, row.discrepancy_minor]));
  return sums.map(({ shop, ...terms }) => ({
    shop,
    equation: toEquation({ ...terms, discrepancy_minor: byShop.get(shop) ?? 0n }),
  }));
}

/** How many keys are in each state. */
export async function stateCounts(tx: Executor, bookId: string): Promise<Record<State, number>> {
  const rows = await tx.query<{ state: State; count: bigint }>(
    sql`select state, count(*) as count from balances where book_id = ${bookId} group by state`,
  );
  const counts = new Map(rows.map((row) => [row.state, Number(row.count)]));
  return Object.fromEntries(STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<State, number>;
}

/** Exceptions per type and cause, largest money first. */
export async function exceptionGroups(tx: Executor, bookId: string): Promise<RunSummary['exceptions']> {
  const rows = await tx.query<{ type: ExceptionType; cause: Cause; count: bigint; discrepancy_minor: Minor }>(
    sql`select exception_type as type, cause, count(*) as count, sum(discrepancy_minor)::bigint as discrepancy_minor
      from exceptions where book_id = ${bookId}
      group by exception_type, cause
      order by abs(sum(discrepancy_minor)) desc, exception_type, cause`,
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Fees by component of the lines in scope, positive = cost. */
export async function feesByComponent(tx: Executor, scope: Scope): Promise<RunSummary['fees']> {
  const rows = await tx.query<{ component: Component; minor: Minor; lines: bigint }>(
    sql`select c.component, sum(-l.amount_minor)::bigint as minor, count(*) as lines
      from statement_lines l
      join subject_components c on c.book_id = l.book_id and c.subject_id = l.subject_id
      where l.book_id = ${scope.book_id} and l.live and c.term = 'fee' ${onlyCountedDays(scope.has_shadows)}
      group by c.component
      union all
      select 'processing_fee', sum(l.fee_minor)::bigint, count(*)
      from statement_lines l
      where l.book_id = ${scope.book_id} and l.live and l.fee_minor <> 0 ${onlyCountedDays(scope.has_shadows)}
      having count(*) > 0
      order by 2 desc, 1`,
  );
  return rows.map((row) => ({ ...row, lines: Number(row.lines) }));
}

/** Subjects that no fee rule knows, with the money that hangs on them. */
export async function unknownSubjects(tx: Executor, bookId: string): Promise<RunSummary['unknown_subjects']> {
  const rows = await tx.query<{ subject: string; lines: bigint; minor: Minor }>(
    sql`select s.entry_type || ' | ' || s.description || ' | ' || s.memo as subject, count(*) as lines,
        sum(l.amount_minor)::bigint as minor
      from statement_lines l
      join subject_components c on c.book_id = l.book_id and c.subject_id = l.subject_id
      join subjects s on s.book_id = l.book_id and s.subject_id = l.subject_id
      where l.book_id = ${bookId} and l.live and c.rule_id = 'none'
      group by s.entry_type, s.description, s.memo
      order by abs(sum(l.amount_minor)) desc, 1
      limit 500`,
  );
  return rows.map((row) => ({ ...row, lines: Number(row.lines) }));
}

type WalletRow = Omit<WalletSummary, 'opening_minor' | 'closing_minor'>;

/** Where each wallet's money came from and went, every line counted once. */
export async function walletSummaries(tx: Executor, scope: Scope): Promise<WalletSummary[]> {
  const wallets = await tx.query<WalletRow>(sql`select l.account_id,
      min(l.happened_at) as from_at, max(l.happened_at) as to_at,
      sum(case when l.amount_minor > 0 then l.amount_minor else 0 end)::bigint as inflow_minor,
      sum((case when l.amount_minor < 0 then -l.amount_minor else 0 end) + l.fee_minor)::bigint as outflow_minor,
      sum(case when c.term <> 'own_account' and l.match_key not like '?%' then l.amount_minor - l.fee_minor else 0 end)::bigint as order_net_minor,
      sum(case when c.term = 'own_account' then l.amount_minor - l.fee_minor else 0 end)::bigint as own_account_minor,
      sum(case when c.term = 'fee' and c.rule_id <> 'none' and l.match_key like '?%' then l.amount_minor - l.fee_minor else 0 end)::bigint as other_fees_minor,
      sum(case when l.match_key like '?%' and (c.rule_id = 'none' or c.term in ('receipt', 'refund')) then l.amount_minor - l.fee_minor else 0 end)::bigint as unidentified_minor
    from statement_lines l
    join subject_components c on c.book_id = l.book_id and c.subject_id = l.subject_id
    where l.book_id = ${scope.book_id} and l.live ${onlyCountedDays(scope.has_shadows)}
    group by l.account_id order by l.account_id`);
  const ends = await balanceEnds(tx, scope.book_id);
  return wallets.map((wallet) => ({
    ...wallet,
    opening_minor: ends.get(wallet.account_id)?.opening ?? null,
    closing_minor: ends.get(wallet.account_id)?.closing ?? null,
  }));
}

/** Opening balance of the earliest statement and closing balance of the latest, as their receipts proved them. */
async function balanceEnds(
  tx: Executor,
  bookId: string,
): Promise<Map<string, { opening: Minor | null; closing: Minor | null }>> {
  const rows = await tx.query<{ account_id: string; receipt: string }>(
    sql`select account_id, receipt from import_batches
      where book_id = ${bookId} and kind = 'statement_lines' and account_id is not null
      order by account_id, from_at nulls last, to_at nulls last, batch_id`,
  );
  const ends = new Map<string, { opening: Minor | null; closing: Minor | null }>();
  for (const { account_id, receipt } of rows) {
    const { opening_minor, closing_minor } = JSON.parse(receipt) as Record<string, string | null>;
    const known = ends.get(account_id);
    const opening = known?.opening ?? toMinor(opening_minor);
    ends.set(account_id, { opening, closing: toMinor(closing_minor) ?? known?.closing ?? null });
  }
  return ends;
}

function toMinor(value: string | number | null | undefined): Minor | null {
  return value === null || value === undefined ? null : BigInt(value);
}
