import type { Page } from 'playwright-core';

/** A picture of the guide: docs/guide/pictures/NAME.png shows the page after the steps. */
export interface Picture {
  readonly name: string;
  /** From the page after signing in, with the sample book at hand. */
  readonly steps: (page: Page) => Promise<unknown>;
}

/** Time for what comes in after the page stands: rows, sums, pictures of bars. */
const SETTLE_MS = 1_500;

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(SETTLE_MS);
}

async function open(page: Page, path: string): Promise<void> {
  const book = /\/b\/[^/]+/.exec(page.url())?.[0];
  if (book === undefined) throw new Error(`no book is open at ${page.url()}`);
  await page.goto(`${book}/${path}`);
  await settle(page);
}

async function openCase(page: Page): Promise<void> {
  await open(page, 'cases');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await settle(page);
}

function of(name: string, path: string): Picture {
  return { name, steps: (page) => open(page, path) };
}

/** Every picture of the guide, in an order in which one can be taken after the other. */
export const PICTURES: readonly Picture[] = [
  of('overview', 'overview'),
  of('exceptions', 'cases'),
  { name: 'case', steps: openCase },
  {
    name: 'match',
    steps: async (page) => {
      await openCase(page);
      await page.keyboard.press('m');
      await settle(page);
    },
  },
  {
    name: 'order',
    steps: async (page) => {
      await open(page, 'orders');
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await settle(page);
    },
  },
  of('statement-lines', 'statement-lines'),
  of('import', 'import'),
  of('receipts', 'imports'),
  of('rules', 'rules'),
  of('lessons', 'lessons'),
  {
    name: 'users',
    steps: async (page) => {
      const back = page.url();
      await page.goto('/users');
      await settle(page);
      return back;
    },
  },
  {
    name: 'books',
    steps: async (page) => {
      await page.goto('/books');
      await settle(page);
    },
  },
];
