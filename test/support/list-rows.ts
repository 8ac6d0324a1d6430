import fc from 'fast-check';
import type { Executor } from '../../src/store/driver.ts';
import { join, type Sql, sql } from '../../src/store/sql.ts';

const SHOPS = ['甲店', '乙店', null] as const;
const MOMENTS = [
  null,
  '2026-01-01 00:00:00',
  '2026-01-01 23:59:59',
  '2026-01-02 08:00:00',
  '2026-02-28 12:30:01',
];
const AMOUNTS = [0n, 1n, -1n, 100n, -100n, 9_900n, 123_456_789n] as const;

/** A row of `balances` of a small domain, so that ties and nulls are common. */
export interface SmallBalance {
  readonly key: string;
  readonly state: string;
  readonly cause: string | null;
  readonly shop: string | null;
  readonly paid_at: string | null;
  readonly due_at: string | null;
  readonly account: string;
  readonly expected: bigint;
  readonly discrepancy: bigint;
}

/** A row of `statement_lines`. */
export interface SmallLine {
  readonly key: string;
  readonly live: boolean;
  readonly happened_at: string;
  readonly account: string;
  readonly amount: bigint;
  readonly line_no: string | null;
  readonly subject: number;
}

const KEYS = fc.oneof(
  fc.stringMatching(/^[12][0-9]{1,3}$/),
  fc.stringMatching(/^\?[ab]{1,2}$/),
  fc.constantFrom('Z1', 'a1', '单1'),
);

/** Rows of `balances` with keys of their own. */
export const BALANCES = fc.uniqueArray(
  fc.record<SmallBalance>({
    key: KEYS,
    state: fc.constantFrom('matched', 'exception', 'in_transit'),
    cause: fc.constantFrom(null, 'unexplained', 'settlement_delay'),
    shop: fc.constantFrom(...SHOPS),
    paid_at: fc.constantFrom(...MOMENTS),
    due_at: fc.constantFrom(...MOMENTS),
    account: fc.constantFrom('alipay:1', 'alipay:2'),
    expected: fc.constantFrom(...AMOUNTS),
    discrepancy: fc.constantFrom(...AMOUNTS),
  }),
  { selector: (row) => row.key, maxLength: 40 },
);

/** Rows of `statement_lines`. */
export const LINES = fc.array(
  fc.record<SmallLine>({
    key: KEYS,
    live: fc.boolean(),
    account: fc.constantFrom('alipay:1', 'alipay:2', 'alipay:3'),
    happened_at: fc.constantFrom('2026-01-01 00:00:00', '2026-01-02 08:00:00', '2026-01-03 10:00:00'),
    amount: fc.constantFrom(...AMOUNTS),
    line_no: fc.constantFrom(null, '1', '12', '2%', '2_x'),
    subject: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 40 },
);

/** The subjects of {@link LINES}: words and component of each. */
export const LINE_SUBJECTS = [
  ['交易收款', '0010001|交易收款', '', 'sale'],
  ['收费', '软件服务费', "买家's 100%", 'platform_service_fee'],
  ['', '', '_', 'unclassified'],
] as const;

/**
 * Writes the rows into the tables of an empty book, and where books share a database a row of another one that no list may
 * show.
 */
export async function writeListRows(
  tx: Executor,
  bookId: string,
  balances: readonly SmallBalance[],
  lines: readonly SmallLine[],
  sharesDatabase: boolean,
): Promise<void> {
  const of = (book: string, rows: readonly SmallBalance[]): Sql[] => rows.map((row) => balanceSql(book, row));
  const stranger: SmallBalance = {
    key: '100',
    state: 'in_transit',
    cause: null,
    shop: '甲店',
    paid_at: null,
    due_at: null,
    account: 'alipay:1',
    expected: 7n,
    discrepancy: 7n,
  };
  const rows = [...of(bookId, balances), ...of('another', sharesDatabase ? [stranger] : [])];
  if (rows.length > 0)
    await tx.execute(sql`insert into balances (book_id, match_key, state, cause, shop, has_order, paid_at, due_at,
      account_id, expected_minor, received_minor, fees_minor, refunded_minor, in_transit_minor,
      outside_coverage_minor, discrepancy_minor) values ${join(rows)}`);
  await tx.execute(sql`insert into balance_sums
    select book_id, shop, account_id, state, cause, has_order, count(*), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    from balances group by 1, 2, 3, 4, 5, 6`);
  await tx.execute(sql`insert into import_batches (book_id, batch_id, import_id, file, source_id, channel, kind,
    source_rank, header_row, header, receipt)
    values (${bookId}::text, 1, 1, 'a.csv', 's', 'alipay', 'statement_lines', 0, 1, '[]', '{}')`);
  for (const [at, [entry, description, memo, component]] of LINE_SUBJECTS.entries()) {
    await tx.execute(sql`insert into subjects values (${bookId}::text, ${at + 1}::bigint, 'alipay', ${entry}::text,
      ${description}::text, ${memo}::text)`);
    await tx.execute(sql`insert into subject_components values (${bookId}::text, ${at + 1}::bigint, ${component}::text,
      'fee', 'r', 0, 0, 1, null, 'processing_fee')`);
  }
  if (lines.length === 0) return;
  await tx.execute(sql`insert into statement_lines (book_id, match_key, batch_id, row_no, live, identity_hash, occurrence,
    account_id, line_no, happened_at, amount_minor, fee_minor, subject_id)
    values ${join(lines.map((line, at) => lineSql(bookId, line, at)))}`);
}

function balanceSql(bookId: string, row: SmallBalance): Sql {
  return sql`(${bookId}::text, ${row.key}::text, ${row.state}::text, ${row.cause}::text, ${row.shop}::text, true,
    ${row.paid_at}::timestamp, ${row.due_at}::timestamp, ${row.account}::text, ${row.expected}::bigint, 0, 0, 0, 0, 0,
    ${row.discrepancy}::bigint)`;
}

function lineSql(bookId: string, line: SmallLine, at: number): Sql {
  return sql`(${bookId}::text, ${line.key}::text, 1, ${at + 2}::integer, ${line.live}::boolean, 0, 1, ${line.account}::text,
    ${line.line_no}::text, ${line.happened_at}::timestamp, ${line.amount}::bigint, 0, ${line.subject}::bigint)`;
}
