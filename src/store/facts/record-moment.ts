import { momentsOf, type RecordKind } from '../../model/records.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';

/** When a record `r` came to be: the first moment that its file tells of it. */
export function momentOf(kind: RecordKind): Sql {
  return sql`coalesce(${join(momentsOf(kind).map((name) => trusted(`r.${name}`)))})`;
}
