import type { RecordFacts } from '../../model/record-facts.ts';
import { RECORD_COLUMNS, type RecordKind } from '../../model/records.ts';
import type { NormalizedRow, RowContext } from '../source.ts';
import type { Template } from './template.ts';
import type { FieldValues } from './template-source.ts';

/** Reads rows as records of a kind: each field as its column has it, and an amount with the sign that the template says. */
export function readRecord(
  kind: RecordKind,
): (template: Template, values: FieldValues, context: RowContext) => NormalizedRow<RecordKind> {
  const names = Object.keys(RECORD_COLUMNS[kind]);
  return ({ positive_is }, values, { preamble }) => {
    const cells = Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
    if ('shop' in cells) cells.shop ??= preamble.shop ?? null;
    if ('account_no' in cells) cells.account_no ??= preamble.account_no ?? null;
    if (positive_is === 'outflow' && typeof cells.amount_minor === 'bigint')
      cells.amount_minor = -cells.amount_minor;
    const order_no = values.order_no ?? null;
    return {
      fact: { ...cells, order_no } as unknown as RecordFacts[RecordKind],
      identity: [order_no, ...Object.values(cells)].join('|'),
    };
  };
}
