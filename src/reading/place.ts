import { basename } from 'node:path';
import { DuideshangError, type ErrorCode } from '../errors.ts';
import { shortened } from '../model/language.ts';
import type { ReadingOptions } from './table.ts';

/** Where reading stands: the file given, the way into it, and what the caller allows. */
export interface Place {
  readonly path: string;
  /** Path inside the zip; of zips inside zips, joined by ` › `. */
  readonly member: string | null;
  readonly sheet: string | null;
  /** How many zips are open around this place. */
  readonly depth: number;
  readonly options: ReadingOptions;
}

const JOINT = ' › ';

/** The place of a member of the zip at `place`. */
export function memberPlace(place: Place, name: string): Place {
  const member = place.member === null ? name : place.member + JOINT + name;
  return { ...place, member, depth: place.depth + 1 };
}

/** The name of a place in sentences: `file.zip › member.csv › sheet`. */
export function nameOf(place: Place): string {
  const parts = [basename(place.path), place.member, place.sheet].filter((part) => part !== null);
  return parts.map(shortened).join(JOINT);
}

/** An error of the catalogue that names its place. */
export function errorAt(
  place: Place,
  code: ErrorCode,
  values: Readonly<Record<string, string | number>> = {},
  cause?: unknown,
): DuideshangError {
  return new DuideshangError(code, { file: nameOf(place), ...values }, cause);
}
