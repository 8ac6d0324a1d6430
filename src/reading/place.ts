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
  /** Bytes of the file given that hold what is here, shrunk as often as there are zips around it; `null`: all of them. */
  readonly packed_bytes: number | null;
  readonly options: ReadingOptions;
  readonly given: Given;
}

/** What all places in one file given share. */
export interface Given {
  /** Bytes that small members have unpacked to beyond the ratio allowed. */
  excess_bytes: number;
}

const JOINT = ' › ';

/** The place of a file given. */
export function filePlace(path: string, options: ReadingOptions): Place {
  const given = { excess_bytes: 0 };
  return { path, member: null, sheet: null, depth: 0, packed_bytes: null, options, given };
}

/** The place of a member of the zip at `place`, with the bytes of the file given that it takes. */
export function memberPlace(place: Place, name: string, packed_bytes: number): Place {
  const member = place.member === null ? name : place.member + JOINT + name;
  return { ...place, member, depth: place.depth + 1, packed_bytes };
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
