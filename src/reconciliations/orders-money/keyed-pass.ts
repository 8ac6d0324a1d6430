import { readFileSync } from 'node:fs';
import { AUDITED_COMPONENTS, type AuditedComponent } from '../../model/component.ts';
import type { Executor } from '../../store/driver.ts';
import { fillSql, join, type Sql, sql, trusted } from '../../store/sql.ts';
import type { ShopCoverage } from './coverage.ts';
import { ROUNDING_BOUNDS, type ShopFeeRate } from './fee-rates.ts';
import type { Scope } from './scope.ts';

const KEYED_PASS = readFileSync(new URL('./keyed-pass.sql', import.meta.url), 'utf8');

const SHADOWED = sql`(exists (
      select 1 from shadowed_days s
      where s.book_id = l.book_id and s.batch_id = l.batch_id
        and l.happened_at >= s.on_day and l.happened_at < s.on_day + interval '1 day')
    or exists (
      select 1 from told_lines t
      where t.book_id = l.book_id and t.batch_id = l.batch_id and t.row_no = l.row_no))`;

/** Which lines count: nothing to exclude where no two statements tell the same money. */
export function onlyCountedLines(hasShadows: boolean): Sql {
  return hasShadows ? sql`and not ${SHADOWED}` : trusted('');
}

/** Whether another statement tells the money of line `l`. */
export function isToldElsewhere(hasShadows: boolean): Sql {
  return hasShadows ? SHADOWED : trusted('false');
}

/**
 * Sums every key of the scope and writes its row to `balances`: see keyed-pass.sql. The keys are taken in as many shares
 * as keep a share's sums in memory, so that a large book is not slowed by spilling.
 */
export async function runKeyedPass(
  tx: Executor,
  scope: Scope,
  rates: readonly ShopFeeRate[],
  hasLinks: boolean,
): Promise<void> {
  const [counted] = await tx.query<{ count: bigint }>(
    sql`select count(*) as count from statement_lines where book_id = ${scope.book_id}`,
  );
  const shares = (counted?.count ?? 0n) / LINES_PER_SHARE + 1n;
  for (let share = 0n; share < shares; share += 1n) {
    const only = (key: Sql): Sql =>
      shares === 1n ? trusted('') : sql`and fact_hash(${key}) % ${shares}::bigint = ${share}::bigint`;
    await sumKeys(tx, scope, rates, hasLinks, only);
  }
}

/** Wallet lines summed at a time. */
const LINES_PER_SHARE = 5_000_000n;

/** Sums the keys in `touched_keys` again, after a search pass has tied lines to them. */
export async function sumTouchedKeys(
  tx: Executor,
  scope: Scope,
  rates: readonly ShopFeeRate[],
): Promise<void> {
  await sumKeys(tx, scope, rates, true, (key) => sql`and ${key} in (select match_key from touched_keys)`);
}

async function sumKeys(
  tx: Executor,
  scope: Scope,
  rates: readonly ShopFeeRate[],
  hasLinks: boolean,
  only: (key: Sql) => Sql,
): Promise<void> {
  const lineKey = trusted(hasLinks ? 'coalesce(k.order_no, l.match_key)' : 'l.match_key');
  const refundKey = trusted(hasLinks ? 'coalesce(k.order_no, r.match_key)' : 'r.match_key');
  const audited = [...new Set(rates.map((rate) => rate.component))];
  await tx.execute(
    fillSql(
      KEYED_PASS,
      { book_id: scope.book_id, from_at: scope.from_at, to_at: scope.to_at },
      {
        wallet_key: lineKey,
        refund_key: refundKey,
        line_links: linksOf('l', hasLinks),
        refund_links: linksOf('r', hasLinks),
        link_rule: trusted(hasLinks ? 'max(k.link_rule)' : 'null::text'),
        deposit_links: trusted(
          hasLinks
            ? `sum(case when k.link_rule = 'presale_deposit' then c.is_receipt else 0 end)::bigint`
            : '0',
        ),
        sub_order_links: trusted(hasLinks ? `count(case when k.link_rule = 'sub_order' then 1 end)` : '0'),
        audited_sums: join(
          audited.map((component) => feeSum(component)),
          ' ',
        ),
        audited_columns: join(
          audited.map((component) => trusted(`coalesce(w.${component}_minor, 0) as ${component}_minor,`)),
          ' ',
        ),
        only_counted_lines: onlyCountedLines(scope.has_shadows),
        only_these_lines: only(lineKey),
        only_these_refunds: only(refundKey),
        only_these_orders: only(trusted('match_key')),
        fees_agree: feesAgree(rates),
      },
    ),
  );
}

/** Joins the links `k` that searches and people made for facts. */
export function linksOf(facts: 'l' | 'r', hasLinks: boolean): Sql {
  return trusted(
    hasLinks
      ? `left join key_links k on k.book_id = ${facts}.book_id and k.match_key = ${facts}.match_key`
      : '',
  );
}

/**
 * What was taken of an audited fee, as a column of the sums of lines `l`; `subjects` says what each is for. What was
 * given back is rounded on its own.
 */
export function feeSum(component: AuditedComponent, subjects: 'c' | 'l' = 'c'): Sql {
  const taken =
    component === 'processing_fee'
      ? 'case when l.fee_minor > 0 then l.fee_minor else 0 end'
      : `case when ${subjects}.audited_no = ${AUDITED_COMPONENTS.indexOf(component)} and l.amount_minor < 0 then -l.amount_minor else 0 end`;
  return trusted(`sum(${taken})::bigint as ${component}_minor,`);
}

/** True where no audited fee differs from its shop's rates on the usual base; the others are left to diagnosis. */
function feesAgree(rates: readonly ShopFeeRate[]): Sql {
  const groups = new Map<string, ShopFeeRate[]>();
  for (const rate of rates) {
    const name = `${rate.component}/${rate.shop}`;
    groups.set(name, [...(groups.get(name) ?? []), rate]);
  }
  return join(
    [...groups.values()].map((group) => agreeWithOne(group)),
    ' ',
  );
}

const BASE_COLUMNS = {
  receipts: 'receipts_minor',
  net: 'net_minor',
  goods: '(receipts_minor - shipping_minor)',
} as const;

function agreeWithOne(group: readonly ShopFeeRate[]): Sql {
  const [first] = group;
  if (first === undefined) return trusted('');
  const fee = trusted(`${first.component}_minor`);
  const ways = group.map((rate) => {
    const [low, high] = ROUNDING_BOUNDS[rate.rounding];
    const base = trusted(BASE_COLUMNS[rate.base]);
    return sql`${fee} * 10000 - ${base} * ${rate.basis_points}::bigint between ${low}::bigint and ${high}::bigint`;
  });
  return sql`and (coalesce(shop, '') <> ${first.shop}::text or ${fee} = 0 or ${join(ways, ' or ')})`;
}

/**
 * Puts the coverage of shops where the keyed pass looks for it: the stretches, and for each shop the moment after which
 * no statement tells anything.
 */
export async function writeShopCoverage(tx: Executor, coverage: readonly ShopCoverage[]): Promise<void> {
  await tx.execute(sql`drop table if exists shop_coverage`);
  await tx.execute(sql`drop table if exists shop_statements`);
  await tx.execute(sql`create temp table shop_coverage (
    shop text, wallet_class text, from_at timestamp, to_at timestamp, settled_until timestamp)`);
  for (const each of coverage) {
    await tx.execute(sql`insert into shop_coverage values (
      ${each.shop}::text, ${each.wallet_class}::text, ${each.from_at}::timestamp, ${each.to_at}::timestamp,
      ${each.settled_until}::timestamp)`);
  }
  await tx.execute(sql`create temp table shop_statements as
    select shop, wallet_class, max(to_at) as to_at from shop_coverage group by shop, wallet_class`);
}
