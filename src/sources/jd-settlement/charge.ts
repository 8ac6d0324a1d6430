import type { WallTime } from '../../model/facts.ts';
import { chargeOf } from '../parts/charge.ts';
import type { NormalizedRow } from '../source.ts';
import type { SettledCells } from './line.ts';

/** The cells by which a list of JD says what it charges or credits, settled or not. */
export interface ChargeCells extends SettledCells {
  /** 售后服务单号, 业务单据编号: the document of the charge, which may be the order. */
  readonly document_no: string | null;
  readonly charged_at: WallTime | null;
}

/** What a row of a list charges or credits. It is the same charge before and after it is settled. */
export function listedCharge(cells: ChargeCells): NormalizedRow<'charges'> {
  const { order_no, sku_no, item, amount, settlement_no, charged_at, memo } = cells;
  const document_no = cells.document_no === order_no ? null : cells.document_no;
  const { fact } = chargeOf({
    order_no,
    transaction_no: settlement_no,
    charged_at,
    entry_type: amount < 0n ? '支出' : '收入',
    description: item,
    memo,
    amount_minor: amount,
  });
  return { identity: [order_no, document_no, sku_no, item, amount].join('|'), fact };
}
