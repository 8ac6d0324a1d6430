import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { OFFICE_WINDOW, openWindow } from '../../support/browser.ts';
import { openPage } from '../../support/pages.ts';
import { type RunningServer, startServer } from '../../support/server.ts';
import { dialogOf, enter, numbersIn, post, reconciled, typeAtOnce, typeKeys } from './workbench.ts';

/* Goal: whoever works by keyboard is never on another row than he thinks. */

let server: RunningServer;
let book: string;
let session: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

before(async () => {
  server = await startServer('--sample');
  const window = await openWindow(OFFICE_WINDOW, server.origin);
  const page = await window.newPage();
  await enter(page, server.link);
  book = await reconciled(page);
  session = await window.cookies();
  await window.close();
});
after(() => server.stop());

async function signedIn(page: Page): Promise<void> {
  await page.context().addCookies(session);
}

/** The number of the row that the cursor of the list is on. */
async function rowAtCursor(page: Page): Promise<string> {
  const row = page.locator('[role=row][data-active]').filter({ hasText: /\S/ });
  return (
    (await row
      .getByText(/^\d{6,}/)
      .first()
      .textContent()) ?? ''
  );
}

for (const [list, path] of [
  ['orders', 'orders'],
  ['wallet lines', 'statement-lines'],
  ['refunds', 'refunds'],
] as const)
  test(`coming back from an order finds the cursor on its row and the list where it was: ${list}`, async (t) => {
    const page = await openPage(t, { baseURL: server.origin });
    await signedIn(page);
    await page.goto(`${book}/${path}`);
    const grid = page.getByRole('grid');
    await grid.getByText(/共 .* 行/).waitFor();
    await grid.focus();
    await typeAtOnce(page, 'End', 'PageUp', 'PageUp', 'k');
    await typeKeys(page, 'j', 'k');
    const number = await rowAtCursor(page);
    const top = await grid.evaluate((element) => element.scrollTop);
    await typeKeys(page, 'Enter');
    await page.getByRole('region', { name: '经过' }).waitFor();
    for (const again of [() => page.goBack(), () => page.reload()]) {
      await again();
      assert.equal(await rowAtCursor(page), number);
      assert.equal(await grid.evaluate((element) => element.scrollTop), top);
    }
    await typeKeys(page, 'Enter');
    await page.getByRole('region', { name: '经过' }).waitFor();
  });

const KEPT_STEP_MS = 50;

/** Where somebody is in the list, once it is kept: the row of the cursor, and how far the list is scrolled. */
async function placeIn(page: Page): Promise<{ number: string; top: number }> {
  const number = await rowAtCursor(page);
  const isKept = `history.state?.table?.stand?.keys[0] === '${number}'`;
  while (!(await page.evaluate<boolean>(isKept))) await page.waitForTimeout(KEPT_STEP_MS);
  return { number, top: await page.getByRole('grid').evaluate((grid) => grid.scrollTop) };
}

test('going back and forth between two filters of one list finds each where it was left', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  const rows = page.getByRole('grid').getByText(/共 .* 行/);
  await page.goto(`${book}/orders?f=state.is.matched`);
  await rows.waitFor();
  const matched = await rows.innerText();
  await page.getByRole('grid').focus();
  await typeKeys(page, 'End', 'PageUp', 'PageUp', 'k');
  const left = await placeIn(page);
  await page.getByRole('navigation').getByRole('link', { name: '订单', exact: true }).click();
  await rows.filter({ hasNotText: matched.replace(/^.*共/, '') }).waitFor();
  assert.equal(await page.getByRole('grid').evaluate((grid) => grid.scrollTop), 0);
  await page.getByRole('grid').focus();
  await typeKeys(page, 'PageDown', 'PageDown', 'PageDown', 'j');
  const whole = await placeIn(page);
  for (const [go, place] of [
    [() => page.goBack(), left],
    [() => page.goForward(), whole],
    [() => page.goBack(), left],
  ] as const) {
    await go();
    await page.locator('[role=row][data-active]').getByText(place.number).waitFor();
    assert.deepEqual(await placeIn(page), place);
  }
});

const ROWS_MS = 1200;

test('keys that come before their row wait for it, in their order', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/overview`);
  await page.getByText('等式成立').waitFor();
  const numbers = await numbersIn(page, book, 'open');
  await page.route(/lists\/cases\/page$/, async (route) => {
    await page.waitForTimeout(ROWS_MS);
    await route.continue();
  });
  await page.getByRole('navigation').getByRole('link', { name: '差异处理' }).click();
  const first = page.locator('[role=row][aria-rowindex="2"]');
  await first.waitFor();
  assert.equal(await first.getByText(/\d{6}/).count(), 0, 'the rows have not come');
  await typeKeys(page, 'j', 'x', 'j', 'j', 'Shift+x', 'Enter', 'j', 'c');
  await page.getByRole('toolbar', { name: '已选 3 行' }).waitFor();
  const form = await dialogOf(page, '加备注');
  await form.getByText(numbers.slice(0, 3).join('、'), { exact: true }).waitFor();
  await typeKeys(page, 'Escape');
  await form.waitFor({ state: 'hidden' });
  await page.getByRole('complementary').getByText(`${numbers[3]}`).first().waitFor();
});

test('keys that wait for a row are forgotten when something else is done', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.route(/lists\/cases\/page$/, async (route) => {
    await page.waitForTimeout(ROWS_MS);
    await route.continue();
  });
  await page.goto(`${book}/cases`);
  await page.locator('[role=row][aria-rowindex="2"]').waitFor();
  await typeAtOnce(page, 'j', 'Enter', 'Escape', 'j', 'x', '/');
  await page.getByRole('gridcell', { name: '状态不符' }).first().waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(await page.getByRole('complementary').count(), 0);
  assert.equal(await page.getByRole('toolbar', { name: /^已选/ }).count(), 0);
});

test('coming back to a list whose row has gone, and one above it, stands at the row that follows', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/cases`);
  await page.getByRole('gridcell', { name: '状态不符' }).first().waitFor();
  const numbers = await numbersIn(page, book, 'open');
  await typeKeys(page, 'j', 'j', 'j', 'Enter');
  await page.getByRole('complementary').getByRole('link', { name: '看这个订单' }).click();
  await page.getByRole('region', { name: '经过' }).waitFor();
  const of = book.replace('/b/', 'books/');
  const gone = { column: 'match_key', how: 'is', values: [numbers[0], numbers[2]] };
  await post(page, `${of}/cases/moves`, {
    selection: { filter: { conditions: [gone] } },
    move: { move: 'accept', reason_code: 'other', note: '已核对' },
  });
  await page.reload();
  await page.goBack();
  assert.equal(await rowAtCursor(page), numbers[3]);
});
