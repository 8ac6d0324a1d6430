import { readFileSync } from 'node:fs';
import { AUDITED_COMPONENTS, type AuditedComponent } from '../../model/component.ts';
import type { Executor } from '../../store/driver.ts';
import { fillSql, join, type Sql, sql, trusted } from '../../store/sql.ts';
import { onlyCountedLines, onlyOwnLines } from './counted-lines.ts';
import { type ShopCoverage, standingsOf } from './coverage.ts';
import { ROUNDING_BOUNDS, type ShopFeeRate } from './fee-rates.ts';
import { tiedResidue } from './residue.ts';
import { isInScope, type Scope } from './scope.ts';
import type { Share } from './shares.ts';

const KEYED_PASS = readFileSync(new URL('./keyed-pass.sql', import.meta.url), 'utf8');

/** Writes the balances of all orders that need no diagnosis, share by share: see keyed-pass.sql. */
export async function runKeyedPass(
  tx: Executor,
  scope: Scope,
  rates: readonly ShopFeeRate[],
  shares: readonly Share[],
): Promise<void> {
  for (const share of shares) await sumKeys(tx, scope, rates, share);
}

async function sumKeys(
  tx: Executor,
  scope: Scope,
  rates: readonly ShopFeeRate[],
  share: Share,
): Promise<void> {
  const { book_id } = scope;
  const audited = [...new Set(rates.map((rate) => rate.component))];
  await tx.execute(
    fillSql(
      KEYED_PASS,
      { book_id },
      {
        audited_sums: join(
          audited.map((component) => feeSum(component)),
          ' ',
        ),
        audited_columns: join(
          audited.map((component) => trusted(`coalesce(w.${component}_minor, 0) as ${component}_minor,`)),
          ' ',
        ),
        only_counted_lines: onlyCountedLines(scope),
        only_own_lines: onlyOwnLines(book_id),
        tied_residue: tiedResidue(book_id),
        in_scope: isInScope(scope),
        only_these_lines: share(trusted('l.match_key')),
        only_these_refunds: share(trusted('coalesce(k.order_no, r.match_key)')),
        only_these_orders: share(trusted('o.match_key')),
        fees_agree: feesAgree(rates),
      },
    ),
  );
}

/**
 * What was taken of an audited fee, as a column of the sums of lines `l`; `subjects` says what each is for. What was
 * given back is rounded on its own.
 */
export function feeSum(component: AuditedComponent, subjects: 'c' | 'l' = 'c'): Sql {
  const taken =
    component === 'processing_fee'
      ? `case when l.fee_minor > 0 and ${subjects}.fee_component = 'processing_fee' then l.fee_minor else 0 end`
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
  return sql`and (coalesce(j.shop, '') <> ${first.shop}::text or ${fee} = 0 or ${join(ways, ' or ')})`;
}

/** Puts where the keyed pass looks for it how moments of a shop and wallet class stand: see `standingsOf`. */
export async function writeShopStandings(tx: Executor, coverage: readonly ShopCoverage[]): Promise<void> {
  await tx.execute(sql`drop table if exists shop_standings`);
  await tx.execute(sql`create temp table shop_standings (
    shop text, wallet_class text, from_at timestamp, to_at timestamp, standing text)`);
  for (const each of standingsOf(coverage)) {
    await tx.execute(sql`insert into shop_standings values (
      ${each.shop}::text, ${each.wallet_class}::text, ${each.from_at}::timestamp, ${each.to_at}::timestamp,
      ${each.standing}::text)`);
  }
}
