import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { Language } from '../../../src/model/language.ts';
import { expectAxeClean, expectNoOverflow } from '../../support/page-laws.ts';
import { openPage } from '../../support/pages.ts';
import { type RunningServer, startServer } from '../../support/server.ts';
import {
  choose,
  dialogOf,
  enter,
  FIRST_USER,
  goTo,
  type Name,
  numbersIn,
  PAGES,
  post,
  press,
  reconciled,
  rowWith,
  stands,
  told,
  typeAtOnce,
  typeKeys,
  write,
} from './workbench.ts';

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

const TO_DO = ['open', 'investigating', 'waiting', 'in_review'];

/** Starts work on a case by keys pressed without a wait, confirms the form, and returns whose case was started on. */
async function startedBy(page: Page, ...keys: readonly string[]): Promise<string[]> {
  const before = await numbersIn(page, book, 'investigating');
  await typeAtOnce(page, ...keys);
  const dialog = await dialogOf(page);
  await dialog.getByRole('button', { name: '确定' }).click();
  await dialog.waitFor({ state: 'hidden' });
  return (await numbersIn(page, book, 'investigating')).filter((number) => !before.includes(number));
}

test('a key acts on the row of the cursor, however quickly it follows', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/cases`);
  await page.getByText(/共 44 行/).waitFor();
  const numbers = await numbersIn(page, book, ...TO_DO);
  assert.deepEqual(await startedBy(page, 'j', 'j', 'j', 'i'), [numbers[2]], 'from the list');
  await page.getByRole('complementary').getByText('核查中').first().waitFor();
  assert.deepEqual(await startedBy(page, 'j', 'i'), [numbers[3]], 'with a case open');
  assert.deepEqual(await startedBy(page, 'j', 'j', 'k', 'i'), [numbers[4]], 'to and fro');
  await typeAtOnce(page, 'j', 'm');
  const match = await dialogOf(page, '手工匹配');
  await match.getByRole('region', { name: '已放进来的' }).getByText(`${numbers[5]}`).waitFor();
});

test('the menu keeps no key that is meant for the list', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/overview`);
  await goTo(page, '差异处理');
  await page.getByText(/共 44 行/).waitFor();
  const [first] = await numbersIn(page, book, ...TO_DO);
  await typeKeys(page, 'j', 'Enter');
  await page.getByRole('complementary').getByText(`${first}`).first().waitFor();
});

test('a form stays with the case that it names while the list changes under it', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/cases`);
  await page.getByText(/共 44 行/).waitFor();
  const [first = '', second = '', third = ''] = await numbersIn(page, book, ...TO_DO);
  const panel = page.getByRole('complementary');
  await typeAtOnce(page, 'j', 'j', 'c');
  const dialog = await dialogOf(page);
  await dialog.getByText(second).waitFor();
  const above = await settle(page, first);
  await page.getByText(/共 43 行/).waitFor();
  await write(dialog, '备注', '问过仓库');
  await press(dialog, '确定');
  await dialog.waitFor({ state: 'hidden' });
  await panel.getByText('问过仓库').waitFor();
  await panel.getByText(second).first().waitFor();
  await typeKeys(page, 'c');
  await dialog.getByText(second).waitFor();
  await write(dialog, '备注', '晚了一步');
  const under = await settle(page, second);
  await page.getByText(/共 42 行/).waitFor();
  await panel.getByText(third).first().waitFor({ state: 'attached' });
  await press(dialog, '确定');
  await dialog.getByRole('alert').waitFor();
  await dialog.getByText(second).first().waitFor();
  await press(dialog, '取消');
  await panel.getByText('处理过程').waitFor();
  assert.equal(await panel.getByText('晚了一步').count(), 0);
  for (const { action } of [above, under])
    await post(page, `books/${book.slice('/b/'.length)}/actions/${action.action_id}/undo`, {});
  await page.getByText(/共 44 行/).waitFor();
});

/** Accepts a case as a colleague elsewhere would. */
async function settle(page: Page, number: string): Promise<{ action: { action_id: string } }> {
  return post(page, `books/${book.slice('/b/'.length)}/cases/moves`, {
    selection: { filter: { conditions: [{ column: 'match_key', how: 'is', values: [number] }] } },
    move: { move: 'accept', reason_code: 'other' },
  });
}

test('the list of cases tells why, once its column is chosen', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/cases`);
  await page.getByText(/共 44 行/).waitFor();
  await press(page, /^列$/);
  await page.getByRole('checkbox', { name: '说明' }).check();
  await rowWith(page, '6919750000044660437')
    .getByText('订单状态是“交易关闭”，钱包却留下了 611.98 元。')
    .waitFor();
});

test('a fee of one shop leads to the wallet lines of that shop', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/overview`);
  await choose(page, /^店铺$/, '对得上样店1');
  await page.getByRole('button', { name: /平台扣费/ }).click();
  await page.getByRole('link', { name: /运费险/ }).click();
  await page.waitForURL(/statement-lines/);
  await page.getByText('店铺: 对得上样店1').waitFor();
  await page.getByRole('grid').getByText('运费险').first().waitFor();
});

test('a number is found from the search box, records from the menu', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto(`${book}/overview`);
  await page.getByText('等式成立').waitFor();
  await typeKeys(page, '/');
  await page.keyboard.type('6919750000044660437');
  await page.getByRole('option').first().waitFor();
  await typeKeys(page, 'Enter');
  await page.waitForURL(/\/orders\/6919750000044660437/);
  await typeKeys(page, '/');
  await page.keyboard.insertText('4461240000061722488');
  await typeKeys(page, 'Enter');
  await page.waitForURL(/\/orders\/4461240000061722488/);
  await typeKeys(page, 'g', 'p');
  await page.getByRole('heading', { name: '其他资料' }).waitFor();
});

const allPages = (): string[] => [
  ...[...PAGES, 'orders/6919750000044660437'].map((name) => `${book}/${name}`),
  ...['/books', '/users', '/me'],
];

for (const scheme of ['light', 'dark'] as const) {
  test(`every page is accessible, ${scheme}`, async (t) => {
    const page = await openPage(t, { baseURL: server.origin, scheme });
    await signedIn(page);
    for (const path of allPages()) {
      await page.goto(path);
      await stands(page);
      await expectAxeClean(page, `${path} ${scheme}`);
    }
  });
}

for (const [language, width] of [
  ['zh-CN', 820],
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
    for (const path of allPages()) {
      await page.goto(path);
      await stands(page);
      assert.equal(await page.evaluate('document.documentElement.lang'), language);
      await expectNoOverflow(page, `${path} ${language}`);
      const isWhole = await page.evaluate('document.documentElement.scrollHeight <= innerHeight');
      assert.ok(isWhole, `${path} scrolls with its menu`);
    }
    await page.request.patch('/api/v1/me', {
      data: { language: 'zh-CN' },
      headers: { origin: server.origin },
    });
  });
}

/** What the owner of the book is offered, and who else is: who looks at all shops, the clerk of one shop. */
const OFFERED: readonly (readonly [path: string, button: Name, others: readonly string[]])[] = [
  ['overview', '现在对账', ['clerk']],
  ['import', '选择文件', ['clerk']],
  ['imports', /^撤销导入/, []],
  ['templates', '从文件加入', []],
  ['rules', '添加', []],
  ['settings', '保存', []],
  ['/books', '新建账套', []],
  ['/books', /的操作$/, []],
  ['/users', '新增用户', []],
];
const IN_EXCEL: readonly (readonly [Name, readonly string[]])[] = [
  ['对账结果工作簿', ['viewer']],
  [/把填好的 Excel 拿回来/, ['clerk']],
];

const OWNER = 'owner';

const addressOf = (path: string): string => (path.startsWith('/') ? path : `${book}/${path}`);

/** Fails unless the pages offer just that much: buttons, entries of the menu of Excel, and keys. */
async function expectOffers(page: Page, user: string): Promise<void> {
  const offers: [string, boolean][] = [];
  const wanted: [string, boolean][] = [];
  const look = async (at: string, what: Locator, others: readonly string[]): Promise<void> => {
    offers.push([at, (await what.count()) > 0]);
    wanted.push([at, user === OWNER || others.includes(user)]);
  };
  for (const [path, name, others] of OFFERED) {
    if (new URL(page.url()).pathname !== addressOf(path)) await page.goto(addressOf(path));
    await stands(page);
    await look(`${path} ${name}`, page.getByRole('main').getByRole('button', { name }), others);
  }
  await page.goto(`${book}/cases`);
  await stands(page);
  await typeKeys(page, 'j', 'Enter');
  await page.getByRole('complementary').getByText('依据').waitFor();
  await typeKeys(page, '?');
  const keys = await dialogOf(page);
  await look('key of a move', keys.getByText('手工匹配'), ['clerk']);
  await typeKeys(page, 'Escape');
  await keys.waitFor({ state: 'hidden' });
  await press(page, 'Excel');
  await page.getByRole('menuitem').first().waitFor();
  for (const [name, others] of IN_EXCEL)
    await look(`Excel ${name}`, page.getByRole('menuitem', { name }), others);
  assert.deepEqual(offers, wanted);
}

/** Signs in as a new user in a window of its own. */
async function enterAs(page: Page, owner: Page, user: { name: string; role: string; access: unknown }) {
  const { link } = await post<{ link: { path: string } }>(owner, 'users', {
    ...user,
    display_name: user.name,
  });
  await page.goto('/');
  await post(page, `links/${link.path.split('/').at(-1)}`, {
    name: user.name,
    password: FIRST_USER.password,
  });
}

test('who may do less is offered less, and no page asks for what is refused', async (t) => {
  const owner = await openPage(t, { baseURL: server.origin });
  await signedIn(owner);
  await owner.goto(`${book}/overview`);
  await expectOffers(owner, OWNER);
  const some = [{ book_id: book.slice('/b/'.length), shops: ['对得上样店1'] }];
  for (const user of [
    { name: 'viewer', role: 'viewer', access: 'all' },
    { name: 'clerk', role: 'clerk', access: some },
  ]) {
    const page = await openPage(t, { baseURL: server.origin });
    const refused: string[] = [];
    page.on('response', (reply) => reply.status() === 403 && refused.push(reply.url()));
    await enterAs(page, owner, user);
    await page.goto(`${book}/overview`);
    await expectOffers(page, user.name);
    const seen = ['cases', ...OFFERED.map(([path]) => path)];
    for (const path of [...PAGES, '/me'].filter((each) => !seen.includes(each))) {
      await page.goto(addressOf(path));
      await stands(page);
    }
    assert.deepEqual(refused, [], user.name);
  }
});

test('a password signs in, a wrong one does not', async (t) => {
  const page = await openPage(t, { baseURL: server.origin });
  await page.goto('/');
  await page.getByLabel('用户名').fill(FIRST_USER.name);
  await page.getByLabel('密码').fill('wrong password');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('alert').waitFor();
  await signIn(page, FIRST_USER.password);
  await page.waitForURL(/\/b\//);
});

async function signIn(page: Page, password: string): Promise<void> {
  await write(page, '用户名', FIRST_USER.name);
  await write(page, '密码', password);
  await press(page, '登录');
}

test('a password is changed by whoever knows the old one, and only the new one signs in', async (t) => {
  const fresh = 'battery staple, again';
  const page = await openPage(t, { baseURL: server.origin });
  await signedIn(page);
  await page.goto('/me');
  const form = page.locator('form').filter({ has: page.getByRole('heading', { name: '修改密码' }) });
  await write(form, '新密码', fresh);
  await write(form, '再输一次', fresh);
  for (const [old, says] of [
    ['not this one', /原密码不对/],
    [FIRST_USER.password, /密码已修改/],
  ] as const) {
    await write(form, '现在的密码', old);
    await press(form, '保存');
    await told(page, says);
  }
  await page.context().clearCookies();
  await page.goto('/');
  await signIn(page, FIRST_USER.password);
  await told(page, /密码不对/);
  await signIn(page, fresh);
  await page.waitForURL(/\/b\//);
});
