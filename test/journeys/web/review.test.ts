import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { lineTo } from '../../support/line.ts';
import { expectAxeClean } from '../../support/page-laws.ts';
import { openPage } from '../../support/pages.ts';
import { type RunningServer, startServer } from '../../support/server.ts';
import {
  dialogOf,
  enter,
  FIRST_USER,
  numbersIn,
  post,
  press,
  reconciled,
  told,
  typeKeys,
  write,
} from './workbench.ts';

const CLERK = { name: 'chen', display_name: '陈', role: 'clerk', access: 'all' };
const PASSWORD = 'a clerk at her desk';
const PATIENCE_MS = 20_000;
const STEP_MS = 500;
const NOTE = '电话里说周五补给我们';

let server: RunningServer;
let book: string;

before(async () => {
  server = await startServer('--sample');
});
after(() => server.stop());

/** The first window of a user whom the chief has made. */
async function enterAsClerk(page: Page, chief: Page): Promise<void> {
  const { link } = await post<{ link: { path: string } }>(chief, 'users', CLERK);
  await page.goto(link.path);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await press(page, '设置并进入');
  await page.waitForURL(/\/b\//);
}

/** Opens the case of a number among those of a desk. */
async function openCase(page: Page, desk: string, number: string): Promise<void> {
  await page.goto(`${book}/cases?desk=${desk}`);
  await page.getByRole('row').filter({ hasText: number }).getByText(number).click();
  await page.getByRole('complementary').getByRole('heading', { name: number }).waitFor();
}

/** Names the rest of a case something else, beyond the own limit, and puts that up for review. */
async function proposeRest(page: Page, number: string): Promise<void> {
  await openCase(page, 'to_do', number);
  await typeKeys(page, 'm');
  const dialog = await dialogOf(page, '手工匹配');
  await dialog.getByLabel('尾差去处').first().click();
  await page.getByRole('option', { name: /其他/ }).click();
  await dialog.getByText(/超过您的调账限额/).waitFor();
  await press(dialog, '提交复核');
  await dialog.waitFor({ state: 'hidden' });
  await told(page, '已提交，等复核人确认');
}

/** Presses a move of the open case, writes a note where one is asked for, and confirms. */
async function answer(page: Page, move: RegExp, note?: string): Promise<void> {
  await press(page.getByRole('complementary'), move);
  const dialog = await dialogOf(page);
  if (note !== undefined) await dialog.getByRole('textbox', { name: '备注' }).fill(note);
  await dialog.getByRole('button', { name: '确定' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Fails unless the case comes to this state: a reconciliation may still be under way. */
async function expectState(page: Page, number: string, state: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    if ((await numbersIn(page, book, state)).includes(number)) return;
    await page.waitForTimeout(STEP_MS);
  }
  assert.fail(`${number} is not ${state}`);
}

test('an adjustment beyond the limit of a clerk is rejected by somebody else, then confirmed and undone', async (t) => {
  const chief = await openPage(t, { baseURL: server.origin });
  await enter(chief, server.link);
  book = await reconciled(chief);
  const [number = ''] = await numbersIn(chief, book, 'open');
  const clerk = await openPage(t, { baseURL: server.origin });
  await enterAsClerk(clerk, chief);
  await proposeRest(clerk, number);
  await openCase(clerk, 'review', number);
  assert.equal(await clerk.getByRole('button', { name: /复核通过/ }).count(), 0);
  await openCase(chief, 'review', number);
  await chief.getByRole('region', { name: '待复核的处理' }).getByText('尾差，记作其他').waitFor();
  await expectAxeClean(chief, 'a match in review');
  await answer(chief, /复核退回/, '先问平台');
  await expectState(chief, number, 'open');
  await proposeRest(clerk, number);
  await openCase(chief, 'review', number);
  await typeKeys(chief, 'y');
  await press(await dialogOf(chief, '复核通过'), '确定');
  const undo = chief.getByRole('button', { name: '撤销' });
  await undo.waitFor();
  await expectState(chief, number, 'resolved');
  await clerk.goto(`${book}/case-events`);
  await clerk.getByRole('gridcell', { name: CLERK.display_name }).first().waitFor();
  await reconciled(chief);
  await undo.click();
  await told(chief, '已撤销');
  await expectState(chief, number, 'open');
});

async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.goto('/');
  await write(page, '用户名', name);
  await write(page, '密码', password);
  await press(page, '登录');
  await page.waitForURL(/\/b\//);
}

/** Makes a move on the case of a number from another window, as the page there does. */
async function moveElsewhere(page: Page, number: string, move: object): Promise<void> {
  const path = `books/${book.slice('/b/'.length)}`;
  const filter = { conditions: [{ column: 'match_key', how: 'is', values: [number] }] };
  const asked = { filter, sort: [], columns: ['case_id', 'version'] };
  const { rows } = await post<{ rows: unknown[][] }>(page, `${path}/lists/cases/page`, asked);
  const cases = rows.map(([case_id, version]) => ({ case_id, version }));
  await post(page, `${path}/cases/moves`, { selection: { cases }, move });
}

/** Opens the form of a claim on the platform for a case, and writes a note into it. */
async function beginClaim(page: Page, number: string) {
  await openCase(page, 'to_do', number);
  await press(page.getByRole('complementary'), /申诉/);
  const form = await dialogOf(page, /申诉/);
  await form.getByText(/1 笔/).first().waitFor();
  await form.getByRole('textbox', { name: '备注' }).fill(NOTE);
  return form;
}

test('what others change meanwhile is told and stands; a session or a line that ends loses nothing', async (t) => {
  const chief = await openPage(t, { baseURL: server.origin });
  await signIn(chief, FIRST_USER.name, FIRST_USER.password);
  const [number = '', second = '', third = ''] = await numbersIn(chief, book, 'open');
  const line = await lineTo(server.origin);
  t.after(() => line.close());
  const clerk = await openPage(t, { baseURL: line.origin });
  await signIn(clerk, CLERK.name, PASSWORD);

  const form = await beginClaim(clerk, number);
  await moveElsewhere(chief, number, { move: 'investigate' });
  await press(form, '确定');
  await form
    .getByRole('alert')
    .filter({ hasText: /已被 .* 改为“核查中”/ })
    .waitFor();
  assert.equal(await form.getByRole('textbox', { name: '备注' }).inputValue(), NOTE);
  await expectState(chief, number, 'investigating');
  await press(form, '取消');

  const kept = await beginClaim(clerk, second);
  await clerk.context().clearCookies();
  await press(kept, '确定');
  const again = await dialogOf(clerk, '登录已过期');
  await expectAxeClean(clerk, 'a session that has ended');
  await write(again, '密码', PASSWORD);
  await press(again, '登录');
  await again.waitFor({ state: 'hidden' });
  assert.equal(await kept.getByRole('textbox', { name: '备注' }).inputValue(), NOTE);
  await press(kept, '确定');
  await kept.waitFor({ state: 'hidden' });
  await expectState(chief, second, 'waiting');

  await openCase(clerk, 'to_do', third);
  await clerk.getByRole('complementary').getByText('待处理').first().waitFor();
  line.cut();
  await moveElsewhere(chief, third, { move: 'investigate' });
  line.mend();
  await clerk.getByRole('complementary').getByText('核查中').first().waitFor();
});
