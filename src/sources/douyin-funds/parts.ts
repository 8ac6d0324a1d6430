import type { Minor } from '../../money/money.ts';
import { money } from '../columns.ts';

/** What the buyer and those who pay for the buyer give, and what goes back to the buyer. */
const TRADE = {
  paid: money('订单实付应结'),
  shipping: money('运费实付'),
  shipping_subsidy: money('实际平台补贴_运费'),
  platform_subsidy: money('实际平台补贴'),
  other_platform_subsidy: money('其他平台补贴'),
  trade_in: money('以旧换新抵扣'),
  government_subsidy: money('政府补贴平台垫资'),
  promoter_subsidy: money('实际达人补贴'),
  payment_subsidy: money('实际抖音支付补贴'),
  instalment_subsidy: money('实际抖音月付营销补贴'),
  bank_subsidy: money('银行补贴'),
  refund: money('订单退款'),
};

/** What is taken on the way, negative; what comes back of it after a refund is positive. */
export const FEES = {
  service_fee: money('平台服务费'),
  commission: money('佣金', '达人佣金'),
  agency_commission: money('服务商佣金'),
  channel_share: money('渠道分成'),
  campaign_fee: money('招商服务费'),
  promotion_fee: money('站外推广费'),
  other_share: money('其他分成'),
};

/** The columns that make up 动账金额: signed, and their sum is it. */
export const PARTS = { ...TRADE, ...FEES };

/** The sum of the cells of these columns; empty ones count as 0. */
export function sumOfParts(
  values: Readonly<Record<keyof typeof FEES, Minor | null>>,
  columns: Readonly<Record<string, unknown>>,
): Minor {
  const cells = values as Readonly<Record<string, unknown>>;
  let sum = 0n;
  for (const name of Object.keys(columns)) {
    const cell = cells[name];
    if (typeof cell === 'bigint') sum += cell;
  }
  return sum;
}

/** The fees that are taken within a line, by the names of their columns; null where there are none. */
export function feesWithin(values: Readonly<Record<keyof typeof FEES, Minor | null>>): string | null {
  const names: string[] = [];
  for (const [name, { headers }] of Object.entries(FEES)) {
    const fee = values[name as keyof typeof FEES];
    if (fee !== null && fee !== 0n) names.push(headers[0] ?? name);
  }
  return names.length === 0 ? null : names.join('+');
}
