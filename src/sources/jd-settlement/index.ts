import type { Preamble, Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';
import { settledLine } from './line.ts';
import { jdSettlementRefunds } from './refunds.ts';

/** 京东结算明细: what JD settled with the shop, per order, article and item, as the wallet (京东钱包) lists it. */
export const jdSettlement = {
  id: 'jd-settlement',
  channel: 'jd',
  kind: 'statement_lines',
  title: { 'zh-CN': '京东钱包结算明细', 'zh-TW': '京東錢包結算明細', en: 'JD wallet settlement' },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  rank: 0,
  also: [jdSettlementRefunds],
  preamble: settlementPreamble,
  normalize: (values, context) => settledLine(values, values.settled_at, context),
} as const satisfies Source<'statement_lines', typeof columns>;

const NAMED_ACCOUNT = /(?<!\d)(\d{9,15})_(?:bill|20\d{6})(?!\d)/;

/** The sheet, in csv the file, is named by merchant number: `133260161002_bill`, `133260161002_20260709`. */
function settlementPreamble(
  _lines: readonly (readonly string[])[],
  fileName: string,
  sheet: string | null,
): Preamble {
  const account_no = NAMED_ACCOUNT.exec(sheet ?? '')?.[1] ?? NAMED_ACCOUNT.exec(fileName)?.[1];
  return account_no === undefined ? {} : { account_no };
}
