import type { ChargeFact } from '../../model/record-facts.ts';
import type { NormalizedRow } from '../source.ts';

const NOTHING: Omit<ChargeFact, 'amount_minor'> = {
  charge_no: null,
  order_no: null,
  order_line_no: null,
  transaction_no: null,
  shop: null,
  charged_at: null,
  period: null,
  entry_type: null,
  description: null,
  memo: null,
};

/** The fact of a row of a list of charges: what is not given is not told. Without a number its content identifies it. */
export function chargeOf(
  cells: Partial<ChargeFact> & Pick<ChargeFact, 'amount_minor'>,
): NormalizedRow<'charges'> {
  const fact = { ...NOTHING, ...cells };
  return { identity: fact.charge_no ?? Object.values(fact).join('|'), fact };
}
