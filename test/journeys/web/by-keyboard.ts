import assert from 'node:assert/strict';
import type { FileChooser, Page } from 'playwright-core';
import { settled } from '../../support/traffic.ts';
import { expectFocusSeen, focused, type Name, typeKeys } from './workbench.ts';

const STOPS_MAX = 90;
const STEP_MS = 25;
const PATIENCE_MS = 20_000;

/** Fails a page on which a mouse or a finger is used; to be called before its first address. */
export async function forbidPointers(page: Page): Promise<void> {
  await page.addInitScript(`for (const type of ['pointerdown', 'mousedown', 'touchstart'])
    addEventListener(type, () => console.error('a pointer was used'), true)`);
}

/** Once all of the page has come, goes from stop to stop until the keyboard is on what is called so; at each, it must be seen where the keyboard stands. */
export async function tabTo(page: Page, name: Name, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await settled(page);
  const passed: string[] = [];
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    // Past the last stop the keyboard is with the browser's own buttons.
    if (/^(body|html)/.test(stop)) continue;
    await expectFocusSeen(page);
    if (typeof name === 'string' ? stop.includes(name) : name.test(stop)) return;
    passed.push(stop.slice(0, 40));
  }
  assert.fail(`the keyboard does not come to ${name}: ${passed.join(' | ')}`);
}

/** Waits until the keyboard stands on what is called so. */
export async function standsOn(page: Page, name: RegExp): Promise<void> {
  let stop = await focused(page);
  for (let waited = 0; waited < PATIENCE_MS && !name.test(stop); waited += STEP_MS) {
    await page.waitForTimeout(STEP_MS);
    stop = await focused(page);
  }
  assert.match(stop, name, `the keyboard is at ${stop}`);
}

/** Writes where the keyboard stands. */
export async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.insertText(text);
}

/** Presses Enter on what asks for files, and answers as the dialog of the system does. */
export async function enterFiles(page: Page, paths: readonly string[]): Promise<void> {
  const asked = Promise.withResolvers<FileChooser>();
  page.once('filechooser', asked.resolve);
  // The browser asks the system until it has heard that somebody else answers.
  await page.evaluate('1');
  await typeKeys(page, 'Enter');
  await (await asked.promise).setFiles([...paths]);
}

/** Writes name and password where a one-time link leads, the keyboard being in the first field from the start. */
export async function enterByKeyboard(
  page: Page,
  link: string,
  { name, password }: { readonly name: string | null; readonly password: string },
): Promise<void> {
  await forbidPointers(page);
  await page.goto(link);
  if (name === null) await standsOn(page, /新密码/);
  else {
    await standsOn(page, /用户名/);
    await type(page, name);
    await typeKeys(page, 'Tab', 'Tab');
  }
  await type(page, password);
  await typeKeys(page, 'Tab');
  await type(page, password);
  await typeKeys(page, 'Enter');
  await page.getByRole('navigation').waitFor();
  await settled(page);
  await standsOn(page, /^h1/);
}
