import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { sizeOf } from '../../parts/share.ts';

const MONEY = 'discrepancy_minor';

/** A type of exception, or one of its causes, with what it is about. */
export interface Group {
  readonly type: string;
  readonly cause: string | null;
  /** The cause of a type that has but one: it gets no line of its own. */
  readonly only: string | null;
  readonly count: number;
  readonly minor: bigint;
}

/** Types with their sums, each followed by its causes, the largest money first. */
export function nested(groups: ReplyOf<'list_groups'>['groups']): Group[] {
  const causes = groups.map(({ values, count, sums }) => ({
    type: String(values[0] ?? ''),
    cause: String(values[1] ?? ''),
    only: null,
    count,
    minor: BigInt(sums[MONEY] ?? '0'),
  }));
  const byType = Map.groupBy(causes, ({ type }) => type);
  const types = [...byType].map(([type, inner]) => ({
    head: {
      type,
      cause: null,
      only: inner.length === 1 ? (inner[0]?.cause ?? null) : null,
      count: inner.reduce((sum, { count }) => sum + count, 0),
      minor: inner.reduce((sum, { minor }) => sum + minor, 0n),
    },
    inner: inner.length === 1 ? [] : inner.toSorted(bySize),
  }));
  return types
    .toSorted((left, right) => bySize(left.head, right.head))
    .flatMap(({ head, inner }) => [head, ...inner]);
}

function bySize(left: { readonly minor: bigint }, right: { readonly minor: bigint }): number {
  const difference = sizeOf(right.minor) - sizeOf(left.minor);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
