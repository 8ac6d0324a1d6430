import { parseSync } from 'oxc-parser';
import type { SourceFile } from './tree.ts';

/** A node of the syntax tree (ESTree with TypeScript). */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

/** A node and the chain of nodes around it, nearest last. */
export type Visit = (node: Node, parents: readonly Node[]) => void;

/** A parsed file. */
export interface Syntax extends SourceFile {
  readonly program: Node;
  readonly comments: readonly { readonly value: string; readonly start: number; readonly end: number }[];
}

/** Parses a file; a syntax error throws. */
export function parse(file: SourceFile): Syntax {
  const { program, comments, errors } = parseSync(file.path, file.text);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`${file.path}: ${error.message}`);
  if (!isNode(program)) throw new TypeError(`${file.path}: no program`);
  return { ...file, program, comments };
}

/** Visits every node, outermost first. */
export function walk(node: Node, visit: Visit, parents: readonly Node[] = []): void {
  visit(node, parents);
  const around = [...parents, node];
  for (const member of Object.values(node)) {
    for (const child of Array.isArray(member) ? member : [member]) {
      if (isNode(child)) walk(child, visit, around);
    }
  }
}

/** All nodes of a file that a test picks. */
export function nodes(syntax: Syntax, pick: (node: Node, parents: readonly Node[]) => boolean): Node[] {
  const picked: Node[] = [];
  walk(syntax.program, (node, parents) => {
    if (pick(node, parents)) picked.push(node);
  });
  return picked;
}

/** Where a node stands, as `path:line`. */
export function place(syntax: Syntax, node: { readonly start: number }): string {
  return `${syntax.path}:${syntax.text.slice(0, node.start).split('\n').length}`;
}

/** The source text of a node. */
export function textOf(syntax: Syntax, node: { readonly start: number; readonly end: number }): string {
  return syntax.text.slice(node.start, node.end);
}

/** How many lines a node spans. */
export function lineCount(syntax: Syntax, node: { readonly start: number; readonly end: number }): number {
  return textOf(syntax, node).split('\n').length;
}

/** The name of an identifier node, else null. */
export function nameOf(node: unknown): string | null {
  return isNode(node) && node.type === 'Identifier' && typeof node.name === 'string' ? node.name : null;
}

/** The value of a string literal or of a template without holes, else null. */
export function stringOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  const quasis = node.type === 'TemplateLiteral' ? node.quasis : null;
  return Array.isArray(quasis) && quasis.length === 1 ? String(quasis[0].value.cooked) : null;
}

/** Whether a value is a node of the tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Module specifiers that a file imports or re-exports, types included, and files named by `new URL('./x', …)`. */
export function imports(syntax: Syntax): string[] {
  const found: string[] = [];
  walk(syntax.program, (node) => {
    const from = stringOf(node.source);
    if (from !== null && /^(Import|Export)/.test(node.type)) found.push(from);
    if (node.type === 'NewExpression' && nameOf(node.callee) === 'URL') found.push(...relativeStrings(node));
  });
  return found;
}

function relativeStrings(node: Node): string[] {
  const found: string[] = [];
  walk(node, (inner) => {
    const text = stringOf(inner);
    if (text !== null && /^\.{1,2}\//.test(text)) found.push(text);
  });
  return found;
}
