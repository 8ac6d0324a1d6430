import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as xlsx from '@e965/xlsx';
import type { Page } from 'playwright-core';
import { expectAxeClean, expectNoOverflow } from '../../support/page-laws.ts';
import { openPage } from '../../support/pages.ts';
import { type RawLine, writeOrders, writeStatement, writeUnknownBank } from '../../support/raw-files.ts';
import { zipOf } from '../../support/reading.ts';
import { type RunningServer, startServer } from '../../support/server.ts';
import {
  cellsOf,
  dialogOf,
  downloaded,
  dropOn,
  enter,
  focused,
  goTo,
  press,
  reconciled,
  rowWith,
  stands,
  told,
  typeKeys,
  write,
} from './workbench.ts';

const CLERK = { name: 'chen', password: 'a clerk at her desk' };
const no = (nth: number): string => `31000000000000000${String(nth).padStart(2, '0')}`;

let server: RunningServer;
let folder: string;
let book: string;
let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

before(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'month-'));
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Calls the API as the page's user does. */
async function ask(page: Page, path: string, body: unknown): Promise<Record<string, Record<string, string>>> {
  const reply = await page.request.post(`/api/v1/${path}`, {
    data: body,
    headers: { origin: server.origin },
  });
  assert.equal(reply.status(), 200, `${path}: ${await reply.text()}`);
  return (await reply.json()) as Record<string, Record<string, string>>;
}

async function signedIn(page: Page): Promise<void> {
  await page.context().addCookies(cookies);
}

/** Drops files and folders beside the frame of the import page, come to from another one, as the file manager of the system does. */
async function drop(page: Page, ...paths: readonly string[]): Promise<void> {
  await page.goto(`${book}/imports`);
  await goTo(page, '导入文件');
  await stands(page);
  await dropOn(page, page.getByRole('heading', { level: 1 }), ...paths);
}

const HOLDS_STEP_MS = 250;
const HOLDS_MS_MAX = 90_000;

/** Waits until the book is reconciled with so many orders. */
async function holds(page: Page, orders: number): Promise<void> {
  const id = book.slice('/b/'.length);
  for (let waited = 0; waited < HOLDS_MS_MAX; waited += HOLDS_STEP_MS) {
    const { book: held } = (await (await page.request.get(`/api/v1/books/${id}`)).json()) as {
      book: { orders: number; is_stale: boolean; last_run: unknown };
    };
    if (held.orders === orders && held.last_run !== null && !held.is_stale) return;
    await page.waitForTimeout(HOLDS_STEP_MS);
  }
  assert.fail(`the book does not come to hold ${orders} orders`);
}

/** The exceptions that the page of exceptions shows, by order number. */
async function numbersShown(page: Page): Promise<string[]> {
  await page.goto(`${book}/cases`);
  await stands(page);
  const texts = await page.getByRole('row').allInnerTexts();
  return texts.flatMap((text) => /31000000000000000\d\d/.exec(text)?.[0] ?? []).sort();
}

const PATIENCE_MS = 20_000;
const STEP_MS = 500;

/** Fails unless the page of exceptions comes to show these orders: a reconciliation may still be under way. */
async function expectNumbers(page: Page, numbers: readonly string[]): Promise<void> {
  let shown = await numbersShown(page);
  for (let waited = 0; waited < PATIENCE_MS && shown.join() !== numbers.join(); waited += STEP_MS) {
    await page.waitForTimeout(STEP_MS);
    shown = await numbersShown(page);
  }
  assert.deepEqual(shown, numbers);
}

async function openCase(page: Page, number: string): Promise<void> {
  await page.goto(`${book}/cases`);
  await page.getByRole('row').filter({ hasText: number }).getByText(number).click();
  await page.getByRole('complementary').getByText(number).first().waitFor();
}

test('a folder is dropped, and what cannot be read is mended on the spot', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await enter(page, server.link);
  const { book: made } = await ask(page, 'books', { name: '八月' });
  book = `/b/${made?.book_id}`;
  cookies = await page.context().cookies();
  const created = (nth: number): string => `2024-08-0${nth} 10:00:00`;
  const orders = [1, 2, 3, 4, 5].map((nth) => ({ no: no(nth), created: created(nth) }));
  const dropped = join(folder, '八月');
  await mkdir(join(dropped, '支付宝'), { recursive: true });
  await writeFile(join(dropped, '.DS_Store'), 'of the system');
  await writeOrders(dropped, 'ExportOrderList202408311200.csv', [
    ...orders,
    { no: no(6), paid: '一百', created: created(6) },
    { no: no(10), paid: '两百', created: created(6) },
  ]);
  await writeStatement(join(dropped, '支付宝'), 'wallet.csv', [
    ...[2, 6, 7].map(
      (nth): RawLine => ({ no: `9${nth}`, amount: 100, order: no(nth), at: `2024-08-1${nth} 09:00:00` }),
    ),
    { no: '91', amount: 30, order: no(1), at: '2024-08-11 09:00:00' },
    { no: '98', amount: 40, order: no(4), at: '2024-08-18 09:00:00' },
    { no: '99', amount: 60, order: no(8), at: '2024-08-19 09:00:00' },
    { no: '90', amount: 70, order: no(9), at: '2024-08-20 09:00:00' },
  ]);
  await drop(page, dropped);
  await holds(page, 5);
  const listed = await page.request.get(`/api/v1/books/${made?.book_id}/imports`);
  const { imports } = (await listed.json()) as { imports: { file: string }[] };
  assert.equal(imports.length, 2, 'nothing but the two files of the seller');
  await expectNumbers(page, [1, 4, 6, 7, 8, 9].map(no));
  await page.route(/refused-rows/, (route, request) =>
    route.continue({ url: request.url().replace('limit=200', 'limit=1') }),
  );
  await page.goto(`${book}/import`);
  await page.getByText('已显示前 1 行，共 2 行').waitFor();
  await press(page, '再显示一些');
  await page.getByLabel(/第 8 行/).waitFor();
  await page.getByLabel(/第 7 行/).fill('100.00');
  await press(page, '保存 1 行');
  await told(page, '补进来 1 行');
  await reconciled(page);
});

test('a late file in a zip opens with its password and settles an exception by itself', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  const name = 'ExportOrderList202409011200.csv';
  const late = await writeOrders(folder, name, [
    { no: no(6), created: '2024-08-06 10:00:00' },
    { no: no(7), created: '2024-08-07 10:00:00' },
  ]);
  const zip = join(folder, '九月.zip');
  await writeFile(zip, await zipOf([[name, await readFile(late)]], { password: '314159' }));
  await drop(page, zip);
  await page
    .getByText(/有密码/)
    .first()
    .waitFor();
  for (const [password, says] of [
    ['000001', /密码不对/],
    ['314159', /导入完成/],
  ] as const) {
    await page.getByLabel('压缩包密码').fill(password);
    await page.locator('input[type=file]').first().setInputFiles(zip);
    await page.getByText(says).first().waitFor();
  }
  await holds(page, 7);
  await expectNumbers(page, [1, 4, 8, 9].map(no));
  await page.goto(`${book}/overview`);
  await page.getByText(/笔差异自行了结/).waitFor();
});

test('money under a wrong number is matched by hand, and the match undone', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await openCase(page, no(4));
  await typeKeys(page, 'm');
  const dialog = await dialogOf(page, '手工匹配');
  await dialog.getByRole('button', { name: new RegExp(`放进来 ${no(8)}`) }).click();
  await dialog.getByText('正好').waitFor();
  await dialog.getByRole('button', { name: '保存匹配' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '撤销' }).waitFor();
  await expectNumbers(page, [1, 9].map(no));
  const id = book.slice('/b/'.length);
  const { actions } = (await (await page.request.get(`/api/v1/books/${id}/actions`)).json()) as {
    actions: { action_id: string }[];
  };
  await ask(page, `books/${id}/actions/${actions[0]?.action_id}/undo`, {});
  await reconciled(page);
  await expectNumbers(page, [1, 4, 8, 9].map(no));
});

test('two orders that are short are matched with two receipts, and the match undone', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await openCase(page, no(1));
  await typeKeys(page, 'm');
  const dialog = await dialogOf(page, '手工匹配');
  const save = dialog.getByRole('button', { name: '保存匹配' });
  for (const [nth, left] of [
    [8, '还差 10.00'],
    [4, '还差 70.00'],
    [9, '差 0.00，正好'],
  ] as const) {
    assert.equal(await save.isEnabled(), false);
    assert.match(await focused(page), /^input/, 'the keyboard stands in the search');
    await page.keyboard.type(no(nth));
    await typeKeys(page, 'Enter');
    await dialog.getByRole('status').filter({ hasText: left }).waitFor();
  }
  await dialog.getByRole('button', { name: `拿出去 ${no(4)}` }).press('Enter');
  await dialog.getByRole('status').filter({ hasText: '还多 60.00' }).waitFor();
  await page.keyboard.type(no(4));
  await dialog.getByRole('button', { name: `放进来 ${no(4)}` }).press('Enter');
  await save.click();
  await dialog.waitFor({ state: 'hidden' });
  const undo = page.getByRole('button', { name: '撤销' });
  await undo.waitFor();
  await reconciled(page);
  await page.getByText('这里没有差异').waitFor();
  await undo.click();
  await page.getByText('共 4 行').waitFor();
  await expectNumbers(page, [1, 4, 8, 9].map(no));
});

test('a write-off beyond the limit of a clerk waits for somebody else', async (t) => {
  const chief = await openPage(t, { baseURL: server.origin });
  await signedIn(chief);
  const { link } = await ask(chief, 'users', {
    ...CLERK,
    password: undefined,
    display_name: '陈',
    role: 'clerk',
    access: 'all',
  });
  const clerk = await openPage(t, { baseURL: server.origin });
  await clerk.goto(String(link?.path));
  await clerk.getByLabel('新密码').fill(CLERK.password);
  await clerk.getByLabel('再输一次').fill(CLERK.password);
  await press(clerk, '设置并进入');
  await clerk.waitForURL(/\/b\//);
  await openCase(clerk, no(1));
  await typeKeys(clerk, 'w');
  const dialog = await dialogOf(clerk);
  await dialog.getByText(/超过您的核销限额/).waitFor();
  await dialog
    .getByRole('textbox', { name: '原因' })
    .or(dialog.getByRole('combobox', { name: '原因' }))
    .first()
    .focus();
  await typeKeys(clerk, 'ArrowDown', 'Enter');
  await dialog.getByRole('button', { name: '确定' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await chief.goto(`${book}/cases`);
  await chief.getByText('待复核').first().click();
  await chief
    .getByRole('row')
    .filter({ hasText: no(1) })
    .getByText(no(1))
    .click();
  await press(chief, /复核通过/);
  const review = await dialogOf(chief);
  await review.getByRole('button', { name: '确定' }).click();
  await review.waitFor({ state: 'hidden' });
  assert.ok(!(await numbersShown(chief)).includes(no(1)));
});

/** The file of the latest export of the book, once it is written, as a workbook with its rows. */
async function exported(page: Page): Promise<Buffer> {
  const id = book.slice('/b/'.length);
  for (;;) {
    const { jobs } = (await (await page.request.get(`/api/v1/books/${id}/jobs`)).json()) as {
      jobs: { kind: string; state: string; result: { export_id?: string } | null }[];
    };
    const done = jobs.find(({ kind, state }) => kind === 'export' && state === 'done');
    if (done?.result?.export_id !== undefined)
      return (await page.request.get(`/api/v1/books/${id}/exports/${done.result.export_id}`)).body();
    await page.waitForTimeout(250);
  }
}

test('cases filled in a spreadsheet come back, and what others changed meanwhile is shown and kept', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/cases`);
  await press(page, 'Excel');
  await page.getByRole('menuitem', { name: /Excel/ }).first().click();
  const workbook = xlsx.read(await exported(page));
  const [name = ''] = workbook.SheetNames;
  const rows = xlsx.utils.sheet_to_json<Record<string, string>>(workbook.Sheets[name] ?? {}, {
    defval: '',
    raw: false,
  });
  assert.ok(rows.length >= 2, JSON.stringify(rows));
  workbook.Sheets[name] = xlsx.utils.json_to_sheet(rows.map((row) => ({ ...row, 处理结果: '向平台申诉' })));
  const filled = join(folder, 'filled.xlsx');
  await writeFile(filled, xlsx.write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  assert.ok((await readFile(filled)).length > 0);
  await openCase(page, no(4));
  await typeKeys(page, 'i');
  const dialog = await dialogOf(page);
  await dialog.getByRole('button', { name: '确定' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await dropOn(page, page.getByRole('grid'), filled);
  const preview = await dialogOf(page, /填好的 Excel/);
  await preview.getByText(/别人同时改过的/).waitFor();
  await preview
    .getByRole('row')
    .filter({ hasText: no(4) })
    .getByRole('checkbox')
    .waitFor();
  await preview.getByRole('button', { name: new RegExp(`改这 ${rows.length - 1} 笔`) }).click();
  await preview.waitFor({ state: 'hidden' });
  await openCase(page, no(4));
  await page.getByRole('complementary').getByText('核查中').first().waitFor();
});

test('a list is exported as it is shown, and a spreadsheet program reads it', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/statement-lines`);
  await page.getByText('共 7 行').waitFor();
  await press(page, '导出');
  await page.getByRole('menuitem', { name: /Excel/ }).click();
  const { path, name } = await downloaded(page, () => page.getByRole('link', { name: /下载/ }).click());
  assert.match(name, /\.xlsx$/);
  const workbook = xlsx.read(await readFile(path));
  const [sheet = ''] = workbook.SheetNames;
  const rows = xlsx.utils.sheet_to_json<Record<string, unknown>>(workbook.Sheets[sheet] ?? {});
  const heads = await page.getByRole('columnheader').allTextContents();
  assert.deepEqual(
    Object.keys(rows[0] ?? {}).filter((head) => !heads.includes(head)),
    [],
  );
  assert.deepEqual(
    rows.map(({ 订单编号: order, 金额: amount }) => [order ?? '', amount]),
    (await cellsOf(page.getByRole('grid')))
      .slice(0, rows.length)
      .map((cells) => [cells[1], Number(cells[5])]),
  );
  assert.equal(rows.length, 8, 'seven lines and their sum');
});

test('a bank that the program does not know is taught once, and its next file is recognised', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await drop(page, await writeUnknownBank(folder, '甲乙银行2024年8月.csv', '2024-08'));
  await page.getByRole('link', { name: '教程序认识这个文件' }).click();
  await told(page, '读懂 3 行 · 余额对得上');
  assert.equal(await page.getByLabel('名称').inputValue(), '甲乙银行');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.reload();
    await told(page, '余额对得上');
    await expectAxeClean(page, `teaching, ${colorScheme}`);
  }
  await expectNoOverflow(page, 'teaching');
  const understood = page.getByRole('region', { name: '程序这样理解前几行' });
  await understood.getByRole('columnheader', { name: '说明' }).waitFor();
  await page.getByRole('combobox', { name: '“摘要”这一列是' }).focus();
  await typeKeys(page, 'ArrowDown', 'ArrowUp', 'Enter');
  await understood.getByRole('columnheader', { name: '类型' }).waitFor();
  const paid = understood.getByRole('row').filter({ hasText: '-' }).first();
  const before = await paid.innerText();
  const drafted = page.waitForResponse((reply) => reply.url().includes('draft'));
  await page.getByRole('group', { name: '这些词表示收入' }).getByText('借').click();
  await drafted;
  await told(page, '余额对得上');
  assert.equal(await paid.innerText(), before, 'the balance decides, whatever the words say');
  await page.getByRole('group', { name: '这些词表示支出' }).getByText('借').click();
  await told(page, '余额对得上');
  await write(page, '名称', '甲乙');
  await press(page, '保存并导入这个文件');
  await rowWith(page, '自定义：甲乙').filter({ hasText: '余额连续' }).waitFor();
  await drop(page, await writeUnknownBank(folder, '九月.csv', '2024-09'));
  await rowWith(page, '九月.csv').filter({ hasText: '自定义：甲乙' }).waitFor();
  await drop(page, await writeUnknownBank(folder, '九月（改名）.csv', '2024-09'));
  await rowWith(page, '九月（改名）.csv').filter({ hasText: '已经导入过，当时叫“九月.csv”' }).waitFor();
  await goTo(page, '自定义格式');
  await rowWith(page, '甲乙').filter({ hasText: '记账日、借贷、发生额、账面余额、摘要' }).waitFor();
  await expectAxeClean(page, 'what was taught');
  const { path, name } = await downloaded(page, () => page.getByRole('link', { name: '导出 甲乙' }).click());
  assert.deepEqual(
    [name, JSON.parse(await readFile(path, 'utf8')).columns.entry_type],
    ['甲乙.json', ['摘要']],
  );
});
