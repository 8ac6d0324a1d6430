import { readFileSync } from 'node:fs';
import type { Executor } from '../../store/driver.ts';
import { fillSql, join, type Sql, sql, trusted } from '../../store/sql.ts';
import type { ShopCoverage } from './coverage.ts';
import { ROUNDING_BOUNDS, type ShopFeeRate } from './fee-rates.ts';
import type { Scope } from './scope.ts';

const KEYED_PASS = readFileSync(new URL('./keyed-pass.sql', import.meta.url), 'utf8');

const NOT_SHADOWED = sql`and not exists (
      select 1 from shadowed_days s
      where s.book_id = l.book_id and s.batch_id = l.batch_id
        and l.happened_at >= s.on_day and l.happened_at < s.on_day + interval '1 day')`;

/** Which days' lines count: nothing to exclude where no two statements tell the same money. */
export function onlyCountedDays(hasShadows: boolean): Sql {
  return hasShadows ? NOT_SHADOWED : trusted('');
}

/**
 * Sums every key of the scope and writes its row to `balances`: see keyed-pass.sql. With `touched` only the keys in
 * `touched_keys` are summed (again, after a search pass has tied lines to them).
 */
export async function runKeyedPass(
  tx: Executor,
  scope: Scope,
  rates: readonly ShopFeeRate[],
  touched: boolean,
): Promise<void> {
  const onlyTouched = (column: string): Sql =>
    touched ? trusted(`and ${column} in (select match_key from touched_keys)`) : trusted('');
  await tx.execute(
    fillSql(
      KEYED_PASS,
      { book_id: scope.book_id, from_at: scope.from_at, to_at: scope.to_at },
      {
        only_counted_days: onlyCountedDays(scope.has_shadows),
        only_touched_lines: onlyTouched('l.match_key'),
        only_touched_refunds: onlyTouched('r.match_key'),
        only_touched_orders: onlyTouched('match_key'),
        fees_agree: feesAgree(rates),
      },
    ),
  );
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

/** Puts the coverage of shops where the keyed pass looks for it. */
export async function writeShopCoverage(tx: Executor, coverage: readonly ShopCoverage[]): Promise<void> {
  await tx.execute(sql`drop table if exists shop_coverage`);
  await tx.execute(sql`create temp table shop_coverage (
    shop text, wallet_class text, from_at timestamp, to_at timestamp, settled_until timestamp)`);
  for (const each of coverage) {
    await tx.execute(sql`insert into shop_coverage values (
      ${each.shop}::text, ${each.wallet_class}::text, ${each.from_at}::timestamp, ${each.to_at}::timestamp,
      ${each.settled_until}::timestamp)`);
  }
}
