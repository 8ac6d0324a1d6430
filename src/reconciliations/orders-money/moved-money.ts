import type { RunSummary, WalletSummary } from '../../model/run.ts';
import type { Minor } from '../../money/money.ts';
import { rememberRead, type TransferLegRow } from '../../store/cases/transfers.ts';
import type { Executor } from '../../store/driver.ts';
import { join, sql } from '../../store/sql.ts';
import { isInScope, type Scope } from './scope.ts';

const ROWS_PER_INSERT = 200;

/**
 * Puts the money that people moved where diagnosis finds it (`moved_money`, one row a key); the keyed pass leaves out every
 * key that it touches. Only transfers of which the run looks at a key count; their other keys are looked at, too, so that
 * what leaves one key arrives at another in every run.
 *
 * By key: `amount_minor` of trade money that came or went; `fee_minor` of it that is a fee, positive = cost; `adjusted_minor`
 * by which a person corrected what was expected.
 */
export async function setMovedMoneyAside(
  tx: Executor,
  scope: Scope,
  legs: readonly TransferLegRow[],
): Promise<void> {
  const { book_id: bookId } = scope;
  await tx.execute(sql`drop table if exists moved_money`);
  await tx.execute(sql`create temp table moved_money (match_key text, amount_minor bigint, fee_minor bigint,
    adjusted_minor bigint, moved_at timestamp, account_id text)`);
  const moving = legs.filter(({ kind }) => kind !== 'link');
  await rememberRead(tx, bookId, new Set(moving.map(({ transfer_id }) => transfer_id)));
  if (moving.length === 0) return;
  await writeLegs(tx, moving);
  await tieLegs(tx, bookId);
  await keepLookedAt(tx, scope);
  await tx.execute(sql`insert into moved_money
    with paid_through as (
      select g.transfer_id, max(l.account_id) as account_id
      from moved_legs g join statement_lines l on l.match_key = g.leg_key
      where l.book_id = ${bookId} and l.live group by g.transfer_id
    )
    select g.match_key,
      sum(case when g.counter = 'fee' then 0 else g.amount_minor end)::bigint,
      sum(case when g.counter = 'fee' then -g.amount_minor else 0 end)::bigint,
      sum(case when g.counter <> 'fee' then g.amount_minor else 0 end)::bigint,
      max(g.moved_at), max(p.account_id)
    from moved_legs g left join paid_through p on p.transfer_id = g.transfer_id
    group by g.match_key`);
}

async function writeLegs(tx: Executor, legs: readonly TransferLegRow[]): Promise<void> {
  await tx.execute(sql`drop table if exists told_legs`);
  await tx.execute(sql`create temp table told_legs (transfer_id bigint, match_key text, counter text,
    amount_minor bigint, moved_at timestamp)`);
  for (let start = 0; start < legs.length; start += ROWS_PER_INSERT) {
    const rows = legs.slice(start, start + ROWS_PER_INSERT).map(
      (leg) => sql`(${leg.transfer_id}::bigint, ${leg.match_key}::text, ${leg.counter}::text,
        ${leg.amount_minor}::bigint, ${leg.made_at}::timestamp)`,
    );
    await tx.execute(sql`insert into told_legs values ${join(rows)}`);
  }
}

/** A key that was tied to an order after its money was moved takes what was moved along. */
async function tieLegs(tx: Executor, bookId: string): Promise<void> {
  await tx.execute(sql`drop table if exists moved_legs`);
  await tx.execute(sql`create temp table moved_legs as
    select g.transfer_id, coalesce(k.order_no, g.match_key) as match_key, g.match_key as leg_key, g.counter,
      g.amount_minor, g.moved_at
    from told_legs g
    left join key_links k on k.book_id = ${bookId} and k.match_key = g.match_key`);
}

/** Leaves out transfers that no key looked at leads to, over keys that several transfers share. */
async function keepLookedAt(tx: Executor, scope: Scope): Promise<void> {
  const legs = await tx.query<{ transfer_id: bigint; match_key: string; seen: boolean }>(
    sql`select distinct g.transfer_id, g.match_key, s.match_key is not null as seen
      from moved_legs g
      left join (
        select match_key from orderless_keys
        union
        select o.match_key from orders o
        where o.book_id = ${scope.book_id} and o.live and ${isInScope(scope)}
          and o.match_key in (select match_key from moved_legs)
      ) s on s.match_key = g.match_key`,
  );
  const keysOf = Map.groupBy(legs, ({ transfer_id }) => transfer_id);
  const transfersOf = Map.groupBy(legs, ({ match_key }) => match_key);
  const kept = new Set<bigint>();
  const reach = legs.filter(({ seen }) => seen).map(({ transfer_id }) => transfer_id);
  for (let id = reach.pop(); id !== undefined; id = reach.pop()) {
    if (kept.has(id)) continue;
    kept.add(id);
    for (const { match_key } of keysOf.get(id) ?? [])
      reach.push(...(transfersOf.get(match_key) ?? []).map(({ transfer_id }) => transfer_id));
  }
  const left = [...keysOf.keys()].filter((id) => !kept.has(id));
  if (left.length === 0) return;
  const ids = join(left.map((id) => sql`${id}::bigint`));
  await tx.execute(sql`delete from moved_legs where transfer_id in (${ids})`);
}

/** The fees of a summary with those that people named when they adjusted a key. */
export async function withNamedFees(tx: Executor, fees: RunSummary['fees']): Promise<RunSummary['fees']> {
  const [named] = await tx.query<{ minor: Minor; lines: bigint }>(
    sql`select coalesce(sum(fee_minor), 0)::bigint as minor, count(*) as lines from moved_money where fee_minor <> 0`,
  );
  if (named === undefined || named.lines === 0n) return fees;
  return [...fees, { component: 'adjustment', minor: named.minor, lines: Number(named.lines) }];
}

/** The wallets of a summary, where money that a person took off a line without an order is no longer unidentified. */
export async function withoutMatched(
  tx: Executor,
  wallets: readonly WalletSummary[],
): Promise<readonly WalletSummary[]> {
  const rows = await tx.query<{ account_id: string | null; minor: Minor }>(
    sql`select account_id, sum(amount_minor - fee_minor)::bigint as minor from moved_money
      where match_key like '?%' group by account_id`,
  );
  const movedOf = new Map(rows.map(({ account_id, minor }) => [account_id, minor]));
  return wallets.map((wallet) => {
    const moved = movedOf.get(wallet.account_id) ?? 0n;
    return {
      ...wallet,
      order_net_minor: wallet.order_net_minor - moved,
      unidentified_minor: wallet.unidentified_minor + moved,
    };
  });
}
