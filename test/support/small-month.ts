import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatMinor } from '../../src/money/money.ts';
import { encoderOf } from '../../src/reports/annotated-orders/encode.ts';

/** An order of a small month. */
export interface SmallOrder {
  readonly order_no: string;
  readonly paid_minor: bigint;
  /** What comes to the wallet; null for an order that is not confirmed yet. */
  readonly received_minor: bigint | null;
}

export const ORDERS_FILE = 'ExportOrderList202602011200.csv';
export const WALLET_FILE = '20881020304050600156_202601_账务明细.csv';
const HEADERS =
  '订单编号,支付单号,买家应付货款,总金额,买家实付金额,订单状态,订单创建时间,订单付款时间,店铺名称,商家备注,退款金额,确认收货时间,确认收货打款金额';

/** Writes an order file and a wallet file as a seller downloads them, in GB18030, with all values invented. */
export function writeSmallMonth(folder: string, orders: readonly SmallOrder[]): void {
  const encode = encoderOf('gb18030');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, ORDERS_FILE),
    encode([HEADERS, ...orders.map(orderLine)].map((line) => `${line}\r\n`).join('')),
  );
  writeFileSync(
    join(folder, WALLET_FILE),
    encode(
      walletLines(orders)
        .map((line) => `${line}\r\n`)
        .join(''),
    ),
  );
}

function orderLine({ order_no, paid_minor, received_minor }: SmallOrder, at: number): string {
  const paid = formatMinor(paid_minor);
  const confirmed = received_minor !== null;
  return [
    order_no,
    `20260105220014000000000${String(at + 10_011)}`,
    paid,
    paid,
    paid,
    confirmed ? '交易成功' : '卖家已发货，等待买家确认',
    `2026-01-05 10:00:${String(at % 60).padStart(2, '0')}`,
    `2026-01-05 10:01:${String(at % 60).padStart(2, '0')}`,
    '示例旗舰店',
    '"备注，\r\n换行"',
    '0.00',
    confirmed ? '2026-01-10 09:00:00' : '',
    confirmed ? paid : '',
  ].join(',');
}

function walletLines(orders: readonly SmallOrder[]): string[] {
  let balance = 0n;
  const received = orders.filter(({ received_minor }) => (received_minor ?? 0n) > 0n);
  const lines = received.map(({ order_no, received_minor }, at) => {
    balance += received_minor ?? 0n;
    return [
      `1810000000000000${String(at + 101)}\t`,
      `20260110220014000000000${String(at + 10_011)}\t`,
      `T200P${order_no}\t`,
      '示例商品\t',
      `2026-01-10 09:00:${String(at % 60).padStart(2, '0')}`,
      '示例\t',
      formatMinor(received_minor ?? 0n),
      '0.00',
      formatMinor(balance),
      '支付宝',
      '交易付款',
      '',
    ].join(',');
  });
  return [
    '#支付宝账务明细查询',
    '#账号：[20881020304050600156]',
    '#起始日期：[2026年01月01日 00:00:00]   终止日期：[2026年02月01日 00:00:00]',
    '#-----------------------------------------账务明细列表----------------------------------------',
    '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注',
    ...lines.toReversed(),
    '#----------------------------------------账务明细列表结束-------------------------------------',
    '#支出合计：0笔，共0.00元',
    `#收入合计：${received.length}笔，共${formatMinor(balance)}元`,
    '#导出时间：[2026年02月02日 09:00:00]',
  ];
}
