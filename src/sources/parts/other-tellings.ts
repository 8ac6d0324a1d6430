import type { Source } from '../source.ts';

/** The sources that a source names in `also`, for rows that it has read: what it refuses is no fact of theirs either. */
export function otherTellings(main: Source): readonly Source[] {
  return (main.also ?? []).map((also) => ({
    ...also,
    normalize(values, context) {
      const told = main.normalize(values, context);
      return told !== null && 'code' in told ? null : also.normalize(values, context);
    },
  }));
}
