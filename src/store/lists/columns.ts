import { DuideshangError } from '../../errors.ts';
import { type Sql, sql, trusted } from '../sql.ts';
import type { ListColumn, ListDeclaration } from './list.ts';

/**
 * A column of a list by name.
 * @throws list_column_unknown when there is none, or it may not be used so.
 */
export function columnOf(
  list: ListDeclaration,
  name: string,
  use?: 'sortable' | 'filterable' | 'groupable',
): ListColumn {
  const column = list.columns.find((each) => each.name === name);
  if (column === undefined || (use !== undefined && column[use] !== true))
    throw new DuideshangError('list_column_unknown', { list: list.label, column: name });
  return column;
}

/** What is shown of a column: days as text. */
export function shown(column: ListColumn): Sql {
  if (column.shows !== undefined) return column.shows;
  return column.type === 'day' ? sql`day_of(${column.value})` : column.value;
}

/** The left joins of these names and those that they need, in the order of the declaration. */
export function joinsOf(list: ListDeclaration, bookId: string, needs: Iterable<string>): Sql {
  const wanted = new Set([...needs].flatMap((name) => [name, list.joins[name]?.needs ?? name]));
  return Object.entries(list.joins)
    .filter(([name]) => wanted.has(name))
    .reduce(
      (
        all,
        [
          ,
          {
            table,
            alias,
            on: [row, own],
          },
        ],
      ) => {
        const own_alias = trusted(alias);
        return sql`${all} left join ${table} ${own_alias} on ${own_alias}.book_id = ${bookId} and ${own} = ${row}`;
      },
      trusted(''),
    );
}
