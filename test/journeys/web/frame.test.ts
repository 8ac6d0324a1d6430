import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Language } from '../../../src/model/language.ts';
import { OFFICE_WINDOW, openWindow } from '../../support/browser.ts';
import { expectAxeClean, expectNoOverflow } from '../../support/page-laws.ts';
import { openPage } from '../../support/pages.ts';
import { type RunningServer, startServer } from '../../support/server.ts';
import {
  choose,
  dialogOf,
  enter,
  FIRST_USER,
  focused,
  goTo,
  type Name,
  numbersIn,
  press,
  reconciled,
  rowWith,
  told,
  typeKeys,
  write,
} from './workbench.ts';

/* Goal: the frame around the pages holds, whatever the window is like and whatever goes wrong within. */

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

test('what is printed is light and fits the sheet, in a dark window too', async (t) => {
  const page = await openPage(t, { baseURL: server.origin, scheme: 'dark' });
  await signedIn(page);
  await page.goto(`${book}/orders`);
  await page.getByRole('row').filter({ hasText: /\d{6}/ }).first().waitFor();
  await typeKeys(page, 'j', 'Enter');
  await page.getByRole('region', { name: '经过' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 720, height: 1020 });
  await page.evaluate(`window.dispatchEvent(new Event('beforeprint'))`);
  assert.equal(await page.locator('html').getAttribute('data-mantine-color-scheme'), 'light');
  const wide = await page.evaluate<string[]>(`[...document.querySelectorAll('table')]
    .filter((table) => table.getBoundingClientRect().right > innerWidth).map((table) => table.innerText)`);
  assert.deepEqual(wide, []);
  await page.evaluate(`window.dispatchEvent(new Event('afterprint'))`);
  assert.equal(await page.locator('html').getAttribute('data-mantine-color-scheme'), 'dark');
});

for (const [language, name, width] of [
  ['en', 'Discrepancy', 1366],
  ['zh-TW', '差額', 1024],
] as const)
  test(`amounts of exceptions stay in sight beside an open case, ${width} wide in ${language}`, async (t) => {
    const page = await openPage(t, { baseURL: server.origin, language, width });
    await signedIn(page);
    await page.goto(`${book}/cases`);
    const list = page.getByRole('grid');
    const head = list.getByRole('columnheader', { name });
    await head.waitFor();
    await list.getByRole('row').filter({ hasText: /\d{6}/ }).first().waitFor();
    await typeKeys(page, 'j', 'Enter');
    await page.getByRole('complementary').waitFor();
    const grid = await list.boundingBox();
    const amount = list.getByRole('gridcell').filter({ hasText: /^[+-][\d,]+\.\d\d$/ });
    for (const place of [head, amount.first()]) {
      const seen = await place.boundingBox();
      assert.ok(grid !== null && seen !== null);
      const [edge, right] = [grid.x + grid.width, seen.x + seen.width];
      assert.ok(right <= edge, `the amounts end at ${right}, the list at ${edge}`);
    }
  });

test('a page whose code is gone after an update says what to do, and the menu goes on working', async (t) => {
  const window = await openWindow(OFFICE_WINDOW, server.origin);
  t.after(() => window.close());
  const page = await window.newPage();
  await signedIn(page);
  await page.goto(`${book}/overview`);
  await page.getByText('等式成立').waitFor();
  await page.route(/assets\/.*\.js/, (route) => route.abort());
  await page.getByRole('navigation').getByRole('link', { name: '经验' }).click();
  await page.getByText('这一页没有打开').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: '总览' }).click();
  await page.getByText('等式成立').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: '经验' }).click();
  await page.unroute(/assets\/.*\.js/);
  await press(page, '重新载入');
  await page.getByRole('heading', { level: 1, name: '经验' }).waitFor();
});

test('every page that is refused says so under its title, and waits for nothing', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  const says = { 'zh-CN': '看不到', 'zh-TW': '看不到', en: 'not seen' };
  const problem = {
    type: 'urn:duideshang:access_denied',
    title: '',
    status: 403,
    code: 'access_denied',
    says,
  };
  await page.route(/\/api\/v1\/(books|users)/, (route) =>
    route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  );
  const refused = async (): Promise<void> => {
    await page.getByRole('alert').filter({ hasText: '看不到' }).first().waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('正在读取').first().waitFor({ state: 'hidden' });
  };
  for (const path of ['orders/1', 'refunds', 'case-events', 'rules?tab=reasons']) {
    await page.goto(`${book}/${path}`);
    await refused();
  }
  const menu = page.getByRole('navigation').first();
  const hrefs = `[...document.querySelector('nav').querySelectorAll('a')].map((link) => link.getAttribute('href'))`;
  const paths = await page.evaluate<string[]>(hrefs);
  assert.ok(paths.length > 12, 'the menu leads to every page');
  for (const path of paths) {
    await menu.locator(`a[href="${path}"]`).click();
    await page.waitForURL(`**${path}`);
    await refused();
  }
  await page.goto(`${book}/orders`);
  await write(page, '查找任何单号', '6919');
  await page.getByRole('status').filter({ hasText: '看不到' }).waitFor();
  await expectAxeClean(page, 'a search that is refused');
});

test('a table that a tablet has no room for is scrolled by keyboard', async (t) => {
  const page = await openPage(t, { baseURL: server.origin, width: 1024, scheme: 'dark' });
  await signedIn(page);
  await page.goto(`${book}/overview`);
  const table = page.getByRole('group', { name: '账户余额验证' });
  await table.focus();
  const scrolled = table.evaluate(
    (group) => new Promise<void>((done) => group.addEventListener('scroll', () => done(), { once: true })),
  );
  await typeKeys(page, 'ArrowRight');
  await scrolled;
  await expectAxeClean(page, 'overview on a tablet, dark');
});

test('exceptions of a book that was never reconciled lead to the files, not to a job well done', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto('/books');
  await press(page, '新建账套');
  const dialog = await dialogOf(page);
  await write(dialog, '账套名称', '二月');
  await dialog.getByRole('button', { name: '保存' }).dblclick();
  await page.waitForURL(/\/b\/[^/]+\/import/);
  const { books } = (await (await page.request.get('/api/v1/books')).json()) as { books: { name: string }[] };
  assert.equal(books.filter(({ name }) => name === '二月').length, 1, 'a double click makes one book');
  await goTo(page, '差异处理');
  await page.getByText('还没有对过账').waitFor();
  await page.getByRole('main').getByRole('link', { name: '去导入文件' }).click();
  await page.getByRole('heading', { level: 1, name: '导入文件' }).waitFor();
});

test('coming back from the rows of a bar finds the shop that was chosen; a button tells that it got no answer', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/overview`);
  const shop = page.getByLabel(/^店铺$/).first();
  await choose(page, /^店铺$/, '对得上样店1');
  await page.getByRole('link', { name: /已到账/ }).click();
  await page.getByRole('heading', { level: 1, name: '订单' }).waitFor();
  await page.goBack();
  await page.getByRole('region', { name: '订单应收到已到账' }).waitFor();
  assert.equal(await shop.inputValue(), '对得上样店1');
  await page.route(/\/runs$/, (route) => route.abort());
  await press(page, '现在对账');
  await told(page, /连不上/);
});

test('the address of a book that is gone leads to the books there are', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto('/b/gone/cases');
  await page.getByRole('heading', { level: 1, name: '没有这个账套' }).waitFor();
  await page.getByRole('main').getByRole('link', { name: '看有哪些账套' }).click();
  await page.getByRole('heading', { level: 1, name: '账套' }).waitFor();
});

test('Escape lets go of what was done last: the chosen rows, then the open case', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/cases`);
  await page.getByRole('gridcell', { name: '状态不符' }).first().waitFor();
  await typeKeys(page, 'j', 'Enter');
  const opened = page.getByRole('complementary');
  await opened.waitFor();
  await typeKeys(page, 'x');
  const chosen = page.getByRole('toolbar', { name: '已选 1 行' });
  await chosen.waitFor();
  await typeKeys(page, 'Escape');
  await chosen.waitFor({ state: 'hidden' });
  assert.ok(await opened.isVisible());
  await typeKeys(page, 'Escape');
  await opened.waitFor({ state: 'hidden' });
});

const CLOSED_BUT_PAID = '6919750000044660437';

test('the row behind a line of the order page is read when asked, and no longer than it is looked at', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/orders/${CLOSED_BUT_PAID}`);
  const button = page.getByRole('button', { name: /^看原行：.*第\s\d+\s行$/ }).first();
  const isRow = /\/batches\/\d+\/rows\/\d+$/;
  await page.route(isRow, () => undefined);
  await button.focus();
  const hungUp = page.waitForEvent('requestfailed', (request) => isRow.test(request.url()));
  await typeKeys(page, 'Enter');
  await told(page, '正在原文件里找这一行');
  await typeKeys(page, 'Escape');
  await hungUp;
  await page.unroute(isRow);
  await typeKeys(page, 'Enter');
  const dialog = await dialogOf(page, /第\s\d+\s行/);
  await rowWith(dialog, '订单编号').getByText(CLOSED_BUT_PAID).waitFor();
  await rowWith(dialog, '收货人姓名').getByText('***').waitFor();
  await typeKeys(page, 'Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.match(await focused(page), /看原行/, 'the keyboard stands where it stood');
});

test('the row behind the evidence of a case opens beside the list, in every language', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  for (const [language, name] of [
    ['zh-TW', /^看原列：/],
    ['en', /^See row: /],
    ['zh-CN', /^看原行：/],
  ] as const satisfies [Language, Name][]) {
    const headers = { origin: server.origin };
    await page.request.patch('/api/v1/me', { data: { language }, headers });
    await page.goto(`${book}/cases`);
    await page.getByRole('grid').waitFor();
    await page.getByText(CLOSED_BUT_PAID).first().click();
    const panel = page.getByRole('complementary');
    await panel.getByRole('button', { name }).first().press('Enter');
    const dialog = await dialogOf(page);
    await dialog.getByRole('rowheader', { name: '订单编号' }).first().waitFor();
    await expectAxeClean(page, `the row of a file, ${language}`);
    await expectNoOverflow(page, `the row of a file, ${language}`);
    await typeKeys(page, 'Escape');
    await dialog.waitFor({ state: 'hidden' });
    await panel.getByRole('button', { name }).first().waitFor();
  }
});

test('a row of a file is seen from its list and from matching, and the keyboard comes back', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/statement-lines`);
  await page
    .getByRole('grid')
    .getByText(/共 .* 行/)
    .waitFor();
  await typeKeys(page, 'j', 'v');
  const row = await dialogOf(page, /^原文件第\s\d+\s行$/);
  await row.getByRole('rowheader', { name: '账务流水号' }).waitFor();
  await typeKeys(page, 'Escape');
  await row.waitFor({ state: 'hidden' });
  assert.match(await focused(page), /^grid/);
  await page.goto(`${book}/cases`);
  await page.getByRole('gridcell', { name: '状态不符' }).first().waitFor();
  await typeKeys(page, 'j', 'm');
  const match = await dialogOf(page, '手工匹配');
  await match
    .getByRole('button', { name: /^看原行：/ })
    .first()
    .press('Enter');
  await page.getByRole('dialog').getByRole('rowheader', { name: '订单编号' }).first().waitFor();
  await typeKeys(page, 'Escape');
  await match.getByRole('textbox', { name: '查别的单号' }).waitFor();
  await typeKeys(page, 'Escape');
  await match.waitFor({ state: 'hidden' });
  assert.match(await focused(page), /^grid/);
});

test('the form of a move names the rows it was asked for, not the case that lies open', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/cases`);
  await page.getByRole('gridcell', { name: '状态不符' }).first().waitFor();
  const numbers = (await numbersIn(page, book, 'open')).map((number) => number.replace('?', ''));
  const accept = page.getByRole('toolbar').getByRole('button', { name: '认可说明' });
  await typeKeys(page, 'j', 'x', 'j', 'x', 'j', 'Enter');
  await accept.waitFor();
  await typeKeys(page, 'c');
  const form = await dialogOf(page);
  await form.getByText(`${numbers[0]}、${numbers[1]}`, { exact: true }).waitFor();
  await typeKeys(page, 'Escape');
  await form.waitFor({ state: 'hidden' });
  await typeKeys(page, 'x', 'j', 'x');
  await accept.waitFor();
  await typeKeys(page, 'a');
  await form.getByText(`${numbers.slice(0, 3).join('、')} 等 4 笔`, { exact: true }).waitFor();
});

test('the keyboard stands on the title of a page after signing in and after each change of page', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await page.goto(`${book}/overview`);
  await write(page, '用户名', FIRST_USER.name);
  await page.getByRole('textbox', { name: '密码' }).fill(FIRST_USER.password);
  await typeKeys(page, 'Enter');
  await page.getByText('等式成立').waitFor();
  assert.equal(await focused(page), 'h1 总览');
  await typeKeys(page, 'g', 'e');
  await page.getByRole('gridcell', { name: '状态不符' }).first().waitFor();
  assert.equal(await focused(page), 'h1 差异处理');
  await expectAxeClean(page, 'exceptions with the keyboard on the title');
  await page.getByRole('navigation').getByRole('link', { name: '订单', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '订单' }).waitFor();
  assert.equal(await focused(page), 'h1 订单');
});
