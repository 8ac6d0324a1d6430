import { isNode, type Node, nameOf, nodes, parse, type Syntax, walk } from './syntax.ts';
import { filesUnder } from './tree.ts';

const FUNCTION_TYPES = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

/** All our TypeScript and JavaScript, parsed. */
export const ALL: readonly Syntax[] = ['src', 'simulator', 'web', 'test', 'bench', 'scripts', 'bin']
  .flatMap((folder) => filesUnder(folder, /\.(tsx?|js)$/))
  .filter(({ path }) => !path.includes('/fixtures/'))
  .map(parse);

/** What is shipped: no tests. */
export const SHIPPED: readonly Syntax[] = ALL.filter(
  ({ path }) => /^(src|simulator)\//.test(path) && !path.endsWith('.test.ts'),
);

/** The pages: no tests. */
export const PAGES: readonly Syntax[] = ALL.filter(
  ({ path }) => path.startsWith('web/src/') && !path.endsWith('.test.ts'),
);

/** The room of a file: `money` for `src/money/…`, `errors.ts` for a file of `src/`, else the top folder. */
export function roomOf(path: string): string {
  const [top = '', room = ''] = path.split('/');
  return top === 'src' ? room : top;
}

/** The files of some rooms. */
export function inRooms(files: readonly Syntax[], rooms: readonly string[]): Syntax[] {
  return files.filter(({ path }) => rooms.includes(roomOf(path)));
}

/** The functions of a file with a body of their own, methods included. */
export function functions(syntax: Syntax): Node[] {
  return nodes(syntax, ({ type, body }) => FUNCTION_TYPES.includes(type) && isNode(body));
}

/** A name that a file gives to something, where it gives it, and whether it names a function. */
export interface Declared {
  readonly name: string;
  readonly node: Node;
  readonly isFunction: boolean;
}

/** Every name that a file itself gives: variables, parameters, functions, types, members. Not names that it only uses. */
export function declared(syntax: Syntax): Declared[] {
  const found: Declared[] = [];
  walk(syntax.program, (node) => {
    for (const id of namesGivenBy(node)) {
      const name = nameOf(id);
      if (name !== null && isNode(id)) found.push({ name, node: id, isFunction: namesFunction(node) });
    }
  });
  return found;
}

function namesGivenBy(node: Node): unknown[] {
  const { type, id, key, params, local, imported } = node;
  if (type === 'VariableDeclarator') return boundNames(id);
  if (FUNCTION_TYPES.includes(type))
    return [id, ...(Array.isArray(params) ? params.flatMap(boundNames) : [])];
  if (/^(TSTypeAlias|TSInterface|Class)Declaration$/.test(type)) return [id];
  if (/^(TSPropertySignature|TSMethodSignature|PropertyDefinition|MethodDefinition)$/.test(type))
    return [key];
  if (type === 'ImportSpecifier') return nameOf(local) === nameOf(imported) ? [] : [local];
  return [];
}

/** The identifiers bound by a pattern. In `{ data }` the name is another's; in `{ data: rows }` it is `rows`. */
function boundNames(pattern: unknown): unknown[] {
  if (!isNode(pattern)) return [];
  if (pattern.type === 'Identifier') return [pattern];
  if (pattern.type === 'AssignmentPattern') return boundNames(pattern.left);
  if (pattern.type === 'RestElement') return boundNames(pattern.argument);
  if (pattern.type === 'ArrayPattern') return list(pattern.elements).flatMap(boundNames);
  if (pattern.type !== 'ObjectPattern') return [];
  return list(pattern.properties).flatMap((property) => {
    if (!isNode(property) || property.shorthand === true) return [];
    return boundNames(property.value ?? property.argument);
  });
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function namesFunction({ type, init, value }: Node): boolean {
  if (/Function|Method/.test(type)) return true;
  return [init, value].some((inner) => isNode(inner) && FUNCTION_TYPES.includes(inner.type));
}

/** The words of a camelCase, snake_case or CAPITAL name, in lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .split(/[_$]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
