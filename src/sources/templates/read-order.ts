import type { OrderStatus } from '../../model/facts.ts';
import { orderOf } from '../parts/told-facts.ts';
import type { NormalizedRow, Refusal, RowContext } from '../source.ts';
import { statusSaid } from './known-statuses.ts';
import type { Template } from './template.ts';
import type { FieldValues } from './template-source.ts';

type Told = Parameters<typeof orderOf>[0];

/** The order of a row. A status that neither the template explains nor its own words refuses the row. */
export function readOrder(
  template: Template,
  values: FieldValues,
  { preamble }: RowContext,
): NormalizedRow<'orders'> | Refusal {
  const status_text = String(values.status_text);
  const status = orderStatus(template, status_text);
  if (status === null) return { code: 'unknown_status', column: 'status_text', value: status_text };
  const told = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const shop = (values.shop as string | null | undefined) ?? preamble.shop ?? null;
  const fact = orderOf({ ...(told as Told), shop, status, status_text });
  return { fact, identity: fact.order_no };
}

/** What a status means; null where nobody says. */
export function orderStatus({ statuses }: Pick<Template, 'statuses'>, words: string): OrderStatus | null {
  return statuses?.[words] ?? statusSaid(words);
}
