import assert from 'node:assert/strict';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { PAGES } from './tidy/code.ts';
import {
  imports,
  isNode,
  type Node,
  nameOf,
  nodes,
  place,
  type Syntax,
  stringOf,
  walk,
} from './tidy/syntax.ts';
import { SIMPLIFIED, TRADITIONAL } from './tidy/texts.ts';
import { readText } from './tidy/tree.ts';

const CONTRACT = 'src/server/contract/';
/** The files of the program that the pages take by value. */
const BY_VALUE = [`${CONTRACT}paths.ts`, `${CONTRACT}rights.ts`];
/** Letters of any script: what a person could read. */
const WORD = /\p{L}{2,}|\p{Script=Han}/u;
/** Attributes that a person sees or hears. */
const SPOKEN =
  /^(label|title|placeholder|alt|description|error|message|aria-label|aria-description|says|note|advice)$/;

/** Fails with every offence on a line of its own and the one sentence that says how to mend it. */
function none(offences: readonly string[], mend: string): void {
  assert.equal(offences.length, 0, `${mend}\n${offences.join('\n')}`);
}

function target(file: Syntax, specifier: string): string {
  return normalize(join(dirname(file.path), specifier)).replaceAll('\\', '/');
}

test('the pages take nothing of the program but the contract', () => {
  const offences = PAGES.flatMap((file) =>
    nodes(file, ({ type }) => type === 'ImportDeclaration')
      .map((node) => ({ node, to: target(file, stringOf(node.source) ?? '') }))
      .filter(({ node }) => (stringOf(node.source) ?? '').startsWith('.'))
      .filter(({ node, to }) => !to.startsWith('web/') && !isAllowed(node, to))
      .map(({ node, to }) => `${place(file, node)} → ${to}`),
  );
  none(offences, `Take types of ${CONTRACT}, and values of ${BY_VALUE.join(' and ')} alone.`);
});

function isAllowed(node: Node, to: string): boolean {
  return BY_VALUE.includes(to) || (to.startsWith(CONTRACT) && node.importKind === 'type');
}

test('what the pages take by value leans on nothing', () => {
  for (const file of BY_VALUE) assert.doesNotMatch(readText(file), /\bimport\b(?! type\b)/, file);
});

test('the pages use the packages that they state, and state those that they use', () => {
  const { devDependencies } = JSON.parse(readText('web/package.json'));
  const used = new Set(
    PAGES.flatMap(imports)
      .filter((specifier) => !specifier.startsWith('.'))
      .map((specifier) =>
        specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
  );
  const styles = readText('web/src/styles.css');
  const stated = Object.keys(devDependencies);
  const forBuilding = /^(vite|@vitejs\/|@types\/)/;
  // Types of schemas come with the contract.
  const unstated = [...used].filter((name) => name !== 'typebox' && !stated.includes(name));
  const unused = stated.filter(
    (name) => !used.has(name) && !styles.includes(name) && !forBuilding.test(name),
  );
  none([...unstated, ...unused], 'Mend the list in web/package.json.');
});

test('no words stand in the pages but in web/src/words', () => {
  const offences = PAGES.filter(({ path }) => !path.startsWith('web/src/words/')).flatMap((file) =>
    nodes(file, isUntranslated).map(
      (node) => `${place(file, node)} ${file.text.slice(node.start, node.end).trim()}`,
    ),
  );
  none(offences, 'Put the text into the dictionary of the page, in all three languages.');
});

function isUntranslated(node: Node): boolean {
  if (node.type === 'JSXText') return WORD.test(String(node.value));
  if (node.type === 'JSXAttribute')
    return isNode(node.name) && SPOKEN.test(String(node.name.name)) && WORD.test(stringOf(node.value) ?? '');
  return /\p{Script=Han}/u.test(stringOf(node) ?? '');
}

test('the words of the pages are in the right script', () => {
  const dictionaries = PAGES.filter(({ path }) => path.startsWith('web/src/words/'));
  const offences = dictionaries.flatMap((file) => [
    ...spoken(file, 'zh-CN').filter(({ text }) => TRADITIONAL.test(text)),
    ...spoken(file, 'zh-TW').filter(({ text }) => SIMPLIFIED.test(text)),
  ]);
  assert.ok(dictionaries.length > 5);
  none(
    offences.map(({ at, text }) => `${at} ${text}`),
    'Write zh-CN with simplified and zh-TW with traditional characters.',
  );
});

/** Every text under a language, those inside functions included. The names of the languages are each in their own. */
function spoken(file: Syntax, language: string): { at: string; text: string }[] {
  const found: { at: string; text: string }[] = [];
  for (const property of nodes(file, ({ type, key }) => type === 'Property' && keyName(key) === language)) {
    if (!isNode(property.value) || file.path.endsWith('/session.ts') === isNode(stringNode(property.value)))
      continue;
    walk(property.value, (node) => {
      const text = node.type === 'TemplateElement' ? file.text.slice(node.start, node.end) : stringOf(node);
      if (text !== null) found.push({ at: place(file, node), text });
    });
  }
  return found;
}

function keyName(key: unknown): string | null {
  return nameOf(key) ?? stringOf(key);
}

function stringNode(node: Node): Node | null {
  return node.type === 'Literal' ? node : null;
}

test('every file of the pages is reached from the first one', () => {
  const byPath = new Map(PAGES.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const visit = (path: string): void => {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) return;
    reached.add(path);
    for (const specifier of imports(file)) if (specifier.startsWith('.')) visit(target(file, specifier));
  };
  visit('web/src/main.tsx');
  none(
    [...byPath.keys()].filter((path) => !reached.has(path)),
    'Delete it, or use it.',
  );
});

test('a keyboard reaches all that a mouse does: no click on what takes no key', () => {
  const offences = PAGES.flatMap((file) =>
    nodes(file, (node) => node.type === 'JSXOpeningElement' && isDeafClick(node)).map((node) =>
      place(file, node),
    ),
  );
  none(offences, 'Use a button or a link, or give the element a role and its key.');
});

/** A click on a plain element without a role. */
function isDeafClick({ name, attributes }: Node): boolean {
  const tag = isNode(name) && name.type === 'JSXIdentifier' ? String(name.name) : '';
  if (!/^(div|span|li|td|tr|p|section)$/.test(tag) || !Array.isArray(attributes)) return false;
  const given = attributes
    .filter(isNode)
    .map((attribute) => (isNode(attribute.name) ? attribute.name.name : ''));
  return given.includes('onClick') && !given.includes('role');
}
