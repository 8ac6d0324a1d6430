import { orderStory } from '../../src/actions/orders/order-story.ts';
import { searchNumber } from '../../src/actions/orders/search-number.ts';
import { DuideshangError } from '../../src/errors.ts';
import type { Book } from '../../src/store/book.ts';
import { rowsBearing } from '../../src/store/indexes/number-index.ts';
import { factsOfOrder, keysOfOrder, milestonesOf, ordersOfNumber } from '../../src/store/orders/stories.ts';
import { sql } from '../../src/store/sql.ts';

/** The book as an engine sees it that looks numbers up in `number_index`, or one that does not. */
export function lookingUp(book: Book, has_indexes: boolean): Book {
  return { ...book, store: { ...book.store, engine: { ...book.store.engine, has_indexes } } };
}

/** Every number that a fact of the book bears, without the mark of money that names no order. */
export async function numbersOf({ store }: Book): Promise<string[]> {
  const rows = await store.query<{ number: string }>(sql`select match_key as number from orders
    union select payment_no from orders
    union select match_key from order_lines
    union select order_line_no from order_lines
    union select payment_no from order_lines
    union select match_key from refunds
    union select refund_no from refunds
    union select match_key from statement_lines
    union select line_no from statement_lines
    union select transaction_no from statement_lines`);
  const numbers = rows.flatMap(({ number }) => (number === null ? [] : [number.replace(/^\?/, '')]));
  return [...new Set(numbers)].sort();
}

/** All that search, order page and explanation say of a number, as text. */
export async function answersOf(book: Book, number: string): Promise<string> {
  const { store, book_id } = book;
  const { hits } = await searchNumber(book, number);
  const page = await orderStory(book, number).catch((error: unknown) => {
    if (error instanceof DuideshangError) return { code: error.code, ...error.values };
    throw error;
  });
  const keys = await keysOfOrder(store, book_id, number);
  const told = {
    hits: hits.map((hit) => toText(hit)).sort(),
    page,
    orders: await ordersOfNumber(store, book_id, number),
    facts: await factsOfOrder(store, book_id, number, keys, await rowsBearing(store, book_id, keys)),
    milestones: await milestonesOf(store, book_id, number),
  };
  return toText(told);
}

function toText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each), 1);
}
