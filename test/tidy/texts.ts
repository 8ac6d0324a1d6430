import { ALL } from './code.ts';
import { isNode, type Node, nameOf, nodes, place, type Syntax, stringOf } from './syntax.ts';

/** A text of the program in its three languages, and where it stands. */
export interface SaidText {
  readonly place: string;
  /** Null where the language is missing or is no plain string. */
  readonly says: Readonly<Record<'zh-CN' | 'zh-TW' | 'en', string | null>>;
}

/** Characters written otherwise in Taiwan, of those that our texts use. */
export const SIMPLIFIED = /[单账对为订号编关与参数输误读进认时间应这个们发现请货链给钱费来导归还没过选择两]/;

/** Characters written otherwise on the mainland. */
export const TRADITIONAL = /[單帳對為訂號編關與參數輸誤讀進認時間應這個們發現請貨鏈給錢費來導歸還沒過選擇兩]/;

/** All texts that the program holds: objects with a language as key, and calls of `text(simplified, traditional, english)`. */
export function saidTexts(): SaidText[] {
  return ALL.filter(({ path }) => path.startsWith('src/') && !path.endsWith('.test.ts')).flatMap((file) => [
    ...nodes(file, isTextObject).map((node) => ({ place: place(file, node), says: saysOfObject(node) })),
    ...nodes(file, (node) => isTextCall(file, node)).map((node) => ({
      place: place(file, node),
      says: saysOfCall(node),
    })),
  ]);
}

function isTextObject(node: Node): boolean {
  if (node.type !== 'ObjectExpression') return false;
  return ['zh-CN', 'zh-TW'].some((key) => stringOf(keyed(node, key)) !== null);
}

function isTextCall(file: Syntax, node: Node): boolean {
  if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'text') return false;
  return (
    !file.path.startsWith('src/sources/') && Array.isArray(node.arguments) && node.arguments.length === 3
  );
}

function saysOfObject(node: Node): SaidText['says'] {
  return {
    'zh-CN': stringOf(keyed(node, 'zh-CN')),
    'zh-TW': stringOf(keyed(node, 'zh-TW')),
    en: stringOf(keyed(node, 'en')),
  };
}

function saysOfCall(node: Node): SaidText['says'] {
  const [simplified, traditional, english] = Array.isArray(node.arguments) ? node.arguments : [];
  return { 'zh-CN': stringOf(simplified), 'zh-TW': stringOf(traditional), en: stringOf(english) };
}

function keyed(node: Node, key: string): unknown {
  const properties: unknown[] = Array.isArray(node.properties) ? node.properties : [];
  const property = properties.filter(isNode).find((one) => (nameOf(one.key) ?? stringOf(one.key)) === key);
  return property?.value;
}
