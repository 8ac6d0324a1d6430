import { walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';
import { columns, grossOf, movedBy, SIGNATURE } from './columns.ts';

/** The settled money as lines of the shop's account: what was taken for the platform is the fee within each. */
export const xiaohongshuSettlementLines = {
  id: 'xiaohongshu-settlement-lines',
  channel: 'xiaohongshu',
  kind: 'statement_lines',
  title: {
    'zh-CN': '小红书商品结算明细中的资金',
    'zh-TW': '小紅書商品結算明細中的資金',
    en: 'Money in the Xiaohongshu settlement',
  },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  normalize(values, context) {
    const { order_no, case_no, entry_type, settled_at, description, memo } = values;
    if (settled_at === null) return null;
    const amount_minor = grossOf(values);
    const fee_minor = amount_minor - movedBy(values);
    const cells = {
      happened_at: settled_at,
      transaction_no: case_no,
      base_order_no: order_no,
      entry_type,
      memo,
    };
    const content = [order_no, case_no, entry_type, settled_at, amount_minor, fee_minor, description];
    return {
      identity: content.join('|'),
      fact: walletLine('xiaohongshu', null, cells, { amount_minor, fee_minor, balance_minor: null }, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
