import { type Component, termOf } from '../../src/model/component.ts';
import type { FactTypes, OrderFact, StatementLineFact, WallTime } from '../../src/model/facts.ts';

/**
 * A small book as plain arrays. Every fact is meant to count: no two versions of one order, no repeated line, no
 * damaged number. `account_no` of a line is its whole account id.
 */
export interface AuditedBook {
  readonly orders: readonly FactTypes['orders'][];
  readonly orderLines: readonly FactTypes['order_lines'][];
  readonly refunds: readonly FactTypes['refunds'][];
  readonly statementLines: readonly FactTypes['statement_lines'][];
  /** What the statements cover: [from_at, to_at), at midnights. */
  readonly statements: readonly AuditedStatement[];
  /** When the orders were exported; null if the file does not say. */
  readonly exportedAt: WallTime | null;
  /** What a line is for. */
  readonly componentOf: (line: StatementLineFact) => Component;
}

/** The days of an account that a statement holds. */
export interface AuditedStatement {
  readonly account_id: string;
  readonly from_at: WallTime;
  readonly to_at: WallTime;
}

/** A line under the key that it counts for. `link`: how, where it does not name the order itself. */
export interface KeyedLine {
  readonly line: StatementLineFact;
  readonly key: string;
  readonly link: 'sub_order' | 'presale_deposit' | 'payment_no' | null;
  readonly candidates: number;
}

/** What is no order money counts for no key: moves between own accounts, and fees that name nothing at all. */
export function keyLine(book: AuditedBook, line: StatementLineFact): KeyedLine[] {
  const term = termOf(book.componentOf(line));
  if (term === 'own_account') return [];
  const found = homeOf(book, line);
  return term === 'fee' && found.key.startsWith('?') ? [] : [{ line, ...found }];
}

type Home = Omit<KeyedLine, 'line'>;

/** Where a line belongs: by the number that it names, else by its payment, if that is of one order only. */
function homeOf(book: AuditedBook, line: StatementLineFact): Home {
  const own = ownKeyOf(line);
  const named = namedOrder(book, own);
  if (named.link !== null || book.orders.some((order) => order.order_no === named.key)) return named;
  const siblings = book.statementLines.filter((other) => ownKeyOf(other) === own);
  const payments = new Set(siblings.map((other) => other.transaction_no).filter((no) => no !== null));
  const orders = book.orders.filter((order) => order.payment_no !== null && payments.has(order.payment_no));
  const [order] = orders;
  if (payments.size !== 1 || order === undefined) return named;
  if (orders.length > 1) return { ...named, candidates: orders.length };
  return isOfAnother(book, line, siblings, order)
    ? named
    : { key: order.order_no, link: 'payment_no', candidates: 1 };
}

/** Trade money that names one number beside trade money that names the order: one payment of two orders. */
function isOfAnother(
  book: AuditedBook,
  line: StatementLineFact,
  siblings: readonly StatementLineFact[],
  order: OrderFact,
): boolean {
  const isTrade = (each: StatementLineFact): boolean =>
    ['receipt', 'refund'].includes(termOf(book.componentOf(each)));
  const ofOrder = book.statementLines.filter(
    (each) => each.order_no !== null && namedOrder(book, each.order_no).key === order.order_no,
  );
  return line.order_no !== null && siblings.some(isTrade) && ofOrder.some(isTrade);
}

/** The key of a refund: that of the number it names, which goes where the money under that number goes. */
export function refundHome(book: AuditedBook, named: string): string {
  const money = book.statementLines.find((line) => ownKeyOf(line) === named);
  return money === undefined ? namedOrder(book, named).key : homeOf(book, money).key;
}

function ownKeyOf(line: StatementLineFact): string {
  return line.order_no ?? `?${line.transaction_no ?? line.line_no}`;
}

/** The order that a number means: itself, the order of a sub-order, the order whose deposit was taken under it. */
export function namedOrder(book: AuditedBook, named: string): Home {
  if (book.orders.some((order) => order.order_no === named)) return { key: named, link: null, candidates: 0 };
  const line = book.orderLines.find((candidate) => candidate.order_line_no === named);
  if (line !== undefined && line.order_no !== named) {
    return { key: line.order_no, link: 'sub_order', candidates: 0 };
  }
  const staged = book.orders.filter((order) => order.deposit_order_no === named);
  const [only] = staged;
  if (only !== undefined && staged.length === 1) {
    return { key: only.order_no, link: 'presale_deposit', candidates: 0 };
  }
  return { key: named, link: null, candidates: 0 };
}
