import { addHours } from '../../src/calendar/wall-time.ts';
import { termOf } from '../../src/model/component.ts';
import type { OrderFact, WallTime } from '../../src/model/facts.ts';
import type { AuditedBook } from './audited-keys.ts';

/** How long money may take where too few receipts tell. */
const WINDOW_HOURS = 24;

/**
 * Where a moment stands: covered if every account that the shop's money reaches by then covers it and the day that money may
 * take; later if after all statements, or within that day of their end; else outside.
 */
export function standing(book: AuditedBook, order: OrderFact, at: WallTime): 'covered' | 'later' | 'outside' {
  const accounts = accountsOf(book, order);
  const isCovered = (moment: WallTime): boolean =>
    accounts.length > 0 &&
    accounts.every(
      (account) =>
        isOutOfUse(book, order, account, moment) ||
        book.statements.some(
          (each) => each.account_id === account && each.from_at <= moment && moment < each.to_at,
        ),
    );
  const moments = Array.from({ length: WINDOW_HOURS + 1 }, (_, hours) => addHours(at, hours));
  if (moments.every(isCovered)) return 'covered';
  const starts = [
    ...book.statements.map((each) => each.from_at),
    ...book.statementLines.map((line) => line.happened_at),
  ];
  const isOver = (moment: WallTime): boolean =>
    ![moment, ...starts.filter((start) => start > moment)].some(isCovered);
  const isLate = moments.every((moment) => isCovered(moment) || isOver(moment));
  return isLate && starts.some(isCovered) ? 'later' : 'outside';
}

/** The accounts of the order's kind of wallet that name completed orders of its shop, or all of the kind if none does. */
function accountsOf(book: AuditedBook, order: OrderFact): string[] {
  const all = [...new Set(book.statements.map((each) => each.account_id))];
  const ofShop = all.filter((account) =>
    book.statementLines.some(
      (line) =>
        line.account_no === account &&
        book.orders.some(
          (each) =>
            each.order_no === line.order_no && each.shop === order.shop && each.status === 'completed',
        ),
    ),
  );
  const reached = ofShop.length > 0 ? ofShop : all;
  const paidBy = order.payment_no?.slice(0, 2);
  const isOfKind = (account: string): boolean => {
    if (paidBy === '20') return kindOf(account) === 'alipay';
    return paidBy === '42' ? kindOf(account) === 'wechat' : true;
  };
  return reached.some(isOfKind) ? reached.filter(isOfKind) : all.filter(isOfKind);
}

/** What buyers paid by, of the orders that settle in an account; '' where a platform settles them however they were paid. */
function kindOf(account: string): 'alipay' | 'wechat' | '' {
  if (account.startsWith('alipay:')) return 'alipay';
  return /^(?:alipay-pooled|wechat):/.test(account) ? 'wechat' : '';
}

/** Receipts that an account must have had of a shop before it can take over from another or give way to it. */
const HANDOVER_RECEIPTS_MIN = 5;

/** Whether another account of its kind had taken over from this one by then, or had not yet given way to it. */
function isOutOfUse(book: AuditedBook, order: OrderFact, account: string, at: WallTime): boolean {
  const own = receiptTimes(book, order, account);
  const others = [...new Set(book.statements.map((each) => each.account_id))]
    .filter((other) => kindOf(other) === kindOf(account))
    .map((other) => receiptTimes(book, order, other));
  if (own.length < HANDOVER_RECEIPTS_MIN) return false;
  return others.some((times) => {
    if (times.length < HANDOVER_RECEIPTS_MIN) return false;
    const cameAfter = own.every((time) => times.every((other) => other > time));
    const wentBefore = own.every((time) => times.every((other) => other < time));
    return (cameAfter && times.some((time) => at >= time)) || (wentBefore && times.some((time) => at < time));
  });
}

/** When receipts that name completed orders of the order's shop came into an account. */
function receiptTimes(book: AuditedBook, order: OrderFact, account: string): WallTime[] {
  return book.statementLines
    .filter(
      (line) =>
        line.account_no === account &&
        termOf(book.componentOf(line)) === 'receipt' &&
        book.orders.some(
          (each) =>
            each.order_no === line.order_no && each.shop === order.shop && each.status === 'completed',
        ),
    )
    .map((line) => line.happened_at);
}
