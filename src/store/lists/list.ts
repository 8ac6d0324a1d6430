import type { Text } from '../../model/language.ts';
import type { ListColumnType, ListName } from '../../model/list.ts';
import type { Sql } from '../sql.ts';

/** A column of a list. */
export interface ListColumn {
  readonly name: string;
  readonly label: Text;
  readonly type: ListColumnType;
  /** What is compared and sorted, over the list's row and the join that it needs; of a `day` its timestamp. */
  readonly value: Sql;
  /** What is shown, where that is not `value`. */
  readonly shows?: Sql;
  /** Name of the join that `value` needs. */
  readonly needs?: string;
  /** Names of the codes of a `code` column. */
  readonly names?: Readonly<Record<string, Text>>;
  /** Holds the code and the values of a sentence as JSON, to be put to words in the reader's language. */
  readonly is_explanation?: boolean;
  /** Holds ids of accounts, to be named as people do where they are read outside the pages. */
  readonly is_account?: boolean;
  /** Its texts are ids of users, or the names that a command line wrote down. */
  readonly is_user?: boolean;
  readonly sortable?: boolean;
  readonly filterable?: boolean;
  readonly groupable?: boolean;
  /** Summed up in totals and groups. */
  readonly summed?: boolean;
  /** What the amounts of a row are in, where rows differ: over rows of several there is no sum. */
  readonly unit?: Sql;
  /** Shown unless the user chooses otherwise. */
  readonly shown?: boolean;
  /** For the program alone: it is asked for by its name, and offered to nobody. */
  readonly is_internal?: boolean;
  /** Whether `value` is never null: its order then needs no second look. */
  readonly never_null?: boolean;
  /** How the filter's text finds the column: numbers by their beginning, words by any part. */
  readonly searched?: 'starts' | 'contains';
}

/** A further table of a list. */
export interface ListJoin {
  readonly table: Sql;
  readonly alias: string;
  /** Column of the list's row and the column of this table that it equals. */
  readonly on: readonly [row: Sql, own: Sql];
  /** Name of a join declared before, which `on` needs. */
  readonly needs?: string;
  /** Small, and every row of the list has its one row in it: conditions on it can be asked of it alone. */
  readonly is_dimension: boolean;
}

/** A column that breaks ties, never null. */
export interface TieColumn {
  readonly value: Sql;
  readonly type: 'text' | 'bigint' | 'integer';
}

/** A table that holds copies of the rows which come first in the orders of lists. */
export type HeadTable = 'balance_heads' | 'statement_line_heads';

/** A table that stands for the rows of a list, added up by day and by all columns that it knows. */
export interface DaySums {
  readonly table: (bookId: string) => Sql;
  readonly columns: readonly string[];
  /** How many rows of the list a row stands for. */
  readonly counted: Sql;
}

/** One declaration gives a list its pages, filters, sums, groups, values and exports. */
export interface ListDeclaration {
  readonly name: ListName;
  readonly label: Text;
  readonly table: Sql;
  readonly alias: string;
  /** Which rows of the table are the list's, beside those of the book. */
  readonly where: Sql;
  readonly joins: Readonly<Record<string, ListJoin>>;
  /**
   * Where an engine without indexes finds copies of the rows that come first in each order, and of which rows these are: all of
   * the list's and at most those that may become its without being read anew.
   */
  readonly heads?: { readonly table: HeadTable; readonly of: Sql };
  /** Sums of the list's rows by day, for whoever asks for no other columns than they know, and for whole days. */
  readonly days?: DaySums;
  /** How many rows of the list a row of the table stands for; one where it is left out. */
  readonly counted?: Sql;
  /** Columns that together make every row unique. */
  readonly ties: readonly TieColumn[];
  /** Which rows a user may see who sees these shops only; rows of no shop are not among them. */
  readonly ofShops: (bookId: string, shops: Sql) => Sql;
  /** Name of the column that tells rows apart; it is part of every page. */
  readonly key: string;
  readonly columns: readonly ListColumn[];
}

/** A list that has heads. */
export type HeadedList = ListDeclaration & Required<Pick<ListDeclaration, 'heads'>>;

/** Whether a list has heads. */
export function isHeaded(list: ListDeclaration): list is HeadedList {
  return list.heads !== undefined;
}
