import type { Static } from 'typebox';
import type { Candidate, Transfer } from '../../../../src/server/contract/cases.ts';

/** A key that can be matched. */
export type Key = Static<typeof Candidate>;

/** Where the rest of a match goes. */
export type Counter = 'rounding' | 'fee' | 'subsidy' | 'other';

/** What is left when the open amounts of the keys are put together: zero ties. */
export function differenceOf(keys: readonly Key[]): bigint {
  return keys.reduce((sum, { open_minor }) => sum + BigInt(open_minor), 0n);
}

/**
 * The match that brings every key's open amount to nothing; what is left over goes to the counter. Null while it cannot
 * be made: fewer than two legs, or a rest without a name.
 */
export function transferOf(keys: readonly Key[], counter: Counter | null, note: string): Transfer | null {
  const rest = differenceOf(keys);
  if (rest !== 0n && counter === null) return null;
  const moved = keys.filter(({ open_minor }) => BigInt(open_minor) !== 0n);
  const legs: Transfer['legs'] = moved.map(({ match_key, open_minor }) => ({
    match_key,
    amount_minor: open_minor,
    seen_minor: open_minor,
  }));
  if (rest !== 0n && counter !== null) legs.push({ match_key: null, counter, amount_minor: String(-rest) });
  if (legs.length < 2) return null;
  return {
    kind: moved.length === 1 ? 'adjustment' : 'match',
    legs,
    ...(note.trim() !== '' && { note: note.trim() }),
  };
}
