import { alibabaAdsFlow } from './alibaba-ads-flow/index.ts';
import { alibabaOrders } from './alibaba-orders/index.ts';
import { alibabaPayments } from './alibaba-payments/index.ts';
import { alibabaReceipts } from './alibaba-receipts/index.ts';
import { alipayCombined } from './alipay-combined/index.ts';
import { alipayFundLog } from './alipay-fund-log/index.ts';
import { alipayPersonal } from './alipay-personal/index.ts';
import { alipayStatement } from './alipay-statement/index.ts';
import { alipayTotals } from './alipay-totals/index.ts';
import { alipayTradeTotals } from './alipay-trade-totals/index.ts';
import { alipayTrades } from './alipay-trades/index.ts';
import { bankCreditCard } from './bank-credit-card/index.ts';
import { bankStatement } from './bank-statement/index.ts';
import { bankStatementSigned } from './bank-statement-signed/index.ts';
import { cainiaoFees } from './cainiao-fees/index.ts';
import { cainiaoParcels } from './cainiao-parcels/index.ts';
import { cainiaoServices } from './cainiao-services/index.ts';
import { douyinAdsFlow } from './douyin-ads-flow/index.ts';
import { douyinFunds } from './douyin-funds/index.ts';
import { douyinInsurance } from './douyin-insurance/index.ts';
import { douyinOrders } from './douyin-orders/index.ts';
import { douyinSettlements } from './douyin-settlements/index.ts';
import { expressSite } from './express-site/index.ts';
import { freightSheet } from './freight-sheet/index.ts';
import { jdAdsFlow } from './jd-ads-flow/index.ts';
import { jdFeeDetails } from './jd-fee-details/index.ts';
import { jdOrders } from './jd-orders/index.ts';
import { jdPersonal } from './jd-personal/index.ts';
import { jdPromotion } from './jd-promotion/index.ts';
import { jdPromotionArticles } from './jd-promotion-articles/index.ts';
import { jdReconciliation } from './jd-reconciliation/index.ts';
import { jdSettlement } from './jd-settlement/index.ts';
import { jdWallet } from './jd-wallet/index.ts';
import { jstOrders } from './jst-orders/index.ts';
import { jstReturns } from './jst-returns/index.ts';
import { kuaishouOrders } from './kuaishou-orders/index.ts';
import { kuaishouSettlement } from './kuaishou-settlement/index.ts';
import { pddDeductions } from './pdd-deductions/index.ts';
import { pddOrders } from './pdd-orders/index.ts';
import { pddOverseasStatement } from './pdd-overseas-statement/index.ts';
import { pddPromotion } from './pdd-promotion/index.ts';
import { pddStatement } from './pdd-statement/index.ts';
import { pooledAccount } from './pooled-account/index.ts';
import { pooledAccountShort } from './pooled-account-short/index.ts';
import { pooledAccountTotals } from './pooled-account-totals/index.ts';
import { salesDocuments } from './sales-documents/index.ts';
import { sfCharges } from './sf-charges/index.ts';
import type { Source } from './source.ts';
import { stockCounts } from './stock-counts/index.ts';
import { stockLedger } from './stock-ledger/index.ts';
import { stockLevels } from './stock-levels/index.ts';
import { stockMovements } from './stock-movements/index.ts';
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
import { taobaoShipments } from './taobao-shipments/index.ts';
import { taobaoTradePayments } from './taobao-trade-payments/index.ts';
import { tmallGlobalSettlement } from './tmall-global-settlement/index.ts';
import { wdtOrders } from './wdt-orders/index.ts';
import { wdtRefunds } from './wdt-refunds/index.ts';
import { wdtReturns } from './wdt-returns/index.ts';
import { wdtShipments } from './wdt-shipments/index.ts';
import { wechatFundFlow } from './wechat-fund-flow/index.ts';
import { wechatPersonal } from './wechat-personal/index.ts';
import { wechatTrades } from './wechat-trades/index.ts';
import { weixinStoreFunds } from './weixin-store-funds/index.ts';
import { weixinStoreOrders } from './weixin-store-orders/index.ts';
import { wlnOrders } from './wln-orders/index.ts';
import { xiaohongshuParcels } from './xiaohongshu-parcels/index.ts';
import { xiaohongshuRefunds } from './xiaohongshu-refunds/index.ts';
import { xiaohongshuSettlement } from './xiaohongshu-settlement/index.ts';
import { youzanFunds } from './youzan-funds/index.ts';
import { youzanOrderLines } from './youzan-order-lines/index.ts';
import { youzanOrders } from './youzan-orders/index.ts';

/** Every file format that can be imported, by folder name. A new one is one line here and one folder. */
export const SOURCES: readonly Source[] = [
  alibabaAdsFlow,
  alibabaOrders,
  alibabaPayments,
  alibabaReceipts,
  alipayCombined,
  alipayFundLog,
  alipayPersonal,
  alipayStatement,
  alipayTotals,
  alipayTradeTotals,
  alipayTrades,
  bankCreditCard,
  bankStatement,
  bankStatementSigned,
  cainiaoFees,
  cainiaoParcels,
  cainiaoServices,
  douyinAdsFlow,
  douyinFunds,
  douyinInsurance,
  douyinOrders,
  douyinSettlements,
  expressSite,
  freightSheet,
  jdAdsFlow,
  jdFeeDetails,
  jdOrders,
  jdPersonal,
  jdPromotion,
  jdPromotionArticles,
  jdReconciliation,
  jdSettlement,
  jdWallet,
  jstOrders,
  jstReturns,
  kuaishouOrders,
  kuaishouSettlement,
  pddDeductions,
  pddOrders,
  pddOverseasStatement,
  pddPromotion,
  pddStatement,
  pooledAccount,
  pooledAccountShort,
  pooledAccountTotals,
  salesDocuments,
  sfCharges,
  stockCounts,
  stockLedger,
  stockLevels,
  stockMovements,
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
  taobaoShipments,
  taobaoTradePayments,
  tmallGlobalSettlement,
  wdtOrders,
  wdtRefunds,
  wdtReturns,
  wdtShipments,
  wechatFundFlow,
  wechatPersonal,
  wechatTrades,
  weixinStoreFunds,
  weixinStoreOrders,
  wlnOrders,
  xiaohongshuParcels,
  xiaohongshuRefunds,
  xiaohongshuSettlement,
  youzanFunds,
  youzanOrderLines,
  youzanOrders,
];

/** Every source, those that tell other facts of the same rows included. */
export const TELLINGS: readonly Source[] = SOURCES.flatMap((source) => [source, ...(source.also ?? [])]);

/** The sources of orders whose amounts are the sums of their lines, and those of the lines, by id. */
export const LINE_SUMS = TELLINGS.flatMap(({ id, sum_of_lines }) =>
  sum_of_lines === undefined ? [] : [{ orders: id, lines: sum_of_lines }],
);

/** The source of that id; undefined when there is none (a book written by a newer program). */
export function sourceOf(id: string): Source | undefined {
  return TELLINGS.find((source) => source.id === id);
}
