import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { PICTURES } from '../scripts/guide-pictures.ts';
import { referencePages } from '../scripts/reference-pages.ts';
import { COMMANDS } from '../src/cli/commands/index.ts';
import { COMPONENTS } from '../src/model/component.ts';
import { CAUSES, EXCEPTION_TYPES, STATES } from '../src/model/result.ts';
import { SOURCES } from '../src/sources/registry.ts';
import { SIMPLIFIED, saidTexts, TRADITIONAL } from './tidy/texts.ts';
import { filesUnder, ROOT, readText } from './tidy/tree.ts';

const PICTURE_BYTES_MAX = 150_000;
const PAGES = filesUnder('.', /\.md$/);

/** Fails with every offence on a line of its own and the one sentence that says how to mend it. */
function none(offences: readonly string[], mend: string): void {
  assert.equal(offences.length, 0, `${mend}\n${offences.join('\n')}`);
}

test('the reference pages say what the program says', () => {
  for (const [name, text] of Object.entries(referencePages())) {
    const path = `docs/reference/${name}`;
    assert.equal(
      existsSync(join(ROOT, path)) ? readText(path) : '',
      text,
      `${path} is old: npm run reference`,
    );
  }
});

test('the glossary has every state, exception type, cause and component', () => {
  const glossary = readText('docs/glossary.md');
  const missing = [...STATES, ...EXCEPTION_TYPES, ...CAUSES, ...COMPONENTS].filter(
    (code) => !glossary.includes(`\`${code}\``),
  );
  none(missing, 'Add a line to docs/glossary.md.');
});

test('no page is left of a source that is gone', () => {
  const ids = SOURCES.map(({ id }) => id);
  const pages = filesUnder('docs/sources', /\.md$/).map(({ path }) => path.slice('docs/sources/'.length, -3));
  none(
    pages.filter((id) => id !== 'README' && !ids.includes(id)),
    'Delete the page, or register the source in src/sources/registry.ts.',
  );
});

test('every text is said in three languages, with the same values, in the right script', (t) => {
  const texts = saidTexts();
  const holes = (text: string): string => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join();
  const offences = texts.flatMap(({ place, says }) => {
    const { 'zh-CN': mainland, 'zh-TW': taiwan, en } = says;
    if (!mainland || !taiwan || !en) return [`${place} lacks a language`];
    if (holes(mainland) !== holes(en) || holes(taiwan) !== holes(en))
      return [`${place} fills in other values`];
    if (TRADITIONAL.test(mainland)) return [`${place} zh-CN has traditional characters: ${mainland}`];
    return SIMPLIFIED.test(taiwan) ? [`${place} zh-TW has simplified characters: ${taiwan}`] : [];
  });
  t.diagnostic(`${texts.length} texts`);
  none(offences, 'Complete the text: zh-CN, zh-TW and en say the same with the same {values}.');
});

test('links between pages lead somewhere', () => {
  const offences = PAGES.flatMap(({ path, text }) =>
    [...text.replace(/```[\s\S]*?```|`[^`]*`/g, '').matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)]
      .map(([, to = '']) => to)
      .filter((to) => !/^[a-z]+:/.test(to) && !existsSync(join(ROOT, normalize(join(dirname(path), to)))))
      .map((to) => `${path} → ${to}`),
  );
  none(offences, 'Mend the link.');
});

test('every picture of the guide is taken by npm run guide, shown in it, and small', () => {
  const guide = filesUnder('docs/guide', /\.md$/)
    .map(({ text }) => text)
    .join('\n');
  const shown = [...guide.matchAll(/\]\(pictures\/([^)]+)\.png\)/g)].map(([, name = '']) => name);
  const taken = PICTURES.map(({ name }) => name).sort();
  assert.deepEqual([...new Set(shown)].sort(), taken, 'Show the picture, or take it out of the list.');
  const files = filesUnder('docs/guide', /\/pictures\//).map(({ path }) => path);
  assert.deepEqual(
    files,
    taken.map((name) => `docs/guide/pictures/${name}.png`),
    'npm run guide',
  );
  none(
    files.filter((path) => statSync(join(ROOT, path)).size > PICTURE_BYTES_MAX),
    `A picture has at most ${PICTURE_BYTES_MAX} bytes: show less in it.`,
  );
});

test('the guide for the clerk tells every command of the program, and no other', () => {
  const guide = filesUnder('docs/guide', /\.md$/)
    .map(({ text }) => text)
    .join('\n');
  const told = new Set([...guide.matchAll(/duideshang ([a-z]+)/g)].map(([, name = '']) => name));
  const names = COMMANDS.map(({ name }) => name);
  assert.deepEqual([...told].sort(), names.sort(), 'Tell the command in docs/guide, or take it out there.');
});

test('CONTRIBUTING tells every command of package.json', () => {
  const page = readText('CONTRIBUTING.md');
  const scripts = Object.keys(JSON.parse(readText('package.json')).scripts);
  const called = (name: string): string =>
    ['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`;
  const missing = scripts.filter((name) => name !== 'prepack' && !page.includes(`\`${called(name)}`));
  none(missing, 'Add the command to CONTRIBUTING.md.');
  const told = [...page.matchAll(/`npm run (\w+)/g)].map(([, name = '']) => name);
  none(
    told.filter((name) => !scripts.includes(name)),
    'This command is gone: take it out of CONTRIBUTING.md.',
  );
});

test('the architecture page has every room and no other', () => {
  const table = readText('docs/architecture.md').split('## Rooms and arrows')[1] ?? '';
  const told = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, room = '']) => room).sort();
  const rooms = filesUnder('src', /^src\/\w+\/.*\.ts$/).map(({ path }) => path.split('/')[1]);
  assert.deepEqual(told, [...new Set(rooms)].sort(), 'Tell the room in the table of docs/architecture.md.');
});

test('every decision says context, decision, cost and when to revisit', () => {
  const decisions = filesUnder('docs/decisions', /\/\d{4}-.*\.md$/);
  assert.ok(decisions.length > 0);
  const offences = decisions.flatMap(({ path, text }) =>
    ['Context', 'Decision', 'Cost', 'When to revisit']
      .filter((part) => !text.includes(`\n## ${part}\n`))
      .map((part) => `${path} lacks "## ${part}"`),
  );
  none(offences, 'A decision has these four parts; it is superseded, never edited.');
});

test('nothing names a machine or a registry', () => {
  const machine = new RegExp(
    ['/root/', '/home/\\w', '/Users/\\w', `/${'work'}/`, '[A-Z]:\\\\Users'].join('|'),
  );
  const registry = new RegExp(['registry\\.', 'npmjs', 'npmmirror', '"resolved": "(?!web")'].join('|'));
  const files = filesUnder('.', /\.(tsx?|css|html|js|json|md|sql|py|yml|sh)$|\.ci\/run$|\.npmrc$/).filter(
    ({ path }) => path !== 'test/tidy-docs.test.ts',
  );
  const offences = files.flatMap(({ path, text }) => {
    const found =
      machine.exec(text) ??
      (/^(package-lock|package)\.json$|\.npmrc$/.test(path) ? registry.exec(text) : null);
    return found === null ? [] : [`${path}: ${found[0]}`];
  });
  none(offences, 'Take the path or host out; in package-lock.json with npm run lock.');
});

test('the lock file holds the optional packages of every platform', () => {
  const { packages }: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } =
    JSON.parse(readText('package-lock.json'));
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}))
    .filter((name) => packages[`node_modules/${name}`] === undefined);
  none(missing, 'npm ci would refuse the lock file: write it with npm run lock.');
});

test('no install script of a dependency runs', () => {
  const { packages }: { packages: Record<string, { hasInstallScript?: boolean }> } = JSON.parse(
    readText('package-lock.json'),
  );
  const { allowScripts } = JSON.parse(readText('package.json'));
  const unreviewed = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ''))
    .filter((name) => allowScripts[name] !== false);
  none(unreviewed, 'Deny it in allowScripts of package.json and do what it did in scripts/prepare.js.');
});
