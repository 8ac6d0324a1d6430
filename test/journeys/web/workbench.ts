import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { settled } from '../../support/traffic.ts';

/** A part of a page: the page itself, a dialog, a table, a row. */
export type Place = Page | Locator;

/** A name as a person reads it on the page; a pattern where it goes on or differs by language. */
export type Name = string | RegExp;

/** Goes where a link of the navigation leads, and waits for the page of that name. */
export async function goTo(page: Page, name: Name): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Waits until a page is there with all that it shows. */
export async function stands(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
}

/** Presses a button. */
export async function press(place: Place, name: Name): Promise<void> {
  await place.getByRole('button', { name }).click();
}

/** Writes into a field, over what stands in it. */
export async function write(place: Place, label: Name, text: string): Promise<void> {
  await place.getByLabel(label).fill(text);
}

/** Chooses one entry of a field that offers several: one of the browser's own, or a box with a list of its own. */
export async function choose(place: Place, label: Name, entry: Name): Promise<void> {
  const field = place.getByLabel(label).first();
  const native = field.locator('xpath=self::select');
  if ((await native.count()) > 0) {
    await native.selectOption(await native.getByRole('option', { name: entry }).getAttribute('value'));
    return;
  }
  await field.click();
  await field.page().getByRole('option', { name: entry }).click();
}

/** The dialog that is open, once it is. */
export async function dialogOf(page: Page, name?: Name): Promise<Locator> {
  const dialog = page.getByRole('dialog', name === undefined ? {} : { name });
  await dialog.waitFor();
  return dialog;
}

/** The row of a table or grid that holds this text. */
export function rowWith(place: Place, text: Name): Locator {
  return place.getByRole('row').filter({ hasText: text });
}

/** The rows that a table shows, cell by cell, headers left out. */
export async function cellsOf(table: Locator): Promise<string[][]> {
  const rows = await table.getByRole('row').all();
  const texts = await Promise.all(
    rows.map((row) => row.getByRole('cell').or(row.getByRole('gridcell')).allTextContents()),
  );
  return texts.filter((cells) => cells.length > 0).map((cells) => cells.map((cell) => cell.trim()));
}

/** Hands files to the page as if they were chosen in the dialog of the system. */
export async function chooseFiles(place: Place, label: Name, paths: readonly string[]): Promise<void> {
  await place.getByLabel(label).setInputFiles([...paths]);
}

/** Does something that downloads a file, and returns where it lies and what it is called. */
export async function downloaded(
  page: Page,
  doing: () => Promise<unknown>,
): Promise<{ path: string; name: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), doing()]);
  return { path: await download.path(), name: download.suggestedFilename() };
}

/** Presses keys one after the other, as at a keyboard: `j`, `Enter`, `Shift+Tab` … */
export async function typeKeys(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Presses keys as a quick hand does: none waits until the page has drawn what the one before it did. */
export async function typeAtOnce(page: Page, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}

/** Where the keyboard stands: role and name or words of the focused element. */
export async function focused(page: Page): Promise<string> {
  const words = await page.evaluate<string>(`(() => {
    const element = document.activeElement;
    const role = element?.getAttribute('role') ?? element?.tagName.toLowerCase();
    const label = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent;
    return [role, label ?? element?.textContent?.trim()].join(' ');
  })()`);
  return words;
}

/** Waits for words that tell that something happened. */
export async function told(page: Page, words: Name): Promise<void> {
  await page.getByRole('status').or(page.getByRole('alert')).filter({ hasText: words }).first().waitFor();
}

/** Fails unless the keyboard stands visibly on something: an outline or a shadow. */
export async function expectFocusSeen(page: Page): Promise<void> {
  const isSeen = await page.evaluate<boolean>(`(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return false;
    const { outlineStyle, boxShadow } = getComputedStyle(element);
    return outlineStyle !== 'none' || boxShadow !== 'none' || element.matches('[data-focus-within]');
  })()`);
  assert.ok(isSeen, `nothing shows where the keyboard stands: ${await focused(page)}`);
}

/** Posts to the API as the page's user does, and returns the reply. */
export async function post<T>(page: Page, path: string, body: unknown): Promise<T> {
  const origin = new URL(page.url()).origin;
  const reply = await page.request.post(`/api/v1/${path}`, { data: body, headers: { origin } });
  assert.equal(reply.status(), 200, `${path}: ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** Order numbers of the cases in these states, by the API, sorted as the page sorts them at first. */
export async function numbersIn(page: Page, book: string, ...states: readonly string[]): Promise<string[]> {
  const asked = {
    filter: { conditions: [{ column: 'state', how: 'is', values: states }] },
    sort: [{ column: 'discrepancy_minor', descending: true, by_size: true }],
    columns: ['match_key'],
    limit: 500,
  };
  const path = `books/${book.slice('/b/'.length)}/lists/cases/page`;
  const { columns, rows } = await post<{ columns: string[]; rows: string[][] }>(page, path, asked);
  return rows.map((row) => row[columns.indexOf('match_key')] ?? '');
}

/** Name and password of the first user in tests. */
export const FIRST_USER = { name: 'lin', password: 'correct horse battery' } as const;

/** Uses the one-time link of a first start: chooses name and password, and is in. Simplified Chinese. */
export async function enter(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('用户名').fill(FIRST_USER.name);
  await page.getByLabel('新密码').fill(FIRST_USER.password);
  await page.getByLabel('再输一次').fill(FIRST_USER.password);
  await page.getByRole('button', { name: '设置并进入' }).click();
  await page.waitForURL(/\/(b\/|books)/);
}

interface BookState {
  readonly book: { readonly last_run: unknown; readonly busy_job_id: string | null };
}

const READY_STEP_MS = 250;
const READY_MS_MAX = 90_000;

/** Waits until the open book, or the first one, has been reconciled, its cases too. Returns the address of its pages. */
export async function reconciled(page: Page): Promise<string> {
  const listed = (await (await page.request.get('/api/v1/books')).json()) as { books: { book_id: string }[] };
  const open = /\/b\/([^/]+)/.exec(page.url())?.[1] ?? listed.books[0]?.book_id;
  for (let waited = 0; waited < READY_MS_MAX; waited += READY_STEP_MS) {
    const { book } = (await (await page.request.get(`/api/v1/books/${open}`)).json()) as BookState;
    if (book.last_run !== null && book.busy_job_id === null) return `/b/${open}`;
    await page.waitForTimeout(READY_STEP_MS);
  }
  throw new Error(`the book ${open} is not reconciled`);
}

/** Drops files and folders on a place of the page, as the file manager of the system does. */
export async function dropOn(page: Page, place: Locator, ...paths: readonly string[]): Promise<void> {
  const zone = await place.boundingBox();
  const at = { x: (zone?.x ?? 0) + 20, y: (zone?.y ?? 0) + 20 };
  const dragged = { items: [], files: [...paths], dragOperationsMask: 1 };
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at, data: dragged });
}

/** Where the pages of a book lie below it. */
export const PAGES = [
  'overview',
  'cases',
  'orders',
  'statement-lines',
  'in-transit',
  'records',
  'import',
  'imports',
  'templates',
  'rules',
  'lessons',
  'settings',
  'refunds',
  'case-events',
];
