import {
  type Browser,
  type BrowserContext,
  chromium,
  type LaunchOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import type { Language } from '../../src/model/language.ts';
import { waysToLaunch } from './chromium.ts';

/** What the browser is told beside what playwright tells it: no sandbox (root), nothing that asks the net. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];
const STEP_TIMEOUT_MS = 15_000;

/** How a window looks and who sits before it. */
export interface Window {
  readonly width: number;
  readonly height: number;
  readonly language: Language;
  readonly scheme: 'light' | 'dark';
}

/** The screen of an office PC: 1366 × 768, Simplified Chinese, light. */
export const OFFICE_WINDOW: Window = { width: 1366, height: 768, language: 'zh-CN', scheme: 'light' };

let running: Promise<Browser> | undefined;

/** The browser of this process, started at the first call. It says what to do where it cannot start. */
export function launchBrowser(): Promise<Browser> {
  running ??= waysToLaunch().then(start);
  return running;
}

/** Closes the browser of this process if one was started. */
export async function closeBrowser(): Promise<void> {
  await (await running?.catch(() => undefined))?.close();
  running = undefined;
}

/** A fresh window with cookies and storage of its own, on the seller's clock. */
export async function openWindow(window: Window, baseURL?: string): Promise<BrowserContext> {
  const { width, height, language, scheme } = window;
  const context = await (await launchBrowser()).newContext({
    viewport: { width, height },
    locale: language,
    colorScheme: scheme,
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
    ...(baseURL !== undefined && { baseURL }),
  });
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  return context;
}

/** What the window shows, or a part of the page, as a PNG once the fonts are there; the same page makes the same bytes. */
export async function screenshotOf(page: Page, part?: Locator): Promise<Buffer> {
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  return (part ?? page).screenshot({ animations: 'disabled', caret: 'hide' });
}

async function start(ways: LaunchOptions[]): Promise<Browser> {
  const refusals: string[] = [];
  for (const way of ways) {
    try {
      return await chromium.launch({ ...way, args: FLAGS });
    } catch (error) {
      refusals.push(`${way.executablePath ?? way.channel}: ${String(error)}`);
    }
  }
  throw new Error(
    `No Chromium starts. Install Chrome or Edge, or name one in CHROMIUM_PATH.\n${refusals.join('\n')}`,
  );
}
