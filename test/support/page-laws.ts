import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const OVERFLOW = readFileSync(new URL('in-page/overflow.js', import.meta.url), 'utf8');
/** WCAG 2.2 to level AA, and what axe calls good practice. */
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What of an offence that axe found is shown. */
interface Offence {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** Fails with each offence against the rules of accessibility, the element, and what would mend it. */
export async function expectAxeClean(page: Page, name: string): Promise<void> {
  await page.evaluate(AXE);
  const run = `axe.run(document, { runOnly: ${JSON.stringify(AXE_TAGS)}, resultTypes: ['violations'] })`;
  const offences = await page.evaluate<Offence[]>(`${run}.then(({ violations }) => violations)`);
  const lines = offences.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`),
  );
  if (lines.length > 0) assert.fail([name, ...lines].join('\n'));
}

/** Fails with each element that sticks out of the window to the side, and each text that is cut off unseen. */
export async function expectNoOverflow(page: Page, name: string): Promise<void> {
  const lines = await page.evaluate<string[]>(OVERFLOW);
  if (lines.length > 0) assert.fail([name, ...lines].join('\n'));
}
