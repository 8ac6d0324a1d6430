import type { WallTime } from '../../model/facts.ts';
import type { Minor } from '../../money/money.ts';
import { chargeOf } from '../parts/charge.ts';
import type { NormalizedRow } from '../source.ts';

/** The cells that 收款明细 and 付款明细 share. */
export interface ListedCells {
  readonly charge_no: string;
  readonly order_no: string | null;
  readonly entry_type: string | null;
  readonly scene: string | null;
  readonly detail: string | null;
  readonly memo: string | null;
  readonly charged_at: WallTime | null;
}

/** The fact of a row of either list: what of it was settled, into the shop positive. */
export function settledCharge(cells: ListedCells, amount_minor: Minor): NormalizedRow<'charges'> {
  const { scene, detail, ...told } = cells;
  const description = [scene, detail].filter((words) => words !== null).join(' / ');
  return chargeOf({ ...told, description: description === '' ? null : description, amount_minor });
}
