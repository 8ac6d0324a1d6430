import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ROOT } from './tidy/tree.ts';

const BUILT = join(ROOT, 'dist', 'web');
const FIRST_VIEW_BYTES_MAX = 200_000;

/** The scripts and styles that a browser must have before the first view: those of the page, and what they import. */
function firstView(): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    if (!name.endsWith('.js')) return;
    const text = readFileSync(join(BUILT, 'assets', name), 'utf8');
    for (const [, inner = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g))
      visit(inner);
  };
  const page = readFileSync(join(BUILT, 'index.html'), 'utf8');
  for (const [, name = ''] of page.matchAll(/(?:src|href)="\/assets\/([\w.-]+)"/g)) visit(name);
  return [...found];
}

function gzippedBytes(name: string): number {
  return gzipSync(readFileSync(join(BUILT, 'assets', name))).length;
}

test(`the first view takes at most ${FIRST_VIEW_BYTES_MAX} bytes, gzipped`, (t) => {
  const files = firstView();
  const bytes = files.map(gzippedBytes).reduce((sum, one) => sum + one, 0);
  t.diagnostic(`${files.length} files, ${bytes} bytes`);
  assert.ok(files.some((name) => name.endsWith('.js')) && files.some((name) => name.endsWith('.css')));
  assert.ok(
    bytes <= FIRST_VIEW_BYTES_MAX,
    `${bytes} bytes: ${files.map((name) => `${name} ${gzippedBytes(name)}`).join(', ')}`,
  );
});

test('pages behind the first view are fetched when they are shown', () => {
  const later = readdirSync(join(BUILT, 'assets')).filter((name) => !firstView().includes(name));
  assert.ok(later.filter((name) => name.endsWith('.js')).length >= 8, later.join());
});

test('the built page asks no other host and holds no script of its own', () => {
  const page = readFileSync(join(BUILT, 'index.html'), 'utf8');
  assert.doesNotMatch(page, /(src|href)="(https?:)?\/\//);
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)/);
  assert.doesNotMatch(page, /\bon\w+=|<style/);
});
