import { displayWidth, padText } from '../reports/display-width.ts';

/** A column of a table on the terminal; numbers stand right. */
export interface Column {
  readonly title: string;
  readonly side?: 'left' | 'right';
}

const GAP = '  ';

/** A table as lines: columns aligned whatever the width of the characters, a rule under the header. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map((column, at) =>
    Math.max(displayWidth(column.title), ...rows.map((row) => displayWidth(row[at] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, at) => padText(cells[at] ?? '', widths[at] ?? 0, column.side ?? 'left'))
      .join(GAP)
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP);
  return [line(columns.map((column) => column.title)), rule, ...rows.map(line)];
}

/** Names and values, the values aligned at the right: how sums are written under each other. */
export function sumLines(entries: readonly (readonly [string, string])[]): string[] {
  const names = Math.max(...entries.map(([name]) => displayWidth(name)));
  const values = Math.max(...entries.map(([, value]) => displayWidth(value)));
  return entries.map(([name, value]) => `${padText(name, names)}${GAP}${padText(value, values, 'right')}`);
}

/** Lines with a margin. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
