import type { Subject } from '../../model/facts.ts';
import { NAME_RULES } from './built-in-fee-rules.ts';
import { classifySubject } from './fee-rules.ts';
import { maskDigits, masksTo } from './mask.ts';

const TRADE_TYPES = new Set(['交易付款', '在线支付', '交易退款', '交易收款', '交易退款(售后)']);
const KIND_LENGTH_MAX = 12;
const TITLES_KEPT_MAX = 10_000;
const GROUPS_KEPT_MAX = 10_000;
const RECENT_MAX = 64;

const titleSpeaks = new Map<string, boolean>();

/** A subject met before, with what it was made of. */
interface Recent {
  readonly entry_type: string;
  readonly masked_memo: string;
  readonly name: string;
  readonly subject: Subject;
}

/** Subjects met before, by description (by type without one): nearly every line has one of a few dozen. */
const recentSubjects = new Map<string, Recent[]>();

/**
 * The words by which a line says what it is for, with few distinct values: digits of the memo are masked; the product
 * in `售后退款-<product>-T200P…` is left out; the title (商品名称) joins the memo only where the description is empty,
 * the line is no buyer's payment or refund, and a built-in rule knows the title (`花呗支付服务费`).
 * Lines alike get the same object for as long as it is remembered.
 */
export function subjectOf(entry_type: string, description: string, memo: string, title: string): Subject {
  const name = description !== '' || title === '' || TRADE_TYPES.has(entry_type) ? '' : knownName(title);
  const recents = recentsOf(description === '' ? entry_type : description);
  for (const recent of recents) {
    if (
      recent.entry_type === entry_type &&
      recent.name === name &&
      recent.subject.description === description &&
      masksTo(memo, recent.masked_memo)
    )
      return recent.subject;
  }
  return newSubject(entry_type, description, maskDigits(memo), name, recents);
}

function recentsOf(group: string): Recent[] {
  let recents = recentSubjects.get(group);
  if (recents === undefined) {
    if (recentSubjects.size >= GROUPS_KEPT_MAX) recentSubjects.clear();
    recents = [];
    recentSubjects.set(structuredClone(group), recents);
  }
  return recents;
}

function newSubject(
  entry_type: string,
  description: string,
  masked_memo: string,
  name: string,
  recents: Recent[],
): Subject {
  const words = withoutProduct(masked_memo);
  const memo = name === '' || words.includes(name) ? words : words === '' ? name : `${name} ${words}`;
  const subject = { entry_type, description, memo };
  // With a product in it a memo hardly comes again.
  if (words !== masked_memo) return subject;
  // A copy: the texts are slices of what they were read from and would keep all of it in memory.
  const recent = structuredClone({ entry_type, masked_memo, name, subject });
  if (recents.length >= RECENT_MAX) recents.pop();
  recents.unshift(recent);
  return recent.subject;
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

/** The title with its digits masked, '' if no built-in rule knows it. */
function knownName(title: string): string {
  const name = maskDigits(title);
  let known = titleSpeaks.get(name);
  if (known === undefined) {
    if (titleSpeaks.size >= TITLES_KEPT_MAX) titleSpeaks.clear();
    const subject = { entry_type: '', description: '', memo: name };
    known = classifySubject('alipay', subject, NAME_RULES).rule_id !== 'none';
    // A copy: the name is a slice of the text it was read from and would keep all of it in memory.
    titleSpeaks.set(structuredClone(name), known);
  }
  return known ? name : '';
}
