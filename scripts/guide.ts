/** `npm run guide`: takes the pictures of docs/guide anew, or with `-- NAME…` only these, from the sample book. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { enter, reconciled } from '../test/journeys/web/workbench.ts';
import { closeBrowser, OFFICE_WINDOW, openWindow } from '../test/support/browser.ts';
import { startServer } from '../test/support/server.ts';
import { PICTURES, type Picture } from './guide-pictures.ts';
import { takePicture } from './take-picture.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'guide', 'pictures');
const names = process.argv.slice(2);
const chosen = PICTURES.filter(({ name }) => names.length === 0 || names.includes(name));

mkdirSync(folder, { recursive: true });
const server = await startServer('--sample');
try {
  const window = await openWindow(OFFICE_WINDOW, server.origin);
  const page = await window.newPage();
  await enter(page, server.link);
  await page.goto(`${await reconciled(page)}/overview`);
  for (const picture of chosen) await take(picture);

  async function take({ name, steps, part }: Picture): Promise<void> {
    await steps(page);
    await takePicture(page, join(folder, `${name}.png`), part?.(page));
    process.stdout.write(`docs/guide/pictures/${name}.png\n`);
  }
} finally {
  await closeBrowser();
  await server.stop();
}
