import type { CaseState } from '../../src/model/case.ts';
import type { Actor } from '../../src/model/role.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import type { Books } from './books.ts';
import { parseScenarios, SUBJECTS, writeScenario } from './scenarios.ts';

/** People of tests. */
export const CLERK: Actor = { user_id: 'lan', role: 'clerk' };
export const REVIEWER: Actor = { user_id: 'mei', role: 'reviewer' };
export const CHIEF: Actor = { user_id: 'root', role: 'administrator' };

/** A book with the facts of a scenario, not reconciled yet. */
export async function bookWith(books: Books, text: string): Promise<Book> {
  const book = await books.open();
  const [scenario] = parseScenarios(`scenario given\n${text}`);
  await book.store.transaction(async (tx) => {
    if (scenario !== undefined) await writeScenario(tx, book.book_id, scenario);
  });
  return book;
}

/** Money of an order in a file of its own, imported later. */
export async function lateReceipt(
  { store, book_id }: Book,
  nth: number,
  order_no: string,
  amount_minor: bigint,
): Promise<void> {
  const batch = 100n + BigInt(nth);
  await store.execute(
    sql`insert into imports (book_id, import_id, file, sha256, bytes, imported_at) values (${book_id}, ${batch}, ${`late-${nth}.csv`}, 'x', 1, '2026-03-01 00:00:00')`,
  );
  await store.execute(sql`insert into import_batches (book_id, batch_id, import_id, file, source_id, channel, kind, account_id,
      from_at, to_at, as_of, source_rank, header_row, header, receipt)
    values (${book_id}, ${batch}, ${batch}, ${`late-${nth}.csv`}, 'alipay-statement', 'alipay', 'statement_lines', 'alipay:1',
      null, null, null, 0, 1, '[]', '{}')`);
  await store.execute(sql`insert into statement_lines (book_id, match_key, batch_id, row_no, live, identity_hash, occurrence,
      account_id, line_no, happened_at, amount_minor, fee_minor, subject_id)
    values (${book_id}, ${order_no}, ${batch}, ${2}, true, 0, 1, 'alipay:1', ${`N${nth}`}, '2026-01-20 12:00:00',
      ${amount_minor}, 0, ${SUBJECTS.sale[0]})`);
}

/** What a case looks like to a test. */
export interface SeenCase {
  readonly case_id: bigint;
  readonly key: string;
  readonly state: CaseState;
  readonly minor: bigint;
  readonly gone: boolean;
  readonly version: number;
}

/** All cases of a book in order of their key. */
export async function casesOf({ store, book_id }: Book): Promise<SeenCase[]> {
  return store.query<SeenCase>(sql`select case_id, match_key as key, state, discrepancy_minor as minor, is_gone as gone, version
    from app.cases where book_id = ${book_id} order by match_key, exception_type, component`);
}

/** Key and state of every case. */
export async function statesOf(book: Book): Promise<Record<string, string>> {
  return Object.fromEntries((await casesOf(book)).map(({ key, state }) => [key, state]));
}

/** The steps of all cases, in order: key, what, who, file. */
export async function stepsTold({ store, book_id }: Book): Promise<string[]> {
  const rows = await store.query<{
    key: string;
    what: string;
    made_by: string | null;
    file: string | null;
    undone: boolean;
  }>(
    sql`select match_key as key, what, made_by, file, undone from app.case_events where book_id = ${book_id} order by event_id`,
  );
  return rows.map(({ key, what, made_by, file, undone }) =>
    [key, what, made_by, file, undone ? 'undone' : null].filter((part) => part !== null).join(' '),
  );
}

/** The selection of the cases of some keys. */
export async function selected(
  book: Book,
  ...keys: string[]
): Promise<{ cases: { case_id: string; version: number }[] }> {
  const cases = (await casesOf(book)).filter(({ key }) => keys.includes(key));
  return { cases: cases.map(({ case_id, version }) => ({ case_id: String(case_id), version })) };
}

/** Three orders that were paid short; what O3 lacks is beyond a clerk's limit. */
export const SHORT = `covers 01-01 to 02-01
order O1 paid 100.00 completed confirmed 01-10 payout 100.00
line sale 99.00 on 01-10 ref O1
order O2 paid 50.00 completed confirmed 01-11 payout 50.00
line sale 20.00 on 01-11 ref O2
order O3 paid 900.00 completed confirmed 01-12 payout 900.00
line sale 300.00 on 01-12 ref O3`;

/** Three orders, one paid short, and two lump payments without an order that pay the other two but 2.00. */
export const LUMP = `covers 01-01 to 02-01
order O1 paid 100.00 completed confirmed 01-10 payout 100.00
order O2 paid 50.00 completed confirmed 01-11 payout 50.00
order O3 paid 30.00 completed confirmed 01-12 payout 30.00
line sale 29.00 on 01-12 ref O3
line sale 90.00 on 01-12 ref ? payment 77
line sale 58.00 on 01-12 ref ? payment 78`;

/** The match of the lump payments with their orders; what is missing is a fee. */
export const N_TO_M = {
  kind: 'match',
  legs: [
    { match_key: '?77', amount_minor: -9000n },
    { match_key: '?78', amount_minor: -5800n },
    { match_key: 'O1', amount_minor: 10_000n },
    { match_key: 'O2', amount_minor: 5_000n },
    { match_key: null, counter: 'fee', amount_minor: -200n },
  ],
} as const;
