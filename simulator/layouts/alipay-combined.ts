import { ByteSink, type ByteTarget } from '../files/byte-sink.ts';
import { constant, type OutCell, type OutColumn, writeCell } from '../files/column.ts';
import { escapeXml } from '../files/xlsx.ts';
import type { ShopPlan } from '../plan.ts';
import { alipayColumns } from './alipay.ts';
import type { StatementRow } from './statement-row.ts';

/** Header row of 账务组合查询, formats.md §2.4. */
const HEADER =
  '序号,入账时间,支付宝交易号,支付宝流水号,商户订单号,账务类型,收入（+元）,支出（-元）,账户余额（元）,服务费（元）,支付渠道,签约产品,对方账户,对方名称,银行订单号,商品名称,备注,业务基础订单号,业务订单号,业务账单来源,业务描述,付款备注';

/** The same fact under its name in 账务明细. */
const SAME_AS: Readonly<Record<string, string>> = {
  入账时间: '发生时间',
  支付宝交易号: '业务流水号',
  支付宝流水号: '账务流水号',
  商户订单号: '商户订单号',
  账务类型: '业务类型',
  '账户余额（元）': '账户余额（元）',
  对方账户: '对方账号',
  商品名称: '商品名称',
  备注: '备注',
  业务基础订单号: '业务基础订单号',
  业务订单号: '业务订单号',
  业务账单来源: '业务账单来源',
  业务描述: '业务描述',
};

const SHEET_ROWS = 1_500;

/**
 * 账务组合查询: SpreadsheetML named `.xls`. Only the first sheet has the header; an empty amount is one space; the
 * outflow is positive although its column is called （-元）; the last row of the last sheet is junk.
 */
export class CombinedStatement {
  rows = 0;
  private readonly sink = new ByteSink((text) => Buffer.from(text, 'utf8'));
  private readonly cell = new ByteSink((text) => Buffer.from(text, 'utf8'));
  private readonly target: ByteTarget;
  private readonly columns: readonly OutColumn<StatementRow>[];

  constructor(target: ByteTarget, plan: ShopPlan) {
    this.target = target;
    this.columns = combinedColumns(plan);
    this.sink.text(
      '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n',
    );
    this.openSheet(1);
    this.cells(HEADER.split(','));
  }

  row(row: StatementRow): void {
    if (this.rows > 0 && this.rows % SHEET_ROWS === 0) {
      this.sink.text('</Table></Worksheet>\n');
      this.openSheet(this.rows / SHEET_ROWS + 1);
    }
    this.rows += 1;
    this.cells(this.columns.map((column) => this.valueOf(column, row)));
    this.sink.drain(this.target);
  }

  close(): void {
    this.cells(['以上为本次查询结果']);
    this.sink.text('</Table></Worksheet>\n</Workbook>\n');
    this.sink.flush(this.target);
    this.target.close();
  }

  private openSheet(number: number): void {
    this.sink.ascii('<Worksheet ss:Name="');
    this.sink.text('账务组合查询');
    this.sink.ascii(`${number}"><Table>\n`);
  }

  private cells(values: readonly string[]): void {
    this.sink.ascii('<Row>');
    for (const value of values) {
      this.sink.ascii('<Cell><Data ss:Type="String">');
      this.sink.raw(Buffer.from(escapeXml(value), 'utf8'));
      this.sink.ascii('</Data></Cell>');
    }
    this.sink.ascii('</Row>\n');
  }

  private valueOf(column: OutColumn<StatementRow>, row: StatementRow): string {
    if (column.header === '序号') return String(this.rows);
    writeCell(this.cell, column, row);
    return Buffer.from(this.cell.take()).toString('utf8');
  }
}

function combinedColumns(plan: ShopPlan): OutColumn<StatementRow>[] {
  const detail = alipayColumns({ ...plan, alipayColumns: 16, shuffled: false });
  return HEADER.split(',').map((header) => {
    const same = detail.find((column) => column.header === SAME_AS[header]);
    return { ...(same ?? amountCell(header)), header };
  });
}

function amountCell(header: string): OutCell<StatementRow> {
  if (header === '收入（+元）') return amountOrSpace((amount) => amount);
  if (header === '支出（-元）') return amountOrSpace((amount) => -amount);
  return constant(header === '服务费（元）' ? ' ' : '');
}

function amountOrSpace(signed: (amount: number) => number): OutCell<StatementRow> {
  return {
    kind: 'text',
    write: (sink, { line }) => {
      if (signed(line.amount) > 0) sink.minor(signed(line.amount));
      else sink.ascii(' ');
    },
  };
}
