import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as xlsx from '@e965/xlsx';
import type { Page } from 'playwright-core';
import { openPage } from '../../support/pages.ts';
import { type RawLine, writeOrders, writeStatement } from '../../support/raw-files.ts';
import { type RunningServer, startServer } from '../../support/server.ts';
import { settled } from '../../support/traffic.ts';
import { enterByKeyboard, enterFiles, standsOn, tabTo, type } from './by-keyboard.ts';
import {
  dialogOf,
  downloaded,
  expectFocusSeen,
  FIRST_USER,
  reconciled,
  rowWith,
  told,
  typeAtOnce,
  typeKeys,
} from './workbench.ts';

/* Goal: a month is worked on from the one-time link until nothing is left of it, and no step wants a mouse. */

const CLERK = { name: 'chen', password: 'a clerk at her desk' };
const no = (nth: number): string => `320000000000000000${nth}`;
/** Orders and what came for them; the last three are no orders, or stand under a wrong number. */
const SHORT = [
  [1, 30],
  [2, 40],
  [3, 45],
] as const;
const OVER = [
  [7, 95],
  [8, 60],
  [9, 70],
] as const;
const REFUSED = 4;

let server: RunningServer;
let folder: string;

before(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'by-keyboard-'));
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function writeMonth(): Promise<string[]> {
  const created = '2024-08-05 10:00:00';
  const orders = SHORT.map(([nth]) => ({ no: no(nth), created }));
  const lines = [...SHORT, [REFUSED, 100] as const, ...OVER].map(
    ([nth, amount]): RawLine => ({ no: `9${nth}`, amount, order: no(nth), at: `2024-08-1${nth} 09:00:00` }),
  );
  return [
    await writeOrders(folder, 'ExportOrderList202408311200.csv', [
      ...orders,
      { no: no(REFUSED), paid: '一百', created },
    ]),
    await writeStatement(folder, 'wallet.csv', lines),
  ];
}

/** Goes to the open exceptions and to one of them by its number. */
async function openCase(page: Page, number: string): Promise<void> {
  await typeKeys(page, 'g', 'e');
  const panel = page.getByRole('complementary');
  const isOpen = (): Promise<boolean> => panel.getByText(number, { exact: true }).first().isVisible();
  await rowWith(page, number).waitFor();
  await typeKeys(page, 'Enter');
  for (let rows = 0; rows < 10 && !(await isOpen()); rows += 1) {
    await typeKeys(page, 'j');
    await settled(page);
  }
  await panel.getByText(number, { exact: true }).first().waitFor();
}

/** Confirms the form that is open, and waits until it is gone and the keyboard back on the page. */
async function confirm(page: Page): Promise<void> {
  await typeKeys(page, 'Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await standsOn(page, /^(?!body|html)/);
}

/** Chooses an entry of the box that the keyboard stands in, once they have come, and confirms by one more Enter. */
async function chooseAndConfirm(page: Page): Promise<void> {
  await typeKeys(page, 'ArrowDown');
  await page.getByRole('option').first().waitFor();
  await typeKeys(page, 'ArrowDown', 'Enter', 'Enter');
}

async function makeBook(page: Page): Promise<void> {
  await tabTo(page, '新建账套');
  await typeKeys(page, 'Enter');
  await standsOn(page, /^input 账套名称/);
  await type(page, '八月');
  await typeKeys(page, 'Enter');
  await standsOn(page, /^h1 导入文件/);
}

async function importFiles(page: Page): Promise<void> {
  await tabTo(page, /^button 选择文件$/);
  await enterFiles(page, await writeMonth());
  await page.getByText('导入完成').waitFor();
  await expectFocusSeen(page);
  await tabTo(page, 'wallet.csv 的校验明细');
  await typeKeys(page, 'Enter');
  await page.getByText('收入合计').waitFor();
  await tabTo(page, /第 5 行 买家实际支付金额/);
  await type(page, '100.00');
  await typeKeys(page, 'Enter');
  await told(page, '补进来 1 行');
  // The last row takes its list with it: the keyboard goes on from the next part of the page.
  await standsOn(page, /^section 账单覆盖的日子/);
}

async function reconcile(page: Page): Promise<void> {
  await reconciled(page);
  await typeKeys(page, 'g', 'o');
  await standsOn(page, /^h1 总览/);
  const again = page.waitForResponse((reply) => reply.request().method() === 'POST' && reply.ok());
  await typeKeys(page, 'r');
  await again;
  await reconciled(page);
  await tabTo(page, '现在对账');
  await typeKeys(page, 'Enter');
  await standsOn(page, /^button 现在对账/);
  await reconciled(page);
}

async function drillDown(page: Page): Promise<void> {
  await tabTo(page, '订单应收 · 看明细');
  await typeKeys(page, 'Enter');
  await tabTo(page, /^a (有)?差异/);
  await typeKeys(page, 'Enter');
  await standsOn(page, /^h1 订单/);
  await typeKeys(page, 'j', 'Enter');
  await standsOn(page, /^h1 订单 \d+/);
  await tabTo(page, /^button 看原行/);
  await typeKeys(page, 'Enter');
  await rowWith(await dialogOf(page), '订单编号').waitFor();
  await typeKeys(page, 'Escape');
  await standsOn(page, /^button 看原行/);
  await typeKeys(page, '/');
  await standsOn(page, /^input 查找任何单号/);
  await type(page, no(1));
  await typeKeys(page, 'Enter');
  await standsOn(page, new RegExp(`^h1 .*${no(1)}`));
}

/** Exceptions: opened before they have come, seen in full, noted, handed on, dated, and each of that undone. */
async function workOnOne(page: Page): Promise<void> {
  await typeAtOnce(page, 'g', 'e', 'Enter');
  const panel = page.getByRole('complementary');
  await panel.getByText('依据').waitFor();
  await typeKeys(page, 'v');
  await rowWith(await dialogOf(page), '账务流水号').waitFor();
  await typeKeys(page, 'Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await typeKeys(page, 'Enter');
  await standsOn(page, /^section 内容/);
  await expectFocusSeen(page);
  await tabTo(page, /^button 联系买家/);
  await typeKeys(page, 'Escape');
  await panel.waitFor({ state: 'hidden' });
  await standsOn(page, /^grid/);
  await typeKeys(page, 'Enter', 'c');
  await standsOn(page, /^textarea 备注/);
  await type(page, '问过仓库');
  await confirm(page);
  await panel.getByText('问过仓库').waitFor();
  await typeKeys(page, 't');
  await standsOn(page, /^combobox 交给谁/);
  await chooseAndConfirm(page);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await typeKeys(page, 'd');
  await standsOn(page, /^input 到期日/);
  await typeKeys(page, 'ArrowUp', 'Tab', 'ArrowUp', 'Tab', 'ArrowUp');
  await confirm(page);
  const due = panel.getByText(/^20\d\d-\d\d-\d\d$/);
  await due.waitFor();
  await typeKeys(page, 'u');
  await due.waitFor({ state: 'hidden' });
  await typeKeys(page, 'u');
  await panel.getByText('还没有人').first().waitFor();
}

/** Two orders that are short, put together with two receipts under wrong numbers. */
async function match(page: Page): Promise<void> {
  await openCase(page, no(1));
  await typeKeys(page, 'm');
  const dialog = await dialogOf(page, '手工匹配');
  for (const [nth, left] of [
    [8, '还差 10.00'],
    [2, '还差 70.00'],
    [9, '正好'],
  ] as const) {
    await standsOn(page, /^input 查别的单号/);
    await type(page, no(nth));
    await typeKeys(page, 'Enter');
    await dialog.getByRole('status').filter({ hasText: left }).waitFor();
  }
  await confirm(page);
  await told(page, /手工匹配/);
  await reconciled(page);
}

/** What is beyond the limit of a clerk is confirmed by who made her a user. */
async function writeOff(page: Page, open: () => Promise<Page>): Promise<void> {
  await typeKeys(page, 'g', 'u');
  await standsOn(page, /^h1 用户/);
  await tabTo(page, '新增用户');
  await typeKeys(page, 'Enter');
  await standsOn(page, /^input 用户名/);
  await type(page, CLERK.name);
  await typeKeys(page, 'Enter');
  const dialog = await dialogOf(page, '一次性链接');
  const link = await dialog.getByRole('textbox').inputValue();
  await typeKeys(page, 'Escape');
  await standsOn(page, /^button 新增用户/);
  const clerk = await open();
  await enterByKeyboard(clerk, link, { name: null, password: CLERK.password });
  await openCase(clerk, no(3));
  await typeKeys(clerk, 'w');
  await standsOn(clerk, /^combobox 原因/);
  await clerk.getByText(/超过您的核销限额/).waitFor();
  await chooseAndConfirm(clerk);
  await told(clerk, '等复核人确认');
  await typeKeys(page, 'g', 'e');
  await standsOn(page, /^h1 差异处理/);
  await tabTo(page, /^input 待处理/);
  await typeKeys(page, 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await rowWith(page, no(3)).waitFor();
  await typeKeys(page, 'Enter');
  await page.getByRole('complementary').getByText('待复核的处理').waitFor();
  await typeKeys(page, 'y');
  await standsOn(page, /^textarea 备注/);
  await confirm(page);
  await page.getByText('这里没有差异').waitFor();
}

/** The last one goes through a workbook: written, fetched, filled in, and brought back. */
async function roundTrip(page: Page): Promise<void> {
  await typeKeys(page, 'g', 'o');
  await standsOn(page, /^h1 总览/);
  await typeKeys(page, 'g', 'e');
  await rowWith(page, no(7)).waitFor();
  await tabTo(page, /^button Excel/);
  await typeKeys(page, 'Enter');
  await standsOn(page, /^menuitem 下载到 Excel/);
  await typeKeys(page, 'Enter');
  await told(page, '文件已备好');
  await typeKeys(page, 'g', 'j');
  // A reconciliation may still be under way above it.
  await standsOn(page, /^(a 下载|button 停止)/);
  await tabTo(page, /^a 下载/);
  const { path } = await downloaded(page, () => typeKeys(page, 'Enter'));
  const workbook = xlsx.read(await readFile(path));
  const [name = ''] = workbook.SheetNames;
  const rows = xlsx.utils.sheet_to_json<object>(workbook.Sheets[name] ?? {}, { defval: '', raw: false });
  assert.equal(rows.length, 1, JSON.stringify(rows));
  workbook.Sheets[name] = xlsx.utils.json_to_sheet(rows.map((row) => ({ ...row, 处理结果: '向平台申诉' })));
  const filled = join(folder, 'filled.xlsx');
  await writeFile(filled, xlsx.write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  await typeKeys(page, 'Escape');
  await tabTo(page, /^button Excel/);
  await typeKeys(page, 'Enter');
  await standsOn(page, /^menuitem 下载到 Excel/);
  await typeKeys(page, 'ArrowUp');
  await standsOn(page, /^menuitem 把填好的 Excel 拿回来/);
  await enterFiles(page, [filled]);
  await standsOn(page, /^button 改这 1 笔/);
  await typeKeys(page, 'Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await openCase(page, no(7));
  await page.getByRole('complementary').getByText('等平台').first().waitFor();
}

/** Accepts what is left, looks at it among what is done, opens it once more and undoes that after the page was left. */
async function finish(page: Page): Promise<void> {
  await typeKeys(page, 'a');
  await standsOn(page, /^combobox 原因/);
  await chooseAndConfirm(page);
  await page.getByText('这里没有差异').waitFor();
  await standsOn(page, /^(?!body|html)/);
  await tabTo(page, /^input 待处理/, 'Shift+Tab');
  await typeKeys(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await rowWith(page, no(7)).waitFor();
  await openDone(page, no(7));
  await typeKeys(page, 'r');
  await standsOn(page, /^textarea 备注/);
  await type(page, '再问一次平台');
  await confirm(page);
  await typeKeys(page, 'g', 'n');
  await standsOn(page, /^h1 经验/);
  await typeAtOnce(page, 'g', 'e', 'u');
  await (await dialogOf(page, '撤销上一步')).getByText(/重新打开/).waitFor();
  await confirm(page);
  await page.getByText('这里没有差异').waitFor();
}

async function openDone(page: Page, number: string): Promise<void> {
  const opened = page.getByRole('complementary').getByRole('heading', { name: number });
  for (let rows = 0; rows < 10 && !(await opened.isVisible()); rows += 1) {
    await typeKeys(page, ...(rows === 0 ? ['Home', 'Enter'] : ['j']));
    await settled(page);
  }
  await opened.waitFor();
}

test('a month is worked on by keyboard alone, from the one-time link until nothing is open', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await enterByKeyboard(page, server.link, FIRST_USER);
  await makeBook(page);
  await importFiles(page);
  await reconcile(page);
  await drillDown(page);
  await workOnOne(page);
  await match(page);
  await writeOff(page, () => openPage(t, { baseURL: server.origin }));
  await roundTrip(page);
  await finish(page);
});
