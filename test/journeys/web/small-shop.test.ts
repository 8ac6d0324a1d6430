import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { expectAxeClean, expectNoOverflow } from '../../support/page-laws.ts';
import { openPage } from '../../support/pages.ts';
import { writeOrders, writeStatement } from '../../support/raw-files.ts';
import { type RunningServer, startServer } from '../../support/server.ts';
import { choose, dialogOf, enter, press, rowWith, told, write } from './workbench.ts';

const [PAID, RETURNED] = ['3100000000000000041', '3100000000000000042'];
const PATIENCE_MS = 30_000;
const STEP_MS = 250;
const PICKED_UP = 'D2024080500000003';

let server: RunningServer;
let folder: string;
let book: string;
let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

before(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'small-shop-'));
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function signedIn(page: Page): Promise<void> {
  await page.context().addCookies(cookies);
}

async function written(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

/** Chooses files on the import page. */
async function bring(page: Page, ...paths: readonly string[]): Promise<void> {
  await page.goto(`${book}/import`);
  await page.locator('input[type=file]').first().setInputFiles(paths);
}

/** Waits until the book holds so many imports and is reconciled with them and its rules. */
async function reconciledWith(page: Page, imports: number): Promise<void> {
  const path = `/api/v1/books/${book.slice('/b/'.length)}`;
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    const { imports: held } = (await (await page.request.get(`${path}/imports`)).json()) as {
      imports: unknown[];
    };
    const { book: state } = (await (await page.request.get(path)).json()) as {
      book: { is_stale: boolean; last_run: unknown };
    };
    if (held.length === imports && state.last_run !== null && !state.is_stale) return;
    await page.waitForTimeout(STEP_MS);
  }
  assert.fail(`the book is not reconciled with ${imports} imports`);
}

test('a word of status that nobody knows is told what it means, and its orders are read', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await enter(page, server.link);
  const made = await page.request.post('/api/v1/books', {
    data: { name: '小店' },
    headers: { origin: server.origin },
  });
  book = `/b/${((await made.json()) as { book: { book_id: string } }).book.book_id}`;
  cookies = await page.context().cookies();
  const orders = `平台订单号,订单状态,实付金额,下单时间
D2024080500000001,已完成,59.90,2024-08-05 10:00:00
D2024080500000002,待发货,20.00,2024-08-05 11:00:00
${PICKED_UP},待自提,35.00,2024-08-05 12:00:00
`;
  await bring(page, await written('示例商城.csv', orders));
  await page.getByRole('link', { name: '教程序认识这个文件' }).first().click();
  await told(page, '读懂 2 行');
  const statuses = page.getByRole('group', { name: '文件里的订单状态是什么意思' });
  await statuses.getByText('不认识这个状态').waitFor();
  await choose(statuses, '待自提', '已发货');
  await told(page, '读懂 3 行');
  await press(page, '保存并导入这个文件');
  await rowWith(page, '示例商城.csv').first().waitFor();
  await page.goto(`${book}/orders/${PICKED_UP}`);
  await page.getByRole('main').getByText('已发货').first().waitFor();
});

test('the page of an order tells what warehouse and carrier hold of it, by file and row', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  const sent = `出库单编号,原始单号,物流公司,物流单号,发货时间,商家编码,实发数量
CK2024080200041,${PAID},示例快递,EX2024080200041,2024-08-02 15:20:00,SKU-A,1
CK2024080200042,${RETURNED},示例快递,EX2024080200042,2024-08-02 15:30:00,SKU-B,2
`;
  const charged = `发货日期,运单号码,目的地,计费重量,运费
2024-08-02,EX2024080200042,浙江,0.5,3.20
`;
  const returned = `入库单号,原始单号,入库时间,物流单号,商家编码,货品名称,入库量
RK2024080900042,${RETURNED},2024-08-09 10:00:00,EX2024080800001,SKU-B,示例衬衫,2
`;
  await bring(
    page,
    await writeOrders(folder, 'ExportOrderList202408311200.csv', [{ no: PAID }, { no: RETURNED }]),
    await written('出库明细.csv', sent),
    await written('快递账单.csv', charged),
    await written('退货入库.csv', returned),
  );
  await reconciledWith(page, 5);
  await page.goto(`${book}/orders/${RETURNED}`);
  const story = page.getByRole('region', { name: '经过' });
  for (const [what, says, evidence] of [
    ['CK2024080200042', 'EX2024080200042', /出库明细\.csv.*3/],
    ['EX2024080200042', '-3.20', /快递账单\.csv.*2/],
    ['RK2024080900042', '示例衬衫', /退货入库\.csv.*2/],
  ] as const)
    await rowWith(story, what).filter({ hasText: says }).filter({ hasText: evidence }).waitFor();
  assert.equal(await story.getByText('CK2024080200041').count(), 0, 'a record of another order');
});

test('a key rule is written, tried on a typed line and on the last run, saved, and the run finds the order', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  const lines = [
    { no: '941', amount: 100, memo: `补单：${PAID}` },
    { no: '942', amount: 100, order: RETURNED },
  ];
  await bring(page, await writeStatement(folder, 'wallet.csv', lines));
  await reconciledWith(page, 6);
  await page.goto(`${book}/rules`);
  await page.getByRole('tab', { name: '单号规则' }).click();
  await write(page, '备注', `补单：${PAID}`);
  await told(page, '没有规则认出订单号');
  await press(page, '添加');
  const rule = page.getByRole('group', { name: '规则 own-1' });
  await page.getByText('有没填或填错的地方').waitFor();
  await write(rule, '内容', '补单');
  await told(page, `订单号 ${PAID}，由自有规则第 1 条认出`);
  await expectAxeClean(page, 'key rules');
  await expectNoOverflow(page, 'key rules');
  await page.getByRole('navigation').getByRole('link', { name: '差异处理' }).click();
  await press(await dialogOf(page, '规则还没有保存'), '留在这页');
  await press(page, '试一试');
  const trial = page.getByRole('region', { name: '试算结果' });
  await rowWith(trial, PAID).filter({ hasText: '已核对' }).waitFor();
  await press(page, '保存并对账');
  await told(page, '规则已保存');
  await reconciledWith(page, 6);
  await page.goto(`${book}/orders/${PAID}`);
  await rowWith(page.getByRole('region', { name: '经过' }), 'wallet.csv').waitFor();
});
