import { earlier, later } from '../../calendar/wall-time.ts';
import type { Component, Term } from '../../model/component.ts';
import type { WallTime } from '../../model/facts.ts';
import { type Cause, type ExceptionType, STATES, type State } from '../../model/result.ts';
import type { Equation, RunSummary, WalletSummary } from '../../model/run.ts';
import { absolute, type Minor } from '../../money/money.ts';
import type { Executor } from '../../store/driver.ts';
import { sql, trusted } from '../../store/sql.ts';
import { isToldElsewhere } from './counted-lines.ts';
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

/** The equation of nothing. */
export const NO_TERMS: Terms = {
  expected_minor: 0n,
  received_minor: 0n,
  fees_minor: 0n,
  refunded_minor: 0n,
  in_transit_minor: 0n,
  outside_coverage_minor: 0n,
  discrepancy_minor: 0n,
};

/** What a run left in `balances`: the equation of each shop, and how many keys are in each state. */
export interface BalanceTotals {
  readonly by_shop: { shop: string | null; equation: Equation }[];
  readonly states: Record<State, number>;
}

/**
 * Adds up the sums of the balances (see sums.ts). The discrepancy of a shop is the sum of its named exceptions (fee variances left out), not what
 * is left over, so an equation that does not close is seen.
 */
export async function balanceTotals(tx: Executor, bookId: string): Promise<BalanceTotals> {
  const sums = await tx.query<
    Terms & { shop: string | null; state: State; count: bigint }
  >(sql`select shop, state,
      sum(row_count)::bigint as count,
      sum(expected_minor)::bigint as expected_minor, sum(received_minor)::bigint as received_minor,
      sum(fees_minor)::bigint as fees_minor, sum(refunded_minor)::bigint as refunded_minor,
      sum(in_transit_minor)::bigint as in_transit_minor,
      sum(outside_coverage_minor)::bigint as outside_coverage_minor,
      0::bigint as discrepancy_minor
    from balance_sums where book_id = ${bookId}
    group by shop, state order by shop nulls last, state`);
  const named = await tx.query<{ shop: string | null; discrepancy_minor: Minor }>(sql`select shop,
      sum(discrepancy_minor)::bigint as discrepancy_minor
    from exceptions where book_id = ${bookId} and exception_type <> 'fee_variance'
    group by shop`);
  const discrepancyOf = new Map(named.map((row) => [row.shop, row.discrepancy_minor]));
  const by_shop = [...Map.groupBy(sums, (row) => row.shop)].map(([shop, rows]) => {
    const terms = rows.reduce<Terms>(addTerms, NO_TERMS);
    return { shop, equation: toEquation({ ...terms, discrepancy_minor: discrepancyOf.get(shop) ?? 0n }) };
  });
  const countOf = (state: State): number =>
    sums.reduce((count, row) => (row.state === state ? count + Number(row.count) : count), 0);
  return {
    by_shop,
    states: Object.fromEntries(STATES.map((state) => [state, countOf(state)])) as Record<State, number>,
  };
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

/** Sums of the lines that share batch, subject and whether they name an order: all that the summary asks of lines. */
interface LineSum {
  account_id: string;
  component: Component;
  term: Term;
  /** What fees within the lines are for. */
  fee_component: Component;
  rule_id: string;
  subject: string;
  keyed: boolean;
  lines: bigint;
  inflow_minor: Minor;
  outflow_minor: Minor;
  fee_minor: Minor;
  from_at: WallTime;
  to_at: WallTime;
}

/**
 * Reads all counted lines once. A line names an order by itself or by a link. Moves between own accounts count on days
 * that another statement tells, too: a list of trades does not hold them, and where both do, one row only is live.
 */
export async function lineSums(tx: Executor, scope: Scope): Promise<LineSum[]> {
  const links = await tx.query(
    sql`select 1 as one from key_links where book_id = ${scope.book_id} and match_key like '?%' limit 1`,
  );
  const has_links = links.length > 0;
  return tx.query<LineSum>(sql`with summed as (
      select l.batch_id, l.subject_id, ${trusted(has_links ? LINKED_OR_NAMED : NAMED)} as keyed,
        ${isToldElsewhere(scope)} as told_elsewhere, count(*) as lines,
        sum(case when l.amount_minor > 0 then l.amount_minor else 0 end)::bigint as inflow_minor,
        sum(case when l.amount_minor < 0 then -l.amount_minor else 0 end)::bigint as outflow_minor,
        sum(l.fee_minor)::bigint as fee_minor,
        min(l.happened_at) as from_at, max(l.happened_at) as to_at
      from statement_lines l
      ${trusted(has_links ? 'left join key_links k on k.book_id = l.book_id and k.match_key = l.match_key' : '')}
      where l.book_id = ${scope.book_id} and l.live
      group by 1, 2, 3, 4
    )
    select b.account_id, c.component, c.term, c.fee_component, c.rule_id,
      s.entry_type || ' | ' || s.description || ' | ' || s.memo as subject,
      t.keyed, t.lines, t.inflow_minor, t.outflow_minor, t.fee_minor, t.from_at, t.to_at
    from summed t
    join import_batches b on b.book_id = ${scope.book_id} and b.batch_id = t.batch_id
    join subjects s on s.book_id = ${scope.book_id} and s.subject_id = t.subject_id
    join subject_components c on c.book_id = ${scope.book_id} and c.subject_id = t.subject_id
    where not t.told_elsewhere or c.term = 'own_account'
    order by b.account_id, subject, t.keyed`);
}

const NAMED = "l.match_key not like '?%'";
const LINKED_OR_NAMED = `(k.order_no is not null or ${NAMED})`;

/** Fees by component, positive = cost, largest first; lines that name neither order nor purpose are unidentified, no fee. */
export function feesByComponent(sums: readonly LineSum[]): RunSummary['fees'] {
  const fees = new Map<Component, { minor: Minor; lines: number }>();
  const add = (component: Component, minor: Minor, lines: bigint): void => {
    const known = fees.get(component) ?? { minor: 0n, lines: 0 };
    fees.set(component, { minor: known.minor + minor, lines: known.lines + Number(lines) });
  };
  for (const sum of sums) {
    if (sum.term === 'fee' && !isUnidentified(sum))
      add(sum.component, sum.outflow_minor - sum.inflow_minor, sum.lines);
    if (sum.fee_minor !== 0n) add(sum.fee_component, sum.fee_minor, sum.lines);
  }
  return [...fees]
    .map(([component, fee]) => ({ component, ...fee }))
    .sort((a, b) => (a.minor === b.minor ? 0 : a.minor > b.minor ? -1 : 1));
}

/** Subjects listed at most; beyond that a rule is missing, not a word. */
const UNKNOWN_SUBJECTS_MAX = 500;

/** Subjects that no fee rule knows, with the money that hangs on them, largest first. */
export function unknownSubjects(sums: readonly LineSum[]): RunSummary['unknown_subjects'] {
  const unknown = Map.groupBy(
    sums.filter((sum) => sum.rule_id === 'none'),
    (sum) => sum.subject,
  );
  return [...unknown]
    .map(([subject, rows]) => ({
      subject,
      lines: rows.reduce((count, row) => count + Number(row.lines), 0),
      minor: rows.reduce((minor, row) => minor + row.inflow_minor - row.outflow_minor, 0n),
    }))
    .sort((a, b) => (absolute(a.minor) > absolute(b.minor) ? -1 : 1))
    .slice(0, UNKNOWN_SUBJECTS_MAX);
}

/** Where each wallet's money came from and went, every line counted once. */
export async function walletSummaries(
  tx: Executor,
  bookId: string,
  sums: readonly LineSum[],
): Promise<WalletSummary[]> {
  const accountOf = await accountNames(tx, bookId, sums);
  const ends = await balanceEnds(tx, bookId, accountOf);
  return [...Map.groupBy(sums, (sum) => accountOf(sum.account_id))].map(([account_id, rows]) => ({
    account_id,
    from_at: rows.map((row) => row.from_at).reduce((a, b) => earlier(a, b) ?? a),
    to_at: rows.map((row) => row.to_at).reduce((a, b) => later(a, b) ?? a),
    opening_minor: ends.get(account_id)?.opening ?? null,
    closing_minor: ends.get(account_id)?.closing ?? null,
    inflow_minor: total(rows, (row) => row.inflow_minor),
    outflow_minor: total(rows, (row) => row.outflow_minor + row.fee_minor),
    order_net_minor: total(rows, (row) => (isOrderMoney(row) ? netOf(row) : 0n)),
    own_account_minor: total(rows, (row) => (row.term === 'own_account' ? netOf(row) : 0n)),
    other_fees_minor: total(rows, (row) => (isOtherFee(row) ? netOf(row) : 0n)),
    unidentified_minor: total(rows, (row) => (isUnidentified(row) ? netOf(row) : 0n)),
  }));
}

/**
 * The account that a statement without an account number is of: the only named one of its channel, where that one
 * tells some of its money.
 */
async function accountNames(
  tx: Executor,
  bookId: string,
  sums: readonly LineSum[],
): Promise<(account_id: string) => string> {
  const shadowed = await tx.query<{ account_id: string }>(
    sql`select account_id from shadowed_days where book_id = ${bookId}
      union select account_id from told_lines where book_id = ${bookId}`,
  );
  const accounts = [...new Set(sums.map((sum) => sum.account_id))];
  const names = new Map<string, string>();
  for (const { account_id } of shadowed) {
    const [only, ...others] = accounts.filter((each) => each !== account_id && each.startsWith(account_id));
    if (account_id.endsWith(':') && only !== undefined && others.length === 0) names.set(account_id, only);
  }
  return (account_id) => names.get(account_id) ?? account_id;
}

function isOrderMoney(row: LineSum): boolean {
  return row.keyed && row.term !== 'own_account';
}

function isOtherFee(row: LineSum): boolean {
  return !row.keyed && row.term === 'fee' && row.rule_id !== 'none';
}

function isUnidentified(row: LineSum): boolean {
  return !row.keyed && row.term !== 'own_account' && !isOtherFee(row);
}

function netOf(row: LineSum): Minor {
  return row.inflow_minor - row.outflow_minor - row.fee_minor;
}

function total(rows: readonly LineSum[], amount: (row: LineSum) => Minor): Minor {
  return rows.reduce((sum, row) => sum + amount(row), 0n);
}

/** What the statements of an account prove about its ends: days, and the balance there, null when none states it. */
interface Ends {
  from_on: string;
  opening: Minor | null;
  to_at: string;
  closing: Minor | null;
}

/**
 * Opening balance on the first day and closing balance at the end of an account's statements, as their receipts proved
 * them. A balance is not known where another statement of the account, without balances, reaches further.
 */
async function balanceEnds(
  tx: Executor,
  bookId: string,
  accountOf: (account_id: string) => string,
): Promise<Map<string, Ends>> {
  const rows = await tx.query<{ account_id: string; from_at: string; to_at: string; receipt: string }>(
    sql`select account_id, from_at, to_at, receipt from import_batches
      where book_id = ${bookId} and kind = 'statement_lines' and account_id is not null
        and from_at is not null and to_at is not null
      order by account_id, from_at, to_at, batch_id`,
  );
  const ends = new Map<string, Ends>();
  for (const row of rows) {
    const receipt = JSON.parse(row.receipt) as Record<string, string | number | null>;
    if (receipt['rows_read'] === 0) continue;
    const account_id = accountOf(row.account_id);
    const own = {
      from_on: row.from_at.slice(0, 10),
      opening: toMinor(receipt['opening_minor']),
      to_at: row.to_at,
      closing: toMinor(receipt['closing_minor']),
    };
    ends.set(account_id, furthest(ends.get(account_id), own));
  }
  return ends;
}

function furthest(known: Ends | undefined, own: Ends): Ends {
  if (known === undefined) return own;
  const starts = own.from_on < known.from_on ? own : known;
  const stops = own.to_at > known.to_at ? own : known;
  return {
    from_on: starts.from_on,
    opening: own.from_on === known.from_on ? (known.opening ?? own.opening) : starts.opening,
    to_at: stops.to_at,
    closing: own.to_at === known.to_at ? (own.closing ?? known.closing) : stops.closing,
  };
}

function toMinor(value: string | number | null | undefined): Minor | null {
  return value === null || value === undefined ? null : BigInt(value);
}
