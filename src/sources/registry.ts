import { alibabaAdsFlow } from './alibaba-ads-flow/index.ts';
import { alibabaOrders } from './alibaba-orders/index.ts';
import { alibabaPayments } from './alibaba-payments/index.ts';
import { alibabaReceipts } from './alibaba-receipts/index.ts';
import { alipayCombined } from './alipay-combined/index.ts';
import { alipayStatement } from './alipay-statement/index.ts';
import { alipayTotals } from './alipay-totals/index.ts';
import { douyinAdsFlow } from './douyin-ads-flow/index.ts';
import { douyinFunds } from './douyin-funds/index.ts';
import { douyinInsurance } from './douyin-insurance/index.ts';
import { douyinOrders } from './douyin-orders/index.ts';
import { douyinSettlements } from './douyin-settlements/index.ts';
import { pooledAccount } from './pooled-account/index.ts';
import { pooledAccountShort } from './pooled-account-short/index.ts';
import type { Source } from './source.ts';
import { taobaoAdsFlow } from './taobao-ads-flow/index.ts';
import { taobaoAffiliateCommission } from './taobao-affiliate-commission/index.ts';
import { taobaoAffiliateEstimates } from './taobao-affiliate-estimates/index.ts';
import { taobaoDeposit } from './taobao-deposit/index.ts';
import { taobaoFeeDetails } from './taobao-fee-details/index.ts';
import { taobaoOrderLines } from './taobao-order-lines/index.ts';
import { taobaoOrderLinesOld } from './taobao-order-lines-old/index.ts';
import { taobaoOrders } from './taobao-orders/index.ts';
import { taobaoOrdersCut } from './taobao-orders-cut/index.ts';
import { taobaoPromotion } from './taobao-promotion/index.ts';
import { taobaoRefunds } from './taobao-refunds/index.ts';
import { taobaoTradePayments } from './taobao-trade-payments/index.ts';
import { wechatFundFlow } from './wechat-fund-flow/index.ts';
import { wechatTrades } from './wechat-trades/index.ts';
import { weixinStoreFunds } from './weixin-store-funds/index.ts';
import { youzanFunds } from './youzan-funds/index.ts';

/** Every file format that can be imported, by folder name. A new one is one line here and one folder. */
export const SOURCES: readonly Source[] = [
  alibabaAdsFlow,
  alibabaOrders,
  alibabaPayments,
  alibabaReceipts,
  alipayCombined,
  alipayStatement,
  alipayTotals,
  douyinAdsFlow,
  douyinFunds,
  douyinInsurance,
  douyinOrders,
  douyinSettlements,
  pooledAccount,
  pooledAccountShort,
  taobaoAdsFlow,
  taobaoAffiliateCommission,
  taobaoAffiliateEstimates,
  taobaoDeposit,
  taobaoFeeDetails,
  taobaoOrderLines,
  taobaoOrderLinesOld,
  taobaoOrders,
  taobaoOrdersCut,
  taobaoPromotion,
  taobaoRefunds,
  taobaoTradePayments,
  wechatFundFlow,
  wechatTrades,
  weixinStoreFunds,
  youzanFunds,
];

/** Every source, those that tell other facts of the same rows included. */
export const TELLINGS: readonly Source[] = SOURCES.flatMap((source) => [source, ...(source.also ?? [])]);

/** The source of that id; undefined when there is none (a book written by a newer program). */
export function sourceOf(id: string): Source | undefined {
  return TELLINGS.find((source) => source.id === id);
}
