import { parseMoney } from '../../src/money/money.ts';
import type { Executor } from '../../src/store/driver.ts';
import { sql } from '../../src/store/sql.ts';

/** A block of a scenario file. */
export interface Scenario {
  readonly name: string;
  readonly lines: readonly (readonly string[])[];
}

/** Splits a scenario file into its blocks. Comments and empty lines are left out. */
export function parseScenarios(text: string): Scenario[] {
  const scenarios: { name: string; lines: string[][] }[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const words = line.split(/\s+/);
    if (words[0] === 'scenario') scenarios.push({ name: line.slice('scenario '.length), lines: [] });
    else scenarios.at(-1)?.lines.push(words);
  }
  return scenarios;
}

/** Words that the built-in fee rules know, by kind of line: subject id, component, description. */
export const SUBJECTS = {
  sale: [1n, 'sale', '0010001|交易收款-交易收款'],
  refund: [2n, 'refund', '0020001|交易退款-余额退款'],
  commission: [3n, 'commission', '0030003|软件服务费-类目软件服务费'],
  service: [4n, 'platform_service_fee', '0030130|软件服务费-基础软件服务费'],
  points: [5n, 'points', '0030001|软件服务费-天猫返点积分'],
  withdrawal: [6n, 'withdrawal', '提现'],
  affiliate: [8n, 'affiliate_commission', '0060011|营销支出-淘宝客佣金'],
  unknown: [7n, 'unclassified', '从未见过'],
} as const satisfies Record<string, readonly [bigint, string, string]>;

const ORDERS_BATCH = 1n;
const LINES_BATCH = 2n;

/** Writes the facts of a scenario straight into the tables of an empty book. */
export async function writeScenario(tx: Executor, book: string, scenario: Scenario): Promise<void> {
  for (const [id, , description] of Object.values(SUBJECTS)) {
    const entryType = description === '提现' ? '提现' : '';
    await tx.execute(sql`insert into subjects values (${book}::text, ${id}::bigint, 'alipay', ${entryType}::text,
      ${description}::text, '')`);
  }
  const spans = scenario.lines.filter(([verb]) => verb === 'covers');
  for (const [nth, words] of spans.entries()) await writeStatement(tx, book, nth, words);
  await writeOrderBatch(tx, book, moment(spans.at(-1)?.[3], '00:00:00'));
  let row = 1;
  for (const words of scenario.lines) {
    row += 1;
    const [verb, ...rest] = words;
    if (verb === 'order') await writeOrder(tx, book, row, rest);
    if (verb === 'subline') await writeOrderLine(tx, book, row, rest);
    if (verb === 'refund') await writeRefund(tx, book, row, rest);
    if (verb === 'line') await writeLine(tx, book, row, rest);
  }
}

function moment(day: string | undefined, time: string): string {
  return `2026-${day} ${time}`;
}

/** The word after a keyword, null if the keyword is not there. */
function after(words: readonly string[], keyword: string): string | null {
  const at = words.indexOf(keyword);
  return at < 0 ? null : (words[at + 1] ?? null);
}

/** The Alipay account that a statement or a line is of: the only one unless it is named. */
function accountOf(words: readonly string[]): string {
  return `alipay:${after(words, 'account') ?? '1'}`;
}

function amount(text: string | null | undefined): bigint | null {
  if (text === null || text === undefined) return null;
  const minor = parseMoney(text);
  if (typeof minor !== 'bigint') throw new TypeError(`no amount: ${text}`);
  return minor;
}

/** The wallet's statement of some days; the order file is as old as the last of them. */
async function writeStatement(
  tx: Executor,
  book: string,
  nth: number,
  words: readonly string[],
): Promise<void> {
  const [, from, , to] = words;
  const cut = after(words, 'cut');
  const totals = [{ of: 'inflow', stated_count: 9, read_count: 5, agrees: false }];
  const last_at = cut === null ? null : moment(cut, '23:00:00');
  await tx.execute(sql`insert into import_batches (book_id, batch_id, import_id, file, source_id, channel, kind,
      account_id, from_at, to_at, first_at, last_at, as_of, source_rank, header_row, header, receipt)
    values (${book}::text, ${LINES_BATCH + BigInt(nth)}::bigint, 2, ${`wallet-${nth}.csv`}::text, 'alipay-statement',
        'alipay', 'statement_lines', ${accountOf(words)}::text, ${moment(from, '00:00:00')}::timestamp,
        ${moment(to, '00:00:00')}::timestamp, ${cut === null ? null : moment(from, '00:00:00')}::timestamp,
        ${last_at}::timestamp, null, 0, 1, '[]', ${JSON.stringify(cut === null ? {} : { totals })}::text)`);
}

async function writeOrderBatch(tx: Executor, book: string, asOf: string): Promise<void> {
  await tx.execute(sql`insert into import_batches (book_id, batch_id, import_id, file, source_id, channel, kind,
      account_id, from_at, to_at, as_of, source_rank, header_row, header, receipt)
    values (${book}::text, ${ORDERS_BATCH}::bigint, 1, 'orders.csv', 'taobao-orders', 'taobao', 'orders',
        null, null, null, ${asOf}::timestamp, 0, 1, '[]', '{}')`);
}

async function writeOrder(tx: Executor, book: string, row: number, words: readonly string[]): Promise<void> {
  const [no, , paid, status] = words;
  const unpaid = words.includes('unpaid');
  const confirmed = after(words, 'confirmed');
  const created = moment(after(words, 'on') ?? '01-02', '10:00:00');
  await tx.execute(sql`insert into orders (book_id, match_key, batch_id, row_no, live, identity_hash, occurrence, shop,
      payment_no, status, status_text, created_at, paid_at, delivered_at, paid_minor, refund_minor, payout_minor,
      subsidy_minor,      deposit_order_no, stages)
    values (${book}::text, ${no ?? ''}::text, ${ORDERS_BATCH}::bigint, ${row}::integer, true, 0, 1, '店',
      ${after(words, 'payment')}::text, ${status ?? ''}::text, ${status ?? ''}::text, ${created}::timestamp,
      ${unpaid ? null : created}::timestamp,
      ${confirmed === null ? null : moment(confirmed, '12:00:00')}::timestamp,
      ${amount(paid)}::bigint, ${amount(after(words, 'refund'))}::bigint, ${amount(after(words, 'payout'))}::bigint,
      ${amount(after(words, 'subsidy'))}::bigint,
      ${after(words, 'deposit')}::text, ${words.includes('staged') ? '阶段1已付款;阶段2已付款' : null}::text)`);
}

async function writeOrderLine(
  tx: Executor,
  book: string,
  row: number,
  words: readonly string[],
): Promise<void> {
  const [sub, , order] = words;
  await tx.execute(sql`insert into order_lines (book_id, match_key, batch_id, row_no, live, identity_hash, occurrence,
      order_line_no, status_text)
    values (${book}::text, ${order ?? ''}::text, ${ORDERS_BATCH}::bigint, ${row}::integer, true, 0, 1,
      ${sub ?? ''}::text, '')`);
}

async function writeRefund(tx: Executor, book: string, row: number, words: readonly string[]): Promise<void> {
  const [no, , order, refunded, stage] = words;
  await tx.execute(sql`insert into refunds (book_id, match_key, batch_id, row_no, live, identity_hash, occurrence,
      refund_no, status, status_text, refund_minor, stage, completed_at)
    values (${book}::text, ${order ?? ''}::text, ${ORDERS_BATCH}::bigint, ${row}::integer, true, 0, 1,
      ${no ?? ''}::text, 'succeeded', '退款成功', ${amount(refunded)}::bigint, ${stage ?? null}::text,
      ${moment(after(words, 'on') ?? '', '12:00:00')}::timestamp)`);
}

async function writeLine(tx: Executor, book: string, row: number, words: readonly string[]): Promise<void> {
  const [kind, moved] = words;
  const ref = after(words, 'ref');
  const payment = after(words, 'payment');
  const key = ref === '?' ? `?${payment ?? row}` : ref;
  const subject = SUBJECTS[(kind ?? 'unknown') as keyof typeof SUBJECTS];
  await tx.execute(sql`insert into statement_lines (book_id, match_key, batch_id, row_no, live, identity_hash,
      occurrence, account_id, line_no, transaction_no, happened_at, amount_minor, fee_minor, subject_id)
    values (${book}::text, ${key}::text, ${LINES_BATCH}::bigint, ${row}::integer, true, 0, 1,
      ${accountOf(words)}::text, ${`L${row}`}::text, ${payment}::text, ${moment(after(words, 'on') ?? '', '12:00:05')}::timestamp,
      ${amount(moved)}::bigint, 0, ${subject[0]}::bigint)`);
}
