const NEEDS_ESCAPE = /[&<>"\p{Cc}\p{Cs}\ufffe\uffff]|_x/u;
const SPECIAL = /[&<>"\p{Cc}\ufffe\uffff]|_x[0-9A-Fa-f]{4}_/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Most characters that a cell of a workbook may hold. */
export const CELL_CHARACTERS_MAX = 32_767;

/**
 * A text as content or attribute of a workbook's XML. Control characters are written `_x0000_` (ECMA-376 §22.9.2.19,
 * ST_Xstring), as is a text that merely looks so; half a surrogate pair becomes U+FFFD.
 */
export function xmlText(text: string): string {
  return NEEDS_ESCAPE.test(text) ? text.toWellFormed().replace(SPECIAL, escaped) : text;
}

function escaped(found: string): string {
  if (found.length > 1) return `_x005F${found}`;
  const entity = ENTITIES[found];
  if (entity !== undefined) return entity;
  if (found === '\t' || found === '\n') return found;
  const code = found.charCodeAt(0);
  if (code >= 0xfffe) return '';
  return code >= 0x7f ? found : `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** A text cut to what a cell may hold. */
export function cellText(text: string): string {
  return text.length <= CELL_CHARACTERS_MAX ? text : `${text.slice(0, CELL_CHARACTERS_MAX - 1)}…`;
}

/** The letters of a column, from 1: `A`, `Z`, `AA`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The number of a column, from 1, from a reference such as `BC12`; 0 if it has no letters. */
export function columnNumber(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column;
}
