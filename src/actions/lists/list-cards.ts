import type { Text } from '../../model/language.ts';
import type { ListColumnType, ListName } from '../../model/list.ts';
import { LISTS } from '../../store/lists/index.ts';
import type { ListColumn } from '../../store/lists/list.ts';

/** A column as it is offered. */
export interface ListColumnCard {
  readonly name: string;
  readonly label: Text;
  readonly type: ListColumnType;
  readonly names?: Readonly<Record<string, Text>>;
  readonly sortable: boolean;
  readonly filterable: boolean;
  readonly groupable: boolean;
  readonly summed: boolean;
  readonly shown: boolean;
}

/** A list with its columns. */
export interface ListCard {
  readonly list: ListName;
  readonly label: Text;
  readonly columns: readonly ListColumnCard[];
  readonly key: string;
}

/** All lists with the columns that people are offered; `users` names users by their ids. */
export function listCards(users: Readonly<Record<string, Text>>): ListCard[] {
  return LISTS.map(({ name, label, columns, key }) => ({
    list: name,
    label,
    columns: columns.filter(({ is_internal }) => is_internal !== true).map((column) => cardOf(column, users)),
    key,
  }));
}

function cardOf(column: ListColumn, users: Readonly<Record<string, Text>>): ListColumnCard {
  const { name, label, is_user = false } = column;
  const names = is_user ? users : column.names;
  return {
    name,
    label,
    type: is_user ? 'code' : column.type,
    ...(names === undefined ? {} : { names }),
    sortable: column.sortable ?? false,
    filterable: column.filterable ?? false,
    groupable: column.groupable ?? false,
    summed: column.summed ?? false,
    shown: column.shown ?? false,
  };
}
