import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { ALL, declared, functions, inRooms, PAGES, roomOf, SHIPPED, wordsOf } from './tidy/code.ts';
import { imports, lineCount, nameOf, nodes, place, type Syntax, stringOf, textOf } from './tidy/syntax.ts';
import { filesUnder, ROOT } from './tidy/tree.ts';

const FUNCTION_LINES_MAX = 70;
const FUNCTION_LINES_MEDIAN_MAX = 10;
const FILE_LINES_MAX = 400;
const FOLDER_FILES_MAX = 32;
/** Longer for a reason: one list in one order, where a reader looks up a single entry. */
const LONG_LISTS = ['src/errors.ts', 'web/src/words/rules.ts'];
const PER_ENGINE_HOLES_MAX = 12;

/** Rooms by layer: a room imports only from layers above its own in this list. */
const LAYERS = [
  ['errors.ts', 'language', 'kernel'],
  ['money', 'calendar', 'reading'],
  ['model'],
  ['sources'],
  ['staging'],
  ['store'],
  ['reconciliations', 'exceptions'],
  ['reports'],
  ['actions'],
  ['server'],
  ['cli'],
] as const;

/** Every room may lean on these two files, which lean on nothing but each other. */
const FOR_ALL: Readonly<Record<string, string>> = {
  'src/errors.ts': 'errors.ts',
  'src/model/language.ts': 'language',
};

const SQL_ROOMS = ['store', 'reconciliations', 'reports', 'actions'];
/** In these rooms nearly every number is an amount; elsewhere the argument tells. */
const MONEY_ROOMS = ['money', 'sources', 'staging', 'exceptions'];

/** Fails with every offence on a line of its own and the one sentence that says how to mend it. */
function none(offences: readonly string[], mend: string): void {
  assert.equal(offences.length, 0, `${mend}\n${offences.join('\n')}`);
}

function layerOf(path: string): number {
  const room = FOR_ALL[path] ?? roomOf(path);
  return LAYERS.findIndex((layer) => layer.some((name) => name === room));
}

function localImports(file: Syntax): string[] {
  return imports(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(file.path), specifier)).replaceAll('\\', '/'));
}

test('imports point one way between rooms', () => {
  const offences = SHIPPED.filter(({ path }) => path.startsWith('src/')).flatMap((file) =>
    localImports(file)
      .filter(
        (to) =>
          to.startsWith('src/') && (FOR_ALL[to] ?? roomOf(to)) !== (FOR_ALL[file.path] ?? roomOf(file.path)),
      )
      .filter((to) => layerOf(to) === -1 || layerOf(to) > layerOf(file.path))
      .map((to) => `${file.path} → ${to}`),
  );
  none(offences, 'Move what is shared to a room further left: docs/architecture.md draws the arrows.');
});

test('rooms of one layer do not import each other in a circle', () => {
  const arrows = new Map<string, Set<string>>();
  for (const file of SHIPPED) {
    const from = roomOf(file.path);
    const to = localImports(file)
      .filter((path) => !(path in FOR_ALL))
      .map(roomOf);
    arrows.set(from, new Set([...(arrows.get(from) ?? []), ...to.filter((room) => room !== from)]));
  }
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(arrows.get(from) ?? [])].some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  const circles = [...arrows.keys()].filter(
    (room) => !(room in FOR_ALL) && room !== 'errors.ts' && reaches(room, room),
  );
  none(circles, 'Break the circle: one of these rooms must not know the other.');
});

test('the simulator knows nothing of how files are read or judged', () => {
  const allowed = ['simulator', 'money', 'calendar', 'model', 'errors.ts'];
  const offences = inRooms(SHIPPED, ['simulator']).flatMap((file) =>
    localImports(file)
      .filter((to) => !allowed.includes(roomOf(to)))
      .map((to) => `${file.path} → ${to}`),
  );
  none(
    offences,
    'Write the fact down a second time: a truth that leans on the program proves nothing about it.',
  );
});

test(`functions fit a screen: at most ${FUNCTION_LINES_MAX} lines, the median under ${FUNCTION_LINES_MEDIAN_MAX}`, (t) => {
  const offences = ALL.flatMap((file) =>
    functions(file)
      .filter((node) => lineCount(file, node) > FUNCTION_LINES_MAX)
      .map((node) => `${place(file, node)} has ${lineCount(file, node)} lines`),
  );
  none(offences, 'Split the function: branches at the top, pure leaves below.');
  const lengths = [...SHIPPED, ...PAGES].flatMap((file) =>
    functions(file).map((node) => lineCount(file, node)),
  );
  const median = lengths.sort((left, right) => left - right)[Math.floor(lengths.length / 2)] ?? 0;
  t.diagnostic(`${lengths.length} functions, median ${median} lines`);
  assert.ok(
    median < FUNCTION_LINES_MEDIAN_MAX,
    `the median function has ${median} lines: split the long ones`,
  );
});

test(`files have at most ${FILE_LINES_MAX} lines`, () => {
  const offences = ALL.map((file) => ({ path: file.path, lines: file.text.trimEnd().split('\n').length }))
    .filter(({ path, lines }) => lines > FILE_LINES_MAX && !LONG_LISTS.includes(path))
    .map(({ path, lines }) => `${path} has ${lines} lines`);
  none(offences, 'Split the file by what its parts are for.');
});

test(`folders of the program have at most ${FOLDER_FILES_MAX} files of code`, () => {
  const folders = Map.groupBy([...SHIPPED, ...PAGES], ({ path }) => dirname(path));
  const offences = [...folders]
    .filter(([, files]) => files.length > FOLDER_FILES_MAX)
    .map(([folder, files]) => `${folder} has ${files.length} files`);
  none(offences, 'The folder is outgrown: put what belongs together into folders of its own.');
});

test('money never passes through a floating number', () => {
  const isFloating = (file: Syntax) => (node: Parameters<typeof textOf>[1] & { callee?: unknown }) => {
    const callee = node.callee === undefined ? '' : textOf(file, node.callee as never);
    if (/(^|\.)(parseFloat|toFixed)$/.test(callee)) return true;
    if (callee !== 'Number') return false;
    return MONEY_ROOMS.includes(roomOf(file.path)) || /minor|amount|paid|fee|price/i.test(textOf(file, node));
  };
  const offences = [...SHIPPED, ...PAGES].flatMap((file) =>
    nodes(file, (node) => node.type === 'CallExpression' && isFloating(file)(node)).map(
      (node) => `${place(file, node)} ${textOf(file, node)}`,
    ),
  );
  none(offences, 'Keep amounts as bigint minor units: parse and print them with src/money.');
});

test('the clock and chance are asked in few rooms', () => {
  const offences = [...SHIPPED, ...PAGES]
    .filter((file) => roomOf(file.path) !== 'calendar')
    .flatMap((file) =>
      nodes(file, (node) => {
        if (node.type === 'NewExpression') return nameOf(node.callee) === 'Date';
        return (
          node.type === 'MemberExpression' &&
          /^(Date\.(now|parse|UTC)|Math\.random)$/.test(textOf(file, node))
        );
      }).map((node) => `${place(file, node)} ${textOf(file, node)}`),
    );
  none(offences, 'Ask src/calendar for the time, and take chance from a seed.');
});

test('only the command line prints', () => {
  const mayPrint = ({ path }: Syntax): boolean => roomOf(path) === 'cli';
  const offences = [...SHIPPED, ...PAGES]
    .filter((file) => !mayPrint(file))
    .flatMap((file) =>
      nodes(file, (node) => {
        if (node.type !== 'MemberExpression') return false;
        return nameOf(node.object) === 'console' || /^process\.(stdout|stderr)$/.test(textOf(file, node));
      }).map((node) => place(file, node)),
    );
  none(offences, 'Return what is to be said, or throw an error of the catalogue; src/cli prints it.');
});

test('SQL stays in the rooms that ask the store', () => {
  const statement =
    /^\s*(with \w+ as|select\s.+\sfrom|insert into|update\s+\S+\s+set|delete from|create (table|view)|drop )\b/is;
  const offences = SHIPPED.filter((file) => !SQL_ROOMS.includes(roomOf(file.path))).flatMap((file) =>
    nodes(file, (node) => {
      if (node.type === 'TaggedTemplateExpression') return nameOf(node.tag) === 'sql';
      return node.type === 'TemplateLiteral' || node.type === 'Literal'
        ? statement.test(textOf(file, node).replace(/^['"`]/, ''))
        : false;
    }).map((node) => place(file, node)),
  );
  none(offences, `Move the statement to one of ${SQL_ROOMS.join(', ')}, best to src/store.`);
});

test('only the store knows an engine by name', () => {
  const name = /^(duckdb|postgres|postgresql|pg|citus)$/i;
  const offences = SHIPPED.filter((file) => roomOf(file.path) !== 'store').flatMap((file) => [
    ...declared(file)
      .filter(({ name: given }) => wordsOf(given).some((word) => name.test(word)))
      .map(({ node, name: given }) => `${place(file, node)} ${given}`),
    ...nodes(file, (node) => name.test(stringOf(node) ?? '')).map((node) => place(file, node)),
    ...imports(file)
      .filter((from) => /^(@duckdb\/|pg$|pg-)/.test(from))
      .map((from) => `${file.path} imports ${from}`),
  ]);
  none(offences, 'Let the store state the difference as a named fact of Engine and ask that.');
});

test(`at most ${PER_ENGINE_HOLES_MAX} holes where the engines' SQL differs`, (t) => {
  const holes = SHIPPED.flatMap((file) =>
    nodes(file, (node) => node.type === 'CallExpression' && nameOf(node.callee) === 'perEngine').map((node) =>
      place(file, node),
    ),
  );
  t.diagnostic(`${holes.length} holes`);
  assert.ok(
    holes.length <= PER_ENGINE_HOLES_MAX,
    `Say it in SQL that both engines know.\n${holes.join('\n')}`,
  );
});

const BANNED = ['handle', 'handler', 'process', 'processor', 'manager', 'helper', 'util', 'utils'].concat([
  'data',
  'info',
  'diff',
  'bill',
  'mistake',
]);

test('names are those of the glossary', () => {
  const offences = ALL.flatMap((file) =>
    declared(file)
      .filter(({ name, isFunction }) => {
        const words = wordsOf(name);
        const isNoun = !isFunction && /^checks?$/.test(words.at(-1) ?? '');
        return isNoun || words.some((word) => BANNED.includes(word));
      })
      .map(({ name, node }) => `${place(file, node)} ${name}`),
  );
  none(offences, 'Say what it is: docs/glossary.md has the names and the banned words.');
});

test('every export says what it promises', () => {
  // One sentence may stand above a group of constants with no blank line between them.
  const isDocumented = (before: string): boolean => /\*\/\s*(export const .*;\n)*$/.test(before);
  const isDerived = (text: string): boolean => /^export type \w+ = (keyof |Static<)?\(?typeof /.test(text);
  const offences = [...SHIPPED, ...PAGES].flatMap((file) =>
    nodes(
      file,
      ({ type, declaration }) => /^Export(Named|Default)Declaration$/.test(type) && declaration !== null,
    )
      .filter((node) => !isDerived(textOf(file, node)))
      .filter((node) => !isDocumented(file.text.slice(0, node.start)))
      .map((node) => `${place(file, node)} ${textOf(file, node).split('\n')[0]}`),
  );
  none(offences, 'Write one sentence above the export: what it promises, its units, its errors.');
});

test('nothing lies unused: every file is reached from the command line', () => {
  const byPath = new Map(SHIPPED.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const visit = (path: string): void => {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) return;
    reached.add(path);
    localImports(file).forEach(visit);
  };
  visit('src/cli/main.ts');
  const texts = [...reached].map((path) => byPath.get(path)?.text ?? '').join('\n');
  const unused = [
    ...SHIPPED.map(({ path }) => path).filter((path) => !reached.has(path)),
    ...filesUnder('src', /\.(sql|json)$/)
      .map(({ path }) => path)
      .filter(
        (path) => !/fixtures|golden|migrations/.test(path) && !texts.includes(path.split('/').at(-1) ?? ''),
      ),
  ];
  none(unused, 'Delete it, or use it: a feature that only a test reaches is none.');
});

test('imports lead to files that exist', () => {
  const offences = ALL.flatMap((file) =>
    localImports(file)
      .filter((to) => /\.(tsx?|css|js|sql|json)$/.test(to) && !to.startsWith('dist/'))
      .filter((to) => !existsSync(join(ROOT, to)) && !existsSync(join(ROOT, to.replace(/\.js$/, '.ts'))))
      .map((to) => `${file.path} → ${to}`),
  );
  none(offences, 'Mend the path.');
});
