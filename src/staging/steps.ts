import { type CellType, normalizeHeader } from '../sources/columns.ts';
import type { Layout } from '../sources/recognize.ts';

/** A column of the source where the table has it. */
export interface Step {
  readonly name: string;
  readonly type: CellType;
  readonly position: number;
  /** Header as in the file. */
  readonly header: string;
  readonly required: boolean;
  readonly is_key: boolean;
  readonly is_id: boolean;
  readonly is_masked: boolean;
  readonly parse: (text: string) => unknown;
}

/** The columns of a layout's source that the table has, in the order of the source. */
export function stepsOf(layout: Layout): Step[] {
  const steps: Step[] = [];
  for (const [name, column] of Object.entries(layout.source.columns)) {
    const position = positionOf(layout, column.headers);
    if (position === undefined) continue;
    const header = layout.headers[position] ?? '';
    const { type, required, parse, is_id = false, is_masked = false } = column;
    steps.push({
      name,
      type,
      position,
      header,
      required,
      is_key: required && is_id,
      is_id,
      is_masked,
      parse: type === 'time' ? remembered(parse) : parse,
    });
  }
  return steps;
}

function positionOf(layout: Layout, headers: readonly string[]): number | undefined {
  for (const header of headers) {
    const position = layout.positions.get(normalizeHeader(header));
    if (position !== undefined) return position;
  }
  return undefined;
}

const SLOTS = 64;

/** Parses a text that was parsed lately no more: moments without a clock come again and again. */
function remembered(parse: Step['parse']): Step['parse'] {
  const texts = new Array<string | null>(SLOTS).fill(null);
  const values = new Array<unknown>(SLOTS).fill(null);
  return (text) => {
    const slot = slotOf(text);
    if (texts[slot] !== text) {
      values[slot] = parse(text);
      texts[slot] = text;
    }
    return values[slot];
  };
}

/** From the last two characters, in which days differ. */
function slotOf(text: string): number {
  const { length } = text;
  return length < 2 ? 0 : (text.charCodeAt(length - 1) * 7 + text.charCodeAt(length - 2)) % SLOTS;
}
