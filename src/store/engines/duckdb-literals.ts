import type { SqlValue } from '../sql.ts';

const BIGINT_MIN = -(2n ** 63n);
const BIGINT_MAX = 2n ** 63n - 1n;
const INTEGER_END = 2 ** 31;

/**
 * A value as DuckDB reads it in the text of a statement, of the type that it would have if it were bound: text, integer where it
 * fits, bigint, boolean.
 * @throws TypeError for a number that is no safe integer, or an integer beyond bigint
 */
export function literalOf(value: SqlValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new TypeError(`not an integer: ${value}`);
  if (typeof value === 'bigint' && (value < BIGINT_MIN || value > BIGINT_MAX))
    throw new TypeError(`beyond bigint: ${value}`);
  const isInteger = typeof value === 'number' && Math.abs(value) < INTEGER_END;
  return `'${value}'::${isInteger ? 'integer' : 'bigint'}`;
}

/** In quotes only a quote means anything else than itself. A statement ends at its first NUL, so one is written by its number. */
function textLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'::text`;
  return text.includes('\0') ? `(${quoted.replaceAll('\0', "'||chr(0)||'")})` : quoted;
}
