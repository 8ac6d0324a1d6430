import type { FactTypes, StatementLineFact } from '../../src/model/facts.ts';
import type { Executor } from '../../src/store/driver.ts';
import { join, type Sql, sql } from '../../src/store/sql.ts';
import type { AuditedBook } from './audited-keys.ts';
import { SUBJECTS } from './scenarios.ts';

/** A small book whose lines say what they are for by the kinds of scenario files. */
export interface WrittenBook extends Omit<AuditedBook, 'componentOf'> {
  readonly kindOf: (line: StatementLineFact) => keyof typeof SUBJECTS;
  /** Whether the row counts; a row that does not was told again by a later export. */
  readonly isLive: (fact: object) => boolean;
}

const ORDERS_BATCH = 1n;
const ORDER_LINES_BATCH = 2n;
const REFUNDS_BATCH = 3n;
const FIRST_STATEMENT_BATCH = 10n;

/** Writes the facts of a book straight into its empty tables, each kind with one statement. */
export async function writeFacts(tx: Executor, bookId: string, book: WrittenBook): Promise<void> {
  await insert(
    tx,
    'subjects',
    Object.values(SUBJECTS).map(
      ([id, , description]) => sql`(${bookId}::text,
    ${id}::bigint, 'alipay', ${description === '提现' ? '提现' : ''}::text, ${description}::text, '')`,
    ),
  );
  await insert(tx, 'batches', batchRows(bookId, book));
  await insert(
    tx,
    'orders',
    book.orders.map((fact, at) => orderRow(bookId, fact, at, book.isLive(fact))),
  );
  await insert(
    tx,
    'order_lines',
    book.orderLines.map((fact, at) => orderLineRow(bookId, fact, at)),
  );
  await insert(
    tx,
    'refunds',
    book.refunds.map((fact, at) => refundRow(bookId, fact, at, book.isLive(fact))),
  );
  await insert(
    tx,
    'statement_lines',
    book.statementLines.map((fact, at) => lineRow(bookId, book, fact, at)),
  );
}

const INTO = {
  subjects: sql`insert into subjects values`,
  batches: sql`insert into import_batches (book_id, batch_id, import_id, file, source_id, channel, kind, account_id,
    from_at, to_at, as_of, source_rank, header_row, header, receipt) values`,
  orders: sql`insert into orders (book_id, match_key, batch_id, row_no, live, identity_hash, occurrence, shop,
    payment_no, status, status_text, created_at, paid_at, delivered_at, paid_minor, shipping_minor, refund_minor,
    payout_minor, subsidy_minor, deposit_order_no, stages) values`,
  order_lines: sql`insert into order_lines (book_id, match_key, batch_id, row_no, live, identity_hash, occurrence,
    order_line_no, status_text) values`,
  refunds: sql`insert into refunds (book_id, match_key, batch_id, row_no, live, identity_hash, occurrence, refund_no,
    status, status_text, refund_minor, stage, completed_at) values`,
  statement_lines: sql`insert into statement_lines (book_id, match_key, batch_id, row_no, live, identity_hash,
    occurrence, account_id, line_no, transaction_no, happened_at, amount_minor, fee_minor, subject_id) values`,
} as const satisfies Record<string, Sql>;

async function insert(tx: Executor, into: keyof typeof INTO, rows: readonly Sql[]): Promise<void> {
  if (rows.length > 0) await tx.execute(sql`${INTO[into]} ${join(rows)}`);
}

function batchRows(bookId: string, { statements, exportedAt }: WrittenBook): Sql[] {
  const facts = (['orders', 'order_lines', 'refunds'] as const).map(
    (kind, at) => sql`(${bookId}::text,
    ${BigInt(at) + ORDERS_BATCH}::bigint, 1, ${kind}::text, 'taobao-orders', 'taobao', ${kind}::text, null, null, null,
    ${exportedAt}::timestamp, 0, 1, '[]', '{}')`,
  );
  const wallets = statements.map(
    ({ account_id, from_at, to_at }, at) => sql`(${bookId}::text,
    ${BigInt(at) + FIRST_STATEMENT_BATCH}::bigint, 2, ${`${account_id}-${at}`}::text, 'alipay-statement', 'alipay',
    'statement_lines', ${account_id}::text, ${from_at}::timestamp, ${to_at}::timestamp, null, 0, 1, '[]', '{}')`,
  );
  return [...facts, ...wallets];
}

function orderRow(bookId: string, order: FactTypes['orders'], at: number, isLive: boolean): Sql {
  return sql`(${bookId}::text, ${order.order_no}::text, ${ORDERS_BATCH}::bigint, ${at + 2}::integer,
    ${isLive}::boolean, 0, 1, ${order.shop}::text, ${order.payment_no}::text, ${order.status}::text,
    ${order.status_text}::text, ${order.created_at}::timestamp, ${order.paid_at}::timestamp,
    ${order.delivered_at}::timestamp, ${order.paid_minor}::bigint, ${order.shipping_minor}::bigint,
    ${order.refund_minor}::bigint, ${order.payout_minor}::bigint, ${order.subsidy_minor}::bigint, ${order.deposit_order_no}::text,
    ${order.stages}::text)`;
}

function orderLineRow(bookId: string, line: FactTypes['order_lines'], at: number): Sql {
  return sql`(${bookId}::text, ${line.order_no}::text, ${ORDER_LINES_BATCH}::bigint, ${at + 2}::integer, true, 0, 1,
    ${line.order_line_no}::text, '')`;
}

function refundRow(bookId: string, refund: FactTypes['refunds'], at: number, isLive: boolean): Sql {
  return sql`(${bookId}::text, ${refund.order_no}::text, ${REFUNDS_BATCH}::bigint, ${at + 2}::integer,
    ${isLive}::boolean, 0, 1, ${refund.refund_no}::text, ${refund.status}::text, '', ${refund.refund_minor}::bigint,
    ${refund.stage}::text, ${refund.completed_at}::timestamp)`;
}

function lineRow(bookId: string, book: WrittenBook, line: StatementLineFact, at: number): Sql {
  const statement = book.statements.findIndex(
    (each) =>
      each.account_id === line.account_no &&
      line.happened_at >= each.from_at &&
      line.happened_at < each.to_at,
  );
  const key = line.order_no ?? `?${line.transaction_no ?? line.line_no}`;
  return sql`(${bookId}::text, ${key}::text, ${BigInt(statement) + FIRST_STATEMENT_BATCH}::bigint, ${at + 2}::integer,
    ${book.isLive(line)}::boolean, 0, 1, ${line.account_no}::text, ${line.line_no}::text,
    ${line.transaction_no}::text, ${line.happened_at}::timestamp, ${line.amount_minor}::bigint,
    ${line.fee_minor}::bigint, ${SUBJECTS[book.kindOf(line)][0]}::bigint)`;
}
