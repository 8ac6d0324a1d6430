import type { WallTime } from '../../model/facts.ts';
import { type Sql, sql } from '../../store/sql.ts';

/** What a run looks at. */
export interface Scope {
  readonly book_id: string;
  /** Orders paid (or placed, if never paid) in [from, to); lines that name no known order, of that time. */
  readonly from_at: WallTime;
  readonly to_at: WallTime;
  /** Whether some money of an account is told by two statements. */
  readonly has_shadows: boolean;
}

/** Bounds that hold every moment of any file. */
export const ALL_TIME = { from_at: '0001-01-01 00:00:00', to_at: '9999-12-31 00:00:00' } as const;

/** Whether the run looks at order `o`; one without any time is looked at by every run. */
export function isInScope({ from_at, to_at }: Scope): Sql {
  const at = sql`coalesce(o.paid_at, o.created_at, ${from_at}::timestamp)`;
  return sql`${at} >= ${from_at}::timestamp and ${at} < ${to_at}::timestamp`;
}
