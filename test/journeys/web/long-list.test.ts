import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openPage } from '../../support/pages.ts';
import { writeOrders, writeStatement } from '../../support/raw-files.ts';
import { type RunningServer, startServer } from '../../support/server.ts';
import { dialogOf, enter, post, press, reconciled, typeAtOnce, typeKeys } from './workbench.ts';

/** Exceptions of the book: each is money without an order, the nth of them n yuan. */
const COUNT = 100_500;
/** Rows that a table may have drawn at once, however long it is. */
const DRAWN_MAX = 80;

let server: RunningServer;
let folder: string;
let book: string;
let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

before(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'long-list-'));
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The order number of the exception of so many yuan. */
function numberOf(yuan: number): string {
  return `31000000${String(yuan).padStart(11, '0')}`;
}

/** The order number in the nth row: the page sorts by the size of the difference. */
function numberAt(nth: number): string {
  return numberOf(COUNT + 1 - nth);
}

function row(page: Page, nth: number) {
  return page.locator(`[role=row][aria-rowindex="${nth + 1}"]`);
}

/** Waits until the nth row is there, then fails unless every row drawn is the right one, and few are. */
async function expectRowsAround(page: Page, nth: number): Promise<void> {
  await row(page, nth).getByText(numberAt(nth)).waitFor();
  const drawn = await page.evaluate<[number, string][]>(
    `[...document.querySelectorAll('[role=rowgroup] [role=row]')].map((row) =>
      [Number(row.getAttribute('aria-rowindex')) - 1, /31\\d{17}/.exec(row.textContent)?.[0] ?? ''])`,
  );
  assert.ok(drawn.length < DRAWN_MAX, `${drawn.length} rows are drawn`);
  for (const [place, number] of drawn)
    if (number !== '') assert.equal(number, numberAt(place), `row ${place}`);
}

async function openCases(page: Page): Promise<void> {
  await page.context().addCookies(cookies);
  await page.goto(`${book}/cases`);
  await page.getByText('共 100,500 行').waitFor();
  await page.getByRole('grid').focus();
}

test('an import is stopped, and made after all it holds every line once', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await enter(page, server.link);
  const { book: made } = await post<{ book: { book_id: string } }>(page, 'books', { name: '长表' });
  book = `/b/${made.book_id}`;
  cookies = await page.context().cookies();
  const lines = Array.from({ length: COUNT }, (_, at) => ({
    no: String(at + 1),
    amount: at + 1,
    order: numberOf(at + 1),
    at: '2024-08-10 09:00:00',
  }));
  const files = [
    await writeStatement(folder, 'wallet.csv', lines),
    await writeOrders(folder, 'ExportOrderList202408311200.csv', [{ no: '4100000000000000001' }]),
  ];
  await page.goto(`${book}/import`);
  await page.locator('input[type=file]').first().setInputFiles(files);
  await page.getByText('正在导入').waitFor();
  await press(page, '停止');
  await page.getByText('导入已停止，没有留下半份数据').waitFor();
  await page.locator('input[type=file]').first().setInputFiles(files);
  await reconciled(page);
  await page.getByText('导入完成').waitFor();
});

test('the ends of a long list are one key away, and a key acts on the row there', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await openCases(page);
  await expectRowsAround(page, 1);
  await typeKeys(page, 'End');
  await expectRowsAround(page, COUNT);
  await page.getByText('第 100,500 行，共 100,500 行').waitFor();
  await typeAtOnce(page, 'k', 'k', 'c');
  const dialog = await dialogOf(page);
  await dialog.getByText(numberAt(COUNT - 2)).waitFor();
  await press(dialog, '取消');
  await dialog.waitFor({ state: 'hidden' });
  await typeKeys(page, 'Escape');
  await page.getByRole('grid').focus();
  await typeKeys(page, 'PageUp');
  await expectRowsAround(page, COUNT - 17);
  await typeKeys(page, 'Home');
  await expectRowsAround(page, 1);
});

test('a long list is scrolled by keys that are held and by the wheel', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await openCases(page);
  await typeKeys(page, 'Home', ...new Array<string>(20).fill('PageDown'));
  await expectRowsAround(page, 301);
  for (let held = 0; held < 60; held += 1) await page.keyboard.down('j');
  await page.keyboard.up('j');
  await expectRowsAround(page, 361);
  await page.getByText('第 361 行，共 100,500 行').waitFor();
  await typeAtOnce(page, 'j', 'm');
  const dialog = await dialogOf(page, '手工匹配');
  await dialog.getByText(numberAt(362)).first().waitFor();
  await press(dialog, '取消');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('grid').hover();
  for (let turned = 0; turned < 20; turned += 1) await page.mouse.wheel(0, 34 * 100);
  await expectRowsAround(page, 2370);
  assert.equal(await row(page, 362).count(), 0);
});

test('rows far from both ends come when the scroll bar is drawn there', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await openCases(page);
  await page.evaluate(`document.querySelector('[role=grid]').scrollTop = ${34 * 95_000}`);
  await expectRowsAround(page, 95_005);
});
