import { coverageCalendar } from '../../actions/importing/coverage-calendar.ts';
import { listCards } from '../../actions/lists/list-cards.ts';
import { listGroups, listTotals, listValues } from '../../actions/lists/list-groups.ts';
import { listPage } from '../../actions/lists/list-page.ts';
import { orderStory } from '../../actions/orders/order-story.ts';
import { searchNumber } from '../../actions/orders/search-number.ts';
import { overview } from '../../actions/overview/overview.ts';
import { placeOfRow, readOriginalRow } from '../../actions/rows/original-row.ts';
import type { RowRef } from '../../actions/rows/raw-cells.ts';
import { namer, namesOfUsers } from '../../actions/workspace/users.ts';
import { DuideshangError } from '../../errors.ts';
import { inEveryLanguage } from '../../model/language.ts';
import { implement, implementClosed, implementKept } from '../implement.ts';
import { queueJob } from '../queue-job.ts';

function rowOf({ batch_id, row_no }: Readonly<Record<'batch_id' | 'row_no', string>>): RowRef {
  if (!/^\d{1,18}$/.test(batch_id) || !/^\d{1,9}$/.test(row_no)) throw new DuideshangError('row_unknown');
  return { batch_id: BigInt(batch_id), row_no: Number(row_no) };
}

/** Lists with their sums, search, the overview, one order and its rows. */
export const LISTS = [
  implementClosed('lists', async ({ bench }) => {
    const users = Object.entries(await namesOfUsers(bench.workspace));
    return {
      lists: listCards(Object.fromEntries(users.map(([id, name]) => [id, inEveryLanguage(() => name)]))),
    };
  }),
  implementKept('list_page', ({ book, params, body, shops }) => listPage(book, params.list, body, shops)),
  implementKept('list_totals', ({ book, params, body, shops }) =>
    listTotals(book, params.list, body.filter, shops),
  ),
  implementKept('list_groups', ({ book, params, body, shops }) => listGroups(book, params.list, body, shops)),
  implementKept('list_values', ({ book, params, body, shops }) => listValues(book, params.list, body, shops)),
  implementClosed('export_list', async (call) => {
    const { params, body, shops } = call;
    const asked = { ...body, what: 'list', list: params.list, shops };
    return { job_id: await queueJob(call, { kind: 'export', params: asked }) };
  }),
  implementKept('overview', ({ book, query, shops }) => overview(book, query, shops)),
  implementKept('coverage', ({ book, query, shops }) => coverageCalendar(book, query, shops)),
  implement('search', ({ book, query, shops }) => searchNumber(book, query.q, shops)),
  implement('order', async ({ bench, book, params, shops }) => ({
    order: await orderStory(book, params.order_no, { shops, nameOfUser: await namer(bench.workspace) }),
  })),
  // The book is not held open while a file is read, nor does a job go slower.
  implementClosed('original_row', async ({ bench, params, shops, request }) => {
    const { signal } = request;
    const ref = rowOf(params);
    const place = await bench.books.use(params.book_id, (book) => placeOfRow(book, ref, shops));
    return { row: await readOriginalRow(place, signal) };
  }),
];
