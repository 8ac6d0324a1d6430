import { listCards } from '../../actions/list-cards.ts';
import { listGroups, listTotals, listValues } from '../../actions/list-groups.ts';
import { listPage } from '../../actions/list-page.ts';
import { overview } from '../../actions/overview.ts';
import { namesOfUsers } from '../../actions/workspace/users.ts';
import { inEveryLanguage } from '../../model/language.ts';
import { implement, implementClosed } from '../implement.ts';

/** Columns that hold ids of users. */
const OF_USERS = ['assignee', 'made_by'];

/** Lists, their sums, and the overview. */
export const LISTS = [
  implementClosed('lists', async ({ bench }) => {
    const users = Object.entries(await namesOfUsers(bench.workspace));
    const names = Object.fromEntries(users.map(([id, name]) => [id, inEveryLanguage(() => name)]));
    return {
      lists: listCards().map((list) => ({
        ...list,
        columns: list.columns.map((column) =>
          OF_USERS.includes(column.name) ? { ...column, type: 'code' as const, names } : column,
        ),
      })),
    };
  }),
  implement('list_page', ({ book, params, body, shops }) => listPage(book, params.list, body, shops)),
  implement('list_totals', ({ book, params, body, shops }) =>
    listTotals(book, params.list, body.filter, shops),
  ),
  implement('list_groups', ({ book, params, body, shops }) => listGroups(book, params.list, body, shops)),
  implement('list_values', ({ book, params, body, shops }) => listValues(book, params.list, body, shops)),
  implement('overview', ({ book, query, shops }) => overview(book, query, shops)),
];
