import type { Component } from '../../../model/component.ts';
import type { FeeField, FeeRule, FeeTestHow } from '../fee-rules.ts';

/** A fee rule as a row of a table: one test, one component. */
export type FeeRow = readonly [
  id: string,
  field: FeeField,
  how: FeeTestHow,
  value: string,
  component: Component,
];

/** The rules of a channel, in the order of the table. */
export function feeRulesOf(channel: string, rows: readonly FeeRow[]): readonly FeeRule[] {
  return rows.map(([id, field, how, value, component]) => ({
    id,
    channel,
    test: { field, how, value },
    component,
  }));
}
