import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** An order of an order report (订单报表), as little of it as tests need. */
export interface RawOrder {
  readonly no: string;
  readonly paid?: string;
  readonly status?: string;
  readonly created?: string;
  readonly payment?: string;
}

const ORDER_HEADERS = [
  '订单编号',
  '买家实际支付金额',
  '订单状态',
  '订单创建时间',
  '订单付款时间',
  '支付单号',
  '店铺名称',
];

/** Writes an order report and returns its path. The name may say when it was exported (`ExportOrderList202408011200.csv`). */
export function writeOrders(folder: string, name: string, orders: readonly RawOrder[]): Promise<string> {
  const rows = orders.map(({ no, paid = '100.00', status = '交易成功', created, payment = '' }) => {
    const at = created ?? '2024-08-01 10:00:00';
    return [no, paid, status, at, at, payment, '示例旗舰店'];
  });
  return writeTable(folder, name, [ORDER_HEADERS, ...rows]);
}

/** A line of an order-line report (宝贝报表). */
export interface RawOrderLine {
  readonly no: string;
  readonly order: string;
  readonly payment: string;
}

/** Writes an order-line report and returns its path. */
export function writeOrderLines(
  folder: string,
  name: string,
  lines: readonly RawOrderLine[],
): Promise<string> {
  const headers = ['子订单编号', '主订单编号', '标题', '订单状态', '支付单号', '买家实际支付金额'];
  const rows = lines.map(({ no, order, payment }) => [no, order, '示例商品', '交易成功', payment, '100.00']);
  return writeTable(folder, name, [headers, ...rows]);
}

/** A line of an Alipay statement; the balance follows from the lines before. */
export interface RawLine {
  readonly no: string;
  readonly amount: number;
  readonly order?: string;
  readonly payment?: string;
  readonly at?: string;
  readonly memo?: string;
}

const STATEMENT_HEADERS =
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注';

/** How an Alipay statement is written. `wide`: in 16 columns, with the order number in one of its own. */
export interface StatementLayout {
  readonly opening?: number;
  readonly account?: string;
  readonly wide?: boolean;
}

/** Writes an Alipay statement (账务明细) with whole-yuan amounts, its preamble and footer, and returns its path. */
export function writeStatement(
  folder: string,
  name: string,
  lines: readonly RawLine[],
  { opening = 1000, account = '20881020304050600156', wide = false }: StatementLayout = {},
): Promise<string> {
  let balance = opening;
  const rows = lines.map(({ no, amount, order, payment = '', at = '2024-08-01 09:00:05', memo = '' }) => {
    balance += amount;
    const [inflow, outflow] = amount > 0 ? [yuan(amount), '0.00'] : ['0.00', yuan(amount)];
    const merchant = order === undefined ? '' : `T200P${order}`;
    const cells = [
      no,
      payment,
      merchant,
      '',
      at,
      '',
      inflow,
      outflow,
      yuan(balance),
      '支付宝',
      '交易付款',
      memo,
    ];
    const more = wide ? ['0010001|交易收款-交易收款', '', order ?? '', order ?? ''] : [];
    return [...cells, ...more].join(',');
  });
  const text = [
    '#支付宝账务明细查询',
    `#账号：[${account}]`,
    '#起始日期：[2024年08月01日 00:00:00]   终止日期：[2024年09月01日 00:00:00]',
    '#-----------------------------------------账务明细列表----------------------------------------',
    wide ? `${STATEMENT_HEADERS},业务描述,业务账单来源,业务基础订单号,业务订单号` : STATEMENT_HEADERS,
    ...rows,
    '#----------------------------------------账务明细列表结束-------------------------------------',
    `#支出合计：${count(lines, (line) => line.amount < 0)}笔，共${yuan(sum(lines, (amount) => amount < 0))}元`,
    `#收入合计：${count(lines, (line) => line.amount > 0)}笔，共${yuan(sum(lines, (amount) => amount > 0))}元`,
    '#导出时间：[2024年09月02日 09:00:00]',
  ];
  return write(folder, name, text.join('\r\n'));
}

/**
 * Writes the same lines as an Alipay combined query (账务组合查询), where 支出 has no sign; the name tells the account.
 * Times can be moved, to tell lines otherwise.
 */
export function writeCombined(
  folder: string,
  name: string,
  lines: readonly RawLine[],
  { opening = 1000 }: StatementLayout = {},
): Promise<string> {
  let balance = opening;
  const headers =
    '序号,入账时间,支付宝交易号,支付宝流水号,商户订单号,账务类型,收入（+元）,支出（-元）,账户余额（元）,服务费（元）,备注';
  const rows = lines.map(({ no, amount, order, payment = '', at = '2024-08-01 09:00:05' }, index) => {
    balance += amount;
    const [inflow, outflow] = amount > 0 ? [yuan(amount), ' '] : [' ', yuan(-amount)];
    const merchant = order === undefined ? '' : `T200P${order}`;
    return [index + 1, at, payment, no, merchant, '交易付款', inflow, outflow, yuan(balance), ' ', ''].join(
      ',',
    );
  });
  return write(folder, name, [headers, ...rows].join('\r\n'));
}

/** Writes a pooled account's statement (聚合账户 简版), whose lines have no number of their own, and returns its path. */
export function writePooled(
  folder: string,
  name: string,
  lines: readonly { readonly order: string; readonly at: string; readonly amount: string }[],
): Promise<string> {
  const headers = [
    '入账时间',
    '支付流水号',
    '淘宝订单编号',
    '入账类型',
    '收入金额(元)',
    '支出金额',
    '备注',
    '业务描述',
  ];
  const rows = lines.map(({ order, at, amount }) => [
    at,
    `P${order}`,
    order,
    '交易收款',
    amount,
    '0',
    '',
    '',
  ]);
  return writeTable(folder, name, [headers, ...rows]);
}

function yuan(amount: number): string {
  return `${amount}.00`;
}

function sum(lines: readonly RawLine[], counts: (amount: number) => boolean): number {
  return lines.reduce((total, { amount }) => (counts(amount) ? total + amount : total), 0);
}

function count(lines: readonly RawLine[], counts: (line: RawLine) => boolean): number {
  return lines.filter(counts).length;
}

function writeTable(folder: string, name: string, rows: readonly (readonly string[])[]): Promise<string> {
  return write(folder, name, rows.map((row) => row.join(',')).join('\r\n'));
}

async function write(folder: string, name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `\uFEFF${text}\r\n`);
  return file;
}

/** Writes a statement of a bank that the program does not know, of three days of a month `YYYY-MM`; returns its path. */
export function writeUnknownBank(folder: string, name: string, month: string): Promise<string> {
  return writeTable(folder, name, [
    ['记账日', '借贷', '发生额', '账面余额', '摘要'],
    [`${month}-01 09:00:00`, '贷', '100.00', '1100.00', '货款'],
    [`${month}-02 10:30:00`, '借', '30.50', '1069.50', '运费'],
    [`${month}-03 11:00:00`, '贷', '20.00', '1089.50', '货款'],
  ]);
}
