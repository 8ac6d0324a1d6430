import type { RouteName } from '../src/server/contract/paths.ts';
import type { WebClient } from '../test/support/web-client.ts';

/** Something that a page asks: what it is called in a table, and how a user asks it. */
export interface Question {
  readonly name: string;
  ask(user: WebClient): Promise<void>;
}

const BIGGEST_FIRST = [{ column: 'discrepancy_minor', descending: true, by_size: true }];
const IN_TRANSIT = { column: 'state', how: 'is', values: ['in_transit'] };
const OF_A_WORD = { column: 'description', how: 'contains', values: ['服务费'] };
/** So many orders are asked about in turn. */
const ORDERS_ASKED = 500;

/** What the pages of a book ask: each time about another order, for the next page or the sums of another filter. */
export async function questionsOf(client: WebClient, book_id: string): Promise<Question[]> {
  const next = inTurn(await orderNumbers(client, book_id));
  const question = (name: string, route: RouteName, optionsOf: () => Options = () => ({})): Question => ({
    name,
    async ask(user) {
      const { params, ...rest } = optionsOf();
      await replyOf(user, route, { ...rest, params: { book_id, ...params } });
    },
  });
  return [
    question('overview', 'overview'),
    paging('exceptions, largest first', 'cases', BIGGEST_FIRST),
    paging('orders, in order', 'orders', []),
    paging('orders in transit, latest first', 'orders', [down('paid_at')], [IN_TRANSIT]),
    summing('orders in transit and days, summed', 'orders', IN_TRANSIT, ofDays('paid_at')),
    paging('wallet lines, latest first', 'statement_lines', [down('happened_at')]),
    paging('wallet lines, largest first', 'statement_lines', [down('amount_minor')]),
    paging('wallet lines of a word, latest first', 'statement_lines', [down('happened_at')], [OF_A_WORD]),
    summing('wallet lines of a word and days, summed', 'statement_lines', OF_A_WORD, ofDays('happened_at')),
    question('search, whole number', 'search', () => ({ query: { q: next() } })),
    question('search, beginning', 'search', () => ({ query: { q: next().slice(0, -4) } })),
    question('order page', 'order', () => ({ params: { order_no: next() } })),
  ];

  /** Asks for the page after the one that came last, whoever asked for it. */
  function paging(
    name: string,
    list: string,
    sort: readonly object[],
    conditions: readonly object[] = [],
  ): Question {
    const body = { filter: { conditions }, sort, limit: 100 };
    let after: string | null = null;
    return {
      name,
      async ask(user) {
        const place = after === null ? {} : { after };
        const params = { book_id, list };
        const page = await replyOf(user, 'list_page', { params, body: { ...body, ...place } });
        after = (page as { next: string | null }).next;
      },
    };
  }

  /** Asks for the sums of rows that meet a condition and another one, which is another each time. */
  function summing(name: string, list: string, condition: object, next: () => object): Question {
    return question(name, 'list_totals', () => ({
      params: { list },
      body: { filter: { conditions: [condition, next()] } },
    }));
  }
}

/** Rows of a span of days, of which there are hundreds. */
function ofDays(column: string): () => object {
  const days = Array.from({ length: 28 }, (_, at) => String(at + 1).padStart(2, '0'));
  const spans = days.flatMap((from) => days.map((to) => [`2026-01-${from}`, `2026-02-${to}`]));
  const next = inTurn(spans.map((span) => span.join(' ')));
  return () => ({ column, how: 'between', values: next().split(' ') });
}

function down(column: string): object {
  return { column, descending: true };
}

interface Options {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

async function orderNumbers(client: WebClient, book_id: string): Promise<string[]> {
  const params = { book_id, list: 'orders' };
  const body = { filter: { conditions: [] }, sort: [], columns: ['match_key'], limit: ORDERS_ASKED };
  const { rows } = (await replyOf(client, 'list_page', { params, body })) as { rows: string[][] };
  return rows.map(([order_no = '']) => order_no);
}

function inTurn(texts: readonly string[]): () => string {
  let at = 0;
  return () => texts[at++ % texts.length] ?? '';
}

async function replyOf(user: WebClient, route: RouteName, options: Options): Promise<unknown> {
  const { status, body } = await user.call(route, options);
  if (status !== 200) throw new Error(`${route}: ${JSON.stringify(body)}`);
  return body;
}
