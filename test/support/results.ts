import type { ImportReceipt } from '../../src/model/receipt.ts';
import type {
  Equation,
  ExceptionRecord,
  InTransitRecord,
  RunSummary,
  UnmatchedLineRecord,
} from '../../src/model/run.ts';
import type { WorkbookContent } from '../../src/reports/workbook/content.ts';

/** An equation that closes: whatever the terms leave is in transit. */
export function equationOf(
  expected: bigint,
  received: bigint,
  fees: bigint,
  refunded: bigint,
  discrepancy: bigint,
): Equation {
  return {
    expected_minor: expected,
    received_minor: received,
    fees_minor: fees,
    refunded_minor: refunded,
    in_transit_minor: expected + discrepancy - received - fees - refunded,
    outside_coverage_minor: 0n,
    discrepancy_minor: discrepancy,
    closes: true,
  };
}

/** A summary with something in every part of it. All values are invented. */
export function sampleSummary(changes: Partial<RunSummary> = {}): RunSummary {
  return {
    book: '示例账套',
    run_id: 3n,
    period: { from: '2024-08-01', to: '2024-08-31' },
    ran_at: '2024-09-05 10:20:30',
    equation: equationOf(123_456_789n, 110_000_000n, 3_456_700n, 2_000_000n, -12_345n),
    by_shop: [
      {
        shop: '示例旗舰店',
        equation: equationOf(100_000_000n, 90_000_000n, 3_000_000n, 1_500_000n, -12_345n),
      },
      { shop: null, equation: equationOf(23_456_789n, 20_000_000n, 456_700n, 500_000n, 0n) },
    ],
    wallets: [
      {
        account_id: 'alipay:2088000000000123',
        from_at: '2024-08-01 00:00:00',
        to_at: '2024-09-01 00:00:00',
        opening_minor: 500_000n,
        closing_minor: 10_500_000n,
        inflow_minor: 115_000_000n,
        outflow_minor: 105_000_000n,
        order_net_minor: 110_000_000n,
        own_account_minor: -99_900_000n,
        other_fees_minor: -99_000n,
        unidentified_minor: -1_000n,
      },
    ],
    fee_rates: [
      {
        shop: '示例旗舰店',
        component: 'commission',
        basis_points: 200,
        given: false,
        orders_differing: 2,
      },
      {
        shop: '示例旗舰店',
        component: 'platform_service_fee',
        basis_points: 60,
        given: true,
        orders_differing: 0,
      },
    ],
    fees: [
      { component: 'commission', minor: 2_400_000n, lines: 1802 },
      { component: 'platform_service_fee', minor: 1_056_700n, lines: 1802 },
    ],
    states: { matched: 1802, in_transit: 130, outside_coverage: 0, not_due: 57, exception: 2, ambiguous: 1 },
    exceptions: [
      { type: 'amount_short', cause: 'partial_refund', count: 1, discrepancy_minor: -12_000n },
      { type: 'fee_variance', cause: 'commission_rate', count: 1, discrepancy_minor: -345n },
    ],
    unknown_subjects: [{ subject: '其它 | 0999999|新费用 | 备注#', lines: 2, minor: -1_000n }],
    ...changes,
  };
}

/** Two exceptions, one of which tries to run as a formula. */
export const SAMPLE_EXCEPTIONS: readonly ExceptionRecord[] = [
  {
    match_key: '1234567890123456789',
    order_no: '1234567890123456789',
    type: 'amount_short',
    cause: 'partial_refund',
    component: 'sale',
    shop: '示例旗舰店',
    account_id: 'alipay:2088000000000123',
    happened_at: '2024-08-12 09:08:07',
    expected_minor: 59_800n,
    actual_minor: 47_800n,
    discrepancy_minor: -12_000n,
    evidence: [
      { file: 'ExportOrderList202409050900.csv', sheet: null, row: 17 },
      { file: '退款管理.xlsx', sheet: 'Sheet1', row: 4 },
      { file: '账务明细.csv', sheet: null, row: 231 },
    ],
    explanation: { code: 'partial_refund', values: {} },
  },
  {
    match_key: '1234567890123456790',
    order_no: '1234567890123456790',
    type: 'fee_variance',
    cause: 'commission_rate',
    component: 'commission',
    shop: '=HYPERLINK("x")',
    account_id: 'alipay:2088000000000123',
    happened_at: '2024-08-13 21:00:00',
    expected_minor: 600n,
    actual_minor: 945n,
    discrepancy_minor: -345n,
    evidence: [{ file: '账务明细.csv', sheet: null, row: 232 }],
    explanation: { code: 'commission_rate', values: {} },
  },
];

export const SAMPLE_IN_TRANSIT: readonly InTransitRecord[] = [
  {
    order_no: '1234567890123456791',
    shop: '示例旗舰店',
    status: 'shipped',
    paid_at: '2024-08-30 23:59:59',
    expected_on: '2024-09-14',
    in_transit_minor: 8_012_434n,
    cause: 'settlement_delay',
  },
];

export const SAMPLE_UNMATCHED: readonly UnmatchedLineRecord[] = [
  {
    evidence: { file: '账务明细.csv', sheet: null, row: 99 },
    account_id: 'alipay:2088000000000123',
    line_no: '202408122000400111000000000001',
    happened_at: '2024-08-12 12:00:00',
    amount_minor: -1_000n,
    component: 'unclassified',
    entry_type: '其它',
    description: '0999999|新费用',
    memo: '-备注',
  },
];

/** A receipt of a wallet file that is proved. */
export function sampleReceipt(changes: Partial<ImportReceipt> = {}): ImportReceipt {
  return {
    batch_id: 1n,
    file: '2088000000000123_202408_账务明细.csv',
    sheet: null,
    source: 'alipay-statement',
    rows_read: 5_321,
    rows_new: 5_300,
    rows_unchanged: 20,
    rows_changed: 0,
    rows_refused: 1,
    rows_mended: 0,
    rows_repaired: 0,
    rows_elsewhere: 0,
    rows_other: 9,
    control_totals: 'ok',
    totals: [],
    running_balance: 'ok',
    broken_at_row: null,
    opening_minor: 500_000n,
    inflow_minor: 115_000_000n,
    outflow_minor: 105_000_000n,
    closing_minor: 10_500_000n,
    account_no: '2088000000000123',
    from_at: '2024-08-01 00:00:00',
    to_at: '2024-09-01 00:00:00',
    exported_at: '2024-09-05 09:00:00',
    ...changes,
  };
}

/** One batch of records, as the listing actions give them. */
export async function* batch<T>(records: readonly T[]): AsyncGenerator<readonly T[]> {
  if (records.length > 0) yield records;
}

/** Everything that a workbook is made of. */
export function sampleContent(changes: Partial<WorkbookContent> = {}): WorkbookContent {
  return {
    summary: sampleSummary(),
    exceptions: batch(SAMPLE_EXCEPTIONS),
    in_transit: batch(SAMPLE_IN_TRANSIT),
    receipts: [
      sampleReceipt(),
      sampleReceipt({
        file: 'ExportOrderList202409050900.csv',
        source: 'taobao-orders',
        control_totals: 'none',
        running_balance: 'none',
        opening_minor: null,
        closing_minor: null,
        account_no: null,
      }),
    ],
    unmatched_lines: batch(SAMPLE_UNMATCHED),
    refused_rows: batch([
      {
        evidence: { file: '账务明细.csv', sheet: null, row: 77 },
        code: 'not_an_amount',
        column: '收入金额（+元）',
        value: '=十二',
      },
    ]),
    says: (record) =>
      `订单 ${record.order_no} 少了 ${record.discrepancy_minor} 分，退款表里有一笔部分退款，订单表没有记。`,
    ...changes,
  };
}
