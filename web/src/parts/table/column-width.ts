import type { ListColumn } from '../../../../src/server/contract/lists.ts';
import type { Language } from '../../words/words.ts';

const WIDTHS: Readonly<Record<ListColumn['type'], number>> = {
  text: 170,
  code: 130,
  money: 128,
  quantity: 96,
  moment: 142,
  day: 108,
  count: 84,
};
/** Columns whose values are known: no digit of an order or account number may be cut. */
const OWN_WIDTHS: Readonly<Record<string, number>> = {
  match_key: 192,
  order_no: 192,
  says: 460,
  entry_type: 110,
  description: 200,
  account_id: 196,
};
/** Beside the words of a head: its space, and the sign of its order. */
const HEAD_PX = 56;
/** Beside a name: the space around it. */
const CELL_PX = 24;
/** Columns whose names stand on a badge, behind a sign. */
const BADGES: ReadonlySet<string> = new Set(['state']);
const BADGE_PX = 36;
/** Names wider than this are cut. */
const NAME_PX_MAX = 210;
/** Of a column of names. */
const NAMES_PX_MIN = 104;

/** Of figures and Latin letters, and of Chinese characters, in the type of a table; bold heads are no wider. */
const LATIN_PX = 7.4;
const WIDE_PX = 14;
const WIDE = /[\u2e80-\u9fff\uff00-\uffef]/;

/** The width of a column that nobody has changed: its head, and its names where it has such, are shown whole. */
export function plainWidth({ name, type, label, names = {} }: ListColumn, language: Language): number {
  const beside = CELL_PX + (BADGES.has(name) ? BADGE_PX : 0);
  const named = Object.values(names).map((each) => wordWidth(each[language]) + beside);
  const widest = Math.min(Math.max(0, ...named), NAME_PX_MAX);
  return Math.max(
    OWN_WIDTHS[name] ?? (widest > 0 ? NAMES_PX_MIN : WIDTHS[type]),
    widest,
    wordWidth(label[language]) + HEAD_PX,
  );
}

/** About how wide a word is in a table, in pixels: enough to show it whole. */
export function wordWidth(word: string): number {
  return Math.ceil(
    [...word].reduce((sum, character) => sum + (WIDE.test(character) ? WIDE_PX : LATIN_PX), 0),
  );
}
