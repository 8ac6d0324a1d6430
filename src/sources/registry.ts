import { alipayCombined } from './alipay-combined/index.ts';
import { alipayFundLog } from './alipay-fund-log/index.ts';
import { alipayPersonal } from './alipay-personal/index.ts';
import { alipayStatement } from './alipay-statement/index.ts';
import { alipayTotals } from './alipay-totals/index.ts';
import { alipayTrades } from './alipay-trades/index.ts';
import { bankCreditCard } from './bank-credit-card/index.ts';
import { bankStatement } from './bank-statement/index.ts';
import { bankStatementSigned } from './bank-statement-signed/index.ts';
import { pooledAccount } from './pooled-account/index.ts';
import { pooledAccountShort } from './pooled-account-short/index.ts';
import type { Source } from './source.ts';
import { taobaoOrderLines } from './taobao-order-lines/index.ts';
import { taobaoOrderLinesOld } from './taobao-order-lines-old/index.ts';
import { taobaoOrders } from './taobao-orders/index.ts';
import { taobaoOrdersCut } from './taobao-orders-cut/index.ts';
import { taobaoRefunds } from './taobao-refunds/index.ts';
import { wechatFundFlow } from './wechat-fund-flow/index.ts';
import { wechatPersonal } from './wechat-personal/index.ts';
import { wechatTrades } from './wechat-trades/index.ts';

/** Every file format that can be imported, by folder name. A new one is one line here and one folder. */
export const SOURCES: readonly Source[] = [
  alipayCombined,
  alipayFundLog,
  alipayPersonal,
  alipayStatement,
  alipayTotals,
  alipayTrades,
  bankCreditCard,
  bankStatement,
  bankStatementSigned,
  pooledAccount,
  pooledAccountShort,
  taobaoOrderLines,
  taobaoOrderLinesOld,
  taobaoOrders,
  taobaoOrdersCut,
  taobaoRefunds,
  wechatFundFlow,
  wechatPersonal,
  wechatTrades,
];

/** Every source, those that tell other facts of the same rows included. */
export const TELLINGS: readonly Source[] = SOURCES.flatMap((source) => [source, ...(source.also ?? [])]);

/** The source of that id; undefined when there is none (a book written by a newer program). */
export function sourceOf(id: string): Source | undefined {
  return TELLINGS.find((source) => source.id === id);
}
