import type { ReplyOf } from '../../../../src/server/contract/index.ts';

type Found = NonNullable<ReplyOf<'trial'>['trial']>;
type Line = Found['before'][number];

/** One name with its count and amount before and after. */
export interface ComparedLine {
  readonly of: Line['of'];
  readonly name: Line['name'];
  readonly before: Pick<Line, 'count' | 'minor'>;
  readonly after: Pick<Line, 'count' | 'minor'>;
  readonly change_minor: bigint;
  readonly isChanged: boolean;
}

const NOTHING = { count: 0, minor: '0' } as const;

/** Puts what a trial found before and after side by side by name; a name that is on one side only has nothing on the other. */
export function comparedLines({ before, after }: Pick<Found, 'before' | 'after'>): ComparedLine[] {
  const isSame = (one: Line, other: Line): boolean => one.name.en === other.name.en;
  const added = after.filter((line) => !before.some((each) => isSame(each, line)));
  return [...before, ...added].map((line) => {
    const was = before.find((each) => isSame(each, line)) ?? NOTHING;
    const is = after.find((each) => isSame(each, line)) ?? NOTHING;
    const change_minor = BigInt(is.minor) - BigInt(was.minor);
    return {
      of: line.of,
      name: line.name,
      before: was,
      after: is,
      change_minor,
      isChanged: change_minor !== 0n || was.count !== is.count,
    };
  });
}
