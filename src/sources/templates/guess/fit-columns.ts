import type { Field, Fields } from '../fields.ts';
import type { ColumnProfile } from './column-profile.ts';

/** A column for each field that has one, with how sure that is. */
export interface Fit {
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly score: number;
}

/** The share of filled cells that a field must be able to read. */
const READABLE_SHARE = 0.9;
/** What a header that is one of the field's own says, and one that only holds it. */
const OWN_HEADER = 100;
const HELD_HEADER = 40;
/** Headers of fewer characters are held by too many others. */
const HELD_CHARACTERS_MIN = 2;

/** Gives each field the column that suits it best, the surest pair first; a column serves one field. */
export function fitColumns(fields: Fields, profiles: readonly ColumnProfile[]): Fit {
  const pairs = Object.entries(fields).flatMap(([field, wants], order) =>
    profiles.map((profile) => ({ field, profile, order, score: scoreOf(wants, profile) })),
  );
  pairs.sort((one, other) => other.score - one.score || one.order - other.order);
  const columns: Record<string, readonly string[]> = {};
  const taken = new Set<string>();
  let score = 0;
  for (const pair of pairs) {
    if (pair.score <= 0 || taken.has(pair.profile.name) || columns[pair.field] !== undefined) continue;
    columns[pair.field] = [pair.profile.header];
    taken.add(pair.profile.name);
    score += pair.score;
  }
  return { columns, score };
}

/** How well a column suits a field: its header says what it is, its cells whether that can be. 0: not at all. */
function scoreOf(field: Field, profile: ColumnProfile): number {
  if (!isReadable(field, profile) || field.never.some((word) => profile.name.includes(word))) return 0;
  const place = field.headers.indexOf(profile.name);
  if (place >= 0) return OWN_HEADER - place;
  const held = field.headers.findIndex(
    (header) => header.length >= HELD_CHARACTERS_MIN && profile.name.includes(header),
  );
  return held < 0 ? 0 : HELD_HEADER - held;
}

function isReadable({ cell, required }: Field, { filled, reads }: ColumnProfile): boolean {
  if (filled === 0) return !required;
  return reads[cell] >= filled * READABLE_SHARE;
}
