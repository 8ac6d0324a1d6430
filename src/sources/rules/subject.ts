import type { Subject } from '../../model/facts.ts';
import { NAME_RULES } from './built-in-fee-rules.ts';
import { classifySubject } from './fee-rules.ts';
import { maskDigits } from './mask.ts';

const TRADE_TYPES = new Set(['交易付款', '在线支付', '交易退款', '交易收款', '交易退款(售后)']);
const KIND_LENGTH_MAX = 12;
const TITLES_KEPT_MAX = 10_000;

const titleSpeaks = new Map<string, boolean>();

/**
 * The words by which a line says what it is for, with few distinct values: digits of the memo are masked; the product
 * in `售后退款-<product>-T200P…` is left out; the title (商品名称) joins the memo only where the description is empty,
 * the line is no buyer's payment or refund, and a built-in rule knows the title (`花呗支付服务费`).
 */
export function subjectOf(entry_type: string, description: string, memo: string, title: string): Subject {
  const words = withoutProduct(maskDigits(memo));
  if (description !== '' || title === '' || TRADE_TYPES.has(entry_type)) {
    return { entry_type, description, memo: words };
  }
  const name = maskDigits(title);
  if (words.includes(name) || !isKnownTitle(name)) return { entry_type, description, memo: words };
  return { entry_type, description, memo: words === '' ? name : `${name} ${words}` };
}

/** `售后退款-<product>-T#P#` without the product. */
function withoutProduct(memo: string): string {
  if (!memo.endsWith('P#')) return memo;
  const dash = memo.indexOf('-');
  const order = memo.lastIndexOf('T#');
  if (dash < 1 || dash > KIND_LENGTH_MAX || order < dash) return memo;
  const no = memo.slice(order);
  return no === 'T#P#' || no === 'T#NP#' ? `${memo.slice(0, dash)}-…-${no}` : memo;
}

function isKnownTitle(name: string): boolean {
  let known = titleSpeaks.get(name);
  if (known === undefined) {
    if (titleSpeaks.size >= TITLES_KEPT_MAX) titleSpeaks.clear();
    const subject = { entry_type: '', description: '', memo: name };
    known = classifySubject('alipay', subject, NAME_RULES).rule_id !== 'none';
    // A copy: the name is a slice of the text it was read from and would keep all of it in memory.
    titleSpeaks.set(structuredClone(name), known);
  }
  return known;
}
