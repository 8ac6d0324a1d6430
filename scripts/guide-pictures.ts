import * as xlsx from '@e965/xlsx';
import type { Locator, Page } from 'playwright-core';
import { dialogOf, post } from '../test/journeys/web/workbench.ts';

/** A picture of the guide: docs/guide/pictures/NAME.png shows the page after the steps. */
export interface Picture {
  readonly name: string;
  /** From the page after signing in, with the sample book at hand. */
  readonly steps: (page: Page) => Promise<unknown>;
  /** What of the page is shown; the whole window when left out. */
  readonly part?: (page: Page) => Locator;
}

/** Time for what comes in after the page stands: rows, sums, pictures of bars. */
const SETTLE_MS = 1_500;

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(SETTLE_MS);
}

async function open(page: Page, path: string): Promise<void> {
  const book = /\/b\/[^/]+/.exec(page.url())?.[0];
  if (book === undefined) throw new Error(`no book is open at ${page.url()}`);
  await page.goto(`${book}/${path}`);
  await settle(page);
}

async function openCase(page: Page): Promise<void> {
  await open(page, 'cases');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await settle(page);
}

function of(name: string, path: string): Picture {
  return { name, steps: (page) => open(page, path) };
}

/** A part of the import page by its heading. */
function partOf(name: string): NonNullable<Picture['part']> {
  return (page) => page.getByRole('region', { name });
}

const ORDERS_WITH_FAULTS = `订单编号,买家实际支付金额,订单状态,订单创建时间,订单付款时间,支付单号,店铺名称
3100000000000000001,一百,交易成功,2024-08-03 10:00:00,2024-08-03 10:00:00,,示例旗舰店
3100000000000000002,58.90,交易成功,2024-08-32 10:00:00,2024-08-03 10:00:00,,示例旗舰店
3100000000000000003,"1,2O8.00",交易成功,2024-08-04 09:12:00,2024-08-04 09:12:00,,示例旗舰店
`;

async function mendRefused(page: Page): Promise<void> {
  await open(page, 'import');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'ExportOrderList202409011200.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(ORDERS_WITH_FAULTS),
    });
  await page.getByLabel(/第 2 行/).fill('100.00');
}

const UNKNOWN_BANK = `账号：6222000000001234
记账日期,借贷,发生额,账面余额,对方户名,摘要,凭证号
2026-01-05 09:12:40,贷,12800.00,21300.00,示例商贸公司,货款,0001
2026-01-06 10:03:11,借,1560.00,19740.00,示例快递公司,一月运费,0002
2026-01-08 15:47:02,借,23.50,19716.50,示例银行,手续费,0003
2026-01-12 09:30:00,贷,4300.00,24016.50,示例支付公司,提现到账,0004
2026-01-13 11:20:35,借,9800.00,14216.50,示例服饰厂,采购款,0005
2026-01-15 16:08:19,贷,268.00,14484.50,示例服饰厂,退货款,0006
2026-01-19 10:00:00,贷,5100.00,19584.50,示例支付公司,提现到账,0007
2026-01-20 14:31:56,借,640.00,18944.50,示例包装厂,纸箱,0008
2026-01-26 10:00:00,贷,3900.00,22844.50,示例支付公司,提现到账,0009
`;

const UNKNOWN_SHOP = `平台订单号,订单状态,实付金额,下单时间
D2026010500000001,已完成,59.90,2026-01-05 10:00:00
D2026010600000002,待发货,20.00,2026-01-06 11:00:00
D2026010700000003,待自提,35.00,2026-01-07 12:00:00
`;

/** The page that teaches a file which nobody knows. */
async function teach(page: Page, name: string, text: string): Promise<void> {
  await dropFiles(page, { [name]: text });
  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByRole('link', { name: '教程序认识这个文件' }).click();
  await page.getByRole('region', { name: '程序这样理解前几行' }).waitFor();
  // Opened anew without the note that the file was not recognised.
  await page.reload();
  await settle(page);
}

async function dropFiles(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  await open(page, 'import');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(
      Object.entries(files).map(([name, text]) => ({
        name,
        mimeType: 'text/csv',
        buffer: Buffer.from(text),
      })),
    );
}

/** A key rule that is being written, and a line on which it is tried. */
async function writeKeyRule(page: Page): Promise<void> {
  await open(page, 'rules?tab=key_rules');
  await page.getByRole('button', { name: '添加' }).click();
  await page.getByLabel('内容').fill('补单');
  await page.getByLabel('备注', { exact: true }).fill('补单：3100000000000000001');
  await settle(page);
}

/** The page of the first order, with what a warehouse and a carrier tell of it. */
async function openOrderWithRecords(page: Page): Promise<void> {
  await openFirstOrder(page);
  const { pathname } = new URL(page.url());
  const order = decodeURIComponent(pathname.split('/').at(-1) ?? '');
  await dropFiles(page, {
    '出库明细.csv': `出库单编号,原始单号,物流公司,物流单号,发货时间,商家编码,实发数量
CK2026020100000001,${order},示例快递,EX2026020100001,2026-02-01 15:20:00,SKU-A,1
`,
    '快递账单.csv': `发货日期,运单号码,目的地,计费重量,运费
2026-02-01,EX2026020100001,浙江,0.5,3.20
`,
  });
  await page.getByText('快递账单.csv').first().waitFor();
  await page.goto(pathname);
  await page.getByText('快递账单.csv').waitFor();
  await settle(page);
}

async function openFirstOrder(page: Page): Promise<void> {
  await open(page, 'orders');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await settle(page);
}

/** The row of the order file, over the page of its order. */
async function openOriginalRow(page: Page): Promise<void> {
  await openFirstOrder(page);
  await page.getByRole('button', { name: '看原行' }).first().click();
  await dialogOf(page);
  await settle(page);
}

/** The file that an export job wrote. */
async function written(page: Page, bookPath: string, jobId: string): Promise<Buffer> {
  for (;;) {
    const reply = await page.request.get(`/api/v1/${bookPath}/jobs/${jobId}`);
    const { job } = (await reply.json()) as { job: { result: { export_id?: string } | null } };
    const exportId = job.result?.export_id;
    if (exportId !== undefined)
      return (await page.request.get(`/api/v1/${bookPath}/exports/${exportId}`)).body();
    await page.waitForTimeout(SETTLE_MS);
  }
}

type SheetRow = Record<string, string>;

/** The rows of open cases as a workbook in which a clerk has filled in the first ones. */
function filledIn(rows: readonly SheetRow[]): Buffer {
  const answers: readonly SheetRow[] = [
    { 处理结果: '向平台申诉', 备注: '截图已提交，等平台回复' },
    { 处理结果: '认可说明', 备注: '已与仓库核对' },
    { 处理结果: '联系买家' },
    { 处理结果: '向平台申诉' },
    { 处理结果: '先放着' },
  ];
  const workbook = xlsx.utils.book_new();
  const sheet = xlsx.utils.json_to_sheet(rows.map((row, at) => ({ ...row, ...answers[at] })));
  xlsx.utils.book_append_sheet(workbook, sheet);
  return xlsx.write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

/** A workbook comes back in which one case was meanwhile changed by somebody else, and one answer is none. */
async function bringBack(page: Page): Promise<void> {
  await open(page, 'cases');
  const book = /\/b\/[^/?]+/.exec(page.url())?.[0] ?? '';
  const path = `books/${book.slice('/b/'.length)}`;
  const asked = { filter: { conditions: [] }, language: 'zh-CN' };
  const { job_id } = await post<{ job_id: string }>(page, `${path}/round-trip/export`, asked);
  const workbook = xlsx.read(await written(page, path, job_id));
  const [sheet = ''] = workbook.SheetNames;
  const rows = xlsx.utils.sheet_to_json<SheetRow>(workbook.Sheets[sheet] ?? {}, { defval: '', raw: false });
  await post(page, `${path}/cases/moves`, {
    selection: {
      filter: { conditions: [{ column: 'match_key', how: 'is', values: [rows[3]?.订单编号] }] },
    },
    move: { move: 'investigate' },
  });
  // Opened anew without the note that the file is ready.
  await open(page, 'cases');
  await page
    .locator('input[type=file][accept*=".xlsx"]')
    .setInputFiles({ name: '待处理差异.xlsx', mimeType: 'application/octet-stream', buffer: filledIn(rows) });
  await dialogOf(page, /填好的 Excel/);
  await settle(page);
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/');
  await settle(page);
}

/** Every picture of the guide, in an order in which one can be taken after the other. */
export const PICTURES: readonly Picture[] = [
  of('overview', 'overview'),
  of('exceptions', 'cases'),
  { name: 'case', steps: openCase },
  {
    name: 'match',
    steps: async (page) => {
      await openCase(page);
      await page.keyboard.press('m');
      await settle(page);
    },
  },
  { name: 'order', steps: openFirstOrder },
  { name: 'original-row', steps: openOriginalRow },
  of('statement-lines', 'statement-lines'),
  of('import', 'import'),
  of('receipts', 'imports'),
  of('rules', 'rules'),
  { name: 'key-rules', steps: writeKeyRule },
  of('lessons', 'lessons'),
  { ...of('coverage', 'import'), part: partOf('账单覆盖的日子') },
  { name: 'round-trip', steps: bringBack },
  { name: 'refused', steps: mendRefused, part: partOf('读不懂的行') },
  { name: 'teach', steps: (page) => teach(page, '示例银行2026年1月.csv', UNKNOWN_BANK) },
  { name: 'statuses', steps: (page) => teach(page, '示例商城2026年1月.csv', UNKNOWN_SHOP) },
  { name: 'parcels', steps: openOrderWithRecords, part: partOf('经过') },
  {
    name: 'users',
    steps: async (page) => {
      await page.goto('/users');
      await settle(page);
    },
  },
  {
    name: 'books',
    steps: async (page) => {
      await page.goto('/books');
      await settle(page);
    },
  },
  { name: 'sign-in', steps: signOut },
];
