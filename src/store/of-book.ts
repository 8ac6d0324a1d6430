import { perEngine, type Sql, sql } from './sql.ts';

/**
 * Whether a row is of the book, by its column `book_id`. An embedded database holds one book alone: there nothing is asked,
 * for the engine cannot tell that it holds for all rows, and asking each doubles the cost of a scan.
 */
export function isOfBook(column: Sql, bookId: string): Sql {
  return sql`(${IS_ALONE} or ${column} = ${bookId}::text)`;
}

const IS_ALONE = perEngine({ duckdb: 'true', postgres: 'false' });
