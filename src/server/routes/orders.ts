import { coverageCalendar } from '../../actions/coverage-calendar.ts';
import { orderStory } from '../../actions/order-story.ts';
import { searchNumber } from '../../actions/search-number.ts';
import { namer } from '../actor.ts';
import { implement } from '../implement.ts';

/** Any number found, an order on one page, and the days that are in. */
export const ORDERS = [
  implement('search', ({ book, query, shops }) => searchNumber(book, query.q, shops)),
  implement('order', async ({ bench, book, params, shops }) => ({
    order: await orderStory(book, params.order_no, { shops, nameOfUser: await namer(bench) }),
  })),
  implement('coverage', ({ book, query, shops }) => coverageCalendar(book, query, shops)),
];
