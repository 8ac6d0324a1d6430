import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import type { Page, Response } from 'playwright-core';
import { closeBrowser, OFFICE_WINDOW, openWindow, screenshotOf, type Window } from './browser.ts';
import { replyFaults } from './described.ts';
import { watchTraffic } from './traffic.ts';

after(closeBrowser);

/** Node tells the hooks of a test how it went; its types do not say so yet. */
type Outcome = TestContext & { readonly passed: boolean };

let pictures: string | undefined;

/**
 * A page in a window of its own, closed with the test. A test that fails leaves a picture of it and says where. One
 * that passes fails after all when the page threw, logged an error, got a fault of the server or a reply that its description
 * does not foresee, or asked another host.
 */
export async function openPage(
  t: TestContext,
  { baseURL, ...wanted }: Partial<Window> & { readonly baseURL?: string } = {},
): Promise<Page> {
  const context = await openWindow({ ...OFFICE_WINDOW, ...wanted }, baseURL);
  const page = await context.newPage();
  const { complaints, read } = listen(page);
  watchTraffic(page);
  t.after(async () => {
    const { passed } = t as Outcome;
    try {
      await read();
      if (passed && complaints.length === 0) return;
      await leavePicture(t, page);
      assert.deepEqual(passed ? complaints : [], [], 'The page complained.');
    } finally {
      await context.close();
    }
  });
  return page;
}

/** What no page may do, noted as it happens. A refusal of the server (4xx) is a legal answer. */
function listen(page: Page): { readonly complaints: readonly string[]; read(): Promise<void> } {
  const complaints: string[] = [];
  const replies: Promise<void>[] = [];
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(`logged: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
    replies.push(faultsOf(response).then((faults) => void complaints.push(...faults)));
  });
  page.context().on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isOurs = ['data:', 'blob:'].includes(protocol) || ['127.0.0.1', 'localhost'].includes(hostname);
    if (!isOurs) complaints.push(`asked another host: ${request.url()}`);
  });
  return { complaints, read: async () => void (await Promise.all(replies)) };
}

/** Where a reply of the API is not as described. One that the page gave up, or saves as a file, cannot be read here. */
async function faultsOf(response: Response): Promise<string[]> {
  const { pathname: path } = new URL(response.url());
  const type = response.headers()['content-type'] ?? '';
  if (!path.startsWith('/api/') || !type.includes('json')) return [];
  const text = await response.text().catch(() => null);
  const method = response.request().method();
  return text === null ? [] : replyFaults({ method, path, status: response.status(), type, text });
}

async function leavePicture(t: TestContext, page: Page): Promise<void> {
  pictures ??= mkdtempSync(join(tmpdir(), 'duideshang-failures-'));
  const file = join(pictures, `${t.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.png`);
  const taken = await screenshotOf(page)
    .then((picture) => writeFileSync(file, picture))
    .then(
      () => file,
      (error) => `none: ${error}`,
    );
  process.stderr.write(`${t.name}\n  page ${page.url()}\n  picture ${taken}\n`);
}
