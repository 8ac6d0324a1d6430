import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import png from 'upng-js';
import { screenshotOf } from '../test/support/browser.ts';

const COLOURS = 64;

/** Writes what the window shows, or a part of the page, as a PNG of few colours: half the size, and nobody sees it. */
export async function takePicture(page: Page, file: string, part?: Locator): Promise<void> {
  const { width, height, ...taken } = png.decode(Uint8Array.from(await screenshotOf(page, part)).buffer);
  const pixels = png.toRGBA8({ width, height, ...taken });
  await writeFile(file, new Uint8Array(png.encode(pixels, width, height, COLOURS)));
}
