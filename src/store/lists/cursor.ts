import { DuideshangError } from '../../errors.ts';

/** The values of the terms of an order at a row. */
export type Place = readonly (string | null)[];

/** Where a page begins. */
export interface Cursor {
  readonly place: Place;
  /** Among the rows whose first term is null. */
  readonly in_nulls: boolean;
}

interface Term {
  readonly type: 'text' | 'bigint' | 'integer' | 'timestamp';
  readonly descending: boolean;
  readonly never_null: boolean;
}

const VALUES = {
  text: /^[\s\S]*$/,
  bigint: /^-?\d{1,19}$/,
  integer: /^-?\d{1,10}$/,
  timestamp: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/,
} as const;

/** The place of a row as a text that can be given back. */
export function cursorText(place: Place, terms: readonly Term[]): string {
  return Buffer.from(JSON.stringify([shapeOf(terms), ...place])).toString('base64url');
}

/**
 * The place that a text names.
 * @throws list_place_wrong when it is none, or of another order of rows.
 */
export function parseCursor(text: string, terms: readonly Term[]): Cursor {
  const [shape, ...place] = fromJson(text);
  const fits = (value: unknown, at: number): value is string | null => {
    const term = terms[at];
    if (term === undefined) return false;
    return value === null ? !term.never_null : typeof value === 'string' && VALUES[term.type].test(value);
  };
  if (shape !== shapeOf(terms) || place.length !== terms.length || !place.every(fits)) throw wrong();
  return { place, in_nulls: place[0] === null };
}

function shapeOf(terms: readonly Term[]): string {
  return terms.map(({ type, descending }) => `${type[0]}${descending ? '-' : '+'}`).join('');
}

function fromJson(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch (cause) {
    throw wrong(cause);
  }
}

function wrong(cause?: unknown): DuideshangError {
  return new DuideshangError('list_place_wrong', {}, cause);
}
