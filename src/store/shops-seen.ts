import type { Actor } from '../model/role.ts';
import { join, type Sql, sql, trusted } from './sql.ts';

/** The condition that a column names a shop that a user may see; null for a row of no shop unless the user sees all. */
export function ofShopsSeen(column: string, { shops }: Pick<Actor, 'shops'>): Sql {
  if (shops === null || shops === undefined) return trusted('true');
  if (shops.length === 0) return trusted('false');
  return sql`${trusted(column)} in (${join(shops.map((shop) => sql`${shop}::text`))})`;
}
