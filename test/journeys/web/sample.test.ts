import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Language } from '../../../src/model/language.ts';
import { expectAxeClean, expectNoOverflow } from '../../support/page-laws.ts';
import { openPage } from '../../support/pages.ts';
import { type RunningServer, startServer } from '../../support/server.ts';
import { dialogOf, enter, FIRST_USER, reconciled, typeKeys } from './workbench.ts';

let server: RunningServer;
let book = '';
let session: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

before(async () => {
  server = await startServer('--sample');
});
after(() => server.stop());

async function signedIn(page: Page): Promise<void> {
  await page.context().addCookies(session);
}

test('the first start leads through the one-time link to the equation of the sample month', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await enter(page, server.link);
  book = await reconciled(page);
  session = await page.context().cookies();
  await page.goto(`${book}/overview`);
  await page.getByText('等式成立，差 0.00').waitFor();
  assert.match(
    await page.getByRole('region', { name: '订单应收到已到账' }).innerText(),
    /订单应收[\s\S]*421,750\.48/,
  );
  const again = await page.request.get(server.link);
  assert.equal(again.status(), 200);
  const used = await page.request.get(server.link.replace('/link/', '/api/v1/links/'));
  assert.equal(used.status(), 410, 'a one-time link is good once');
});

test('a bar leads to the rows behind it, and a row to its order', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/overview`);
  await page.getByRole('link', { name: /在途[\s\S]*60,692\.94/ }).click();
  await page.waitForURL(/\/(orders|in-transit)(\?|$)/);
  await page.getByText('60,692.94').waitFor();
  await typeKeys(page, 'j', 'Enter');
  await page.waitForURL(/\/orders\/\d+/);
  await page.getByRole('heading', { level: 1 }).waitFor();
});

test('exceptions are worked on by keyboard alone, and a step is undone', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/cases`);
  await page.getByText(/共 44 行/).waitFor();
  await typeKeys(page, 'j', 'Enter');
  await page.getByRole('complementary').getByText('依据').waitFor();
  await typeKeys(page, 'a');
  const dialog = await dialogOf(page);
  await dialog.getByText(/将处理 1 笔/).waitFor();
  await dialog
    .getByRole('combobox', { name: '原因' })
    .or(dialog.getByRole('textbox', { name: '原因' }))
    .first()
    .focus();
  await typeKeys(page, 'ArrowDown', 'Enter');
  await dialog.getByRole('button', { name: '确定' }).press('Enter');
  await page.getByText(/共 43 行/).waitFor();
  await dialog.waitFor({ state: 'hidden' });
  await typeKeys(page, 'u');
  await page.getByText(/共 44 行/).waitFor();
});

test('a number is found from the search box', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/overview`);
  await page.getByText('等式成立').waitFor();
  await typeKeys(page, '/');
  await page.keyboard.type('6919750000044660437');
  await page.getByRole('option').first().waitFor();
  await typeKeys(page, 'ArrowDown', 'Enter');
  await page.waitForURL(/\/orders\/6919750000044660437/);
});

const PAGES = [
  'overview',
  'cases',
  'orders',
  'statement-lines',
  'in-transit',
  'import',
  'imports',
  'rules',
  'lessons',
  'settings',
];

async function stands(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}

for (const scheme of ['light', 'dark'] as const) {
  test(`every page is accessible, ${scheme}`, async (t) => {
    const page = await openPage(t, { baseURL: server.origin, scheme });
    await signedIn(page);
    for (const path of [...PAGES.map((name) => `${book}/${name}`), '/books', '/users']) {
      await page.goto(path);
      await stands(page);
      await expectAxeClean(page, `${path} ${scheme}`);
    }
  });
}

for (const [language, width] of [
  ['zh-CN', 1024],
  ['zh-TW', 1366],
  ['en', 1024],
] as const satisfies [Language, number][]) {
  test(`no page runs over its window, ${language} at ${width}`, async (t) => {
    const page = await openPage(t, { baseURL: server.origin, language, width });
    await signedIn(page);
    const me = await page.request.patch('/api/v1/me', {
      data: { language },
      headers: { origin: server.origin },
    });
    assert.equal(me.status(), 200);
    for (const path of [...PAGES.map((name) => `${book}/${name}`), '/books', '/users']) {
      await page.goto(path);
      await stands(page);
      assert.equal(await page.evaluate('document.documentElement.lang'), language);
      await expectNoOverflow(page, `${path} ${language}`);
    }
    await page.request.patch('/api/v1/me', {
      data: { language: 'zh-CN' },
      headers: { origin: server.origin },
    });
  });
}

test('a password signs in, a wrong one does not', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await page.goto('/');
  await page.getByLabel('用户名').fill(FIRST_USER.name);
  await page.getByLabel('密码').fill('wrong password');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('密码').fill(FIRST_USER.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(/\/b\//);
});
