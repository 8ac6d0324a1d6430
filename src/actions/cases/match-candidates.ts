import { daysApart } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import { evidenceAt, type RowEvidence } from '../../model/evidence.ts';
import type { Text } from '../../model/language.ts';
import type { Actor } from '../../model/role.ts';
import { absolute, type Minor } from '../../money/money.ts';
import type { Book } from '../../store/book.ts';
import { idOf } from '../../store/cases/case-moves.ts';
import { caseOf } from '../../store/cases/cases.ts';
import {
  type CandidateRow,
  keysNumbered,
  openCounterparts,
  wordsOfKeys,
} from '../../store/cases/match-candidates.ts';
import { type OutstandingRow, outstandingOf } from '../../store/cases/transfers.ts';

/** A key that money could be moved from or to. */
export interface Candidate {
  readonly match_key: string;
  readonly order_no: string | null;
  readonly case_id: string | null;
  readonly kind: 'order' | 'receipt';
  readonly shop: string | null;
  readonly account_id: string | null;
  readonly at: string | null;
  /** What this key has too little (positive) or too much (negative). */
  readonly open_minor: Minor;
  /** Words of the order or the line. */
  readonly words: string;
  readonly evidence: RowEvidence | null;
  /** Why it is near. */
  readonly near: readonly Text[];
}

const SHOWN_MAX = 30;
const NEAR_DAYS = 7;
const ALIKE_LENGTH_MIN = 8;

/**
 * What the money of a case could be matched with: keys of open cases on the other side, near ones first, or the keys that
 * `number` finds. @throws case_unknown
 */
export async function matchCandidates(
  book: Book,
  who: Actor,
  case_id: string,
  number = '',
): Promise<{ self: Candidate; candidates: Candidate[] }> {
  const { store, book_id } = book;
  const row = await caseOf(store, book_id, idOf(case_id), who);
  if (row === null) throw new DuideshangError('case_unknown', { case_id });
  const asked = number.trim();
  const others =
    asked === ''
      ? await openCounterparts(store, book_id, row, who)
      : await keysNumbered(store, book_id, asked, who);
  const rows = [{ match_key: row.match_key, case_id: row.case_id }, ...others];
  const [self, ...candidates] = await candidatesOf(book, rows);
  if (self === undefined || self.match_key !== row.match_key)
    throw new DuideshangError('case_unknown', { case_id });
  const near = candidates
    .filter((each) => each.match_key !== self.match_key && (asked !== '' || each.open_minor !== 0n))
    .map((each) => ({ ...each, near: nearness(self, each) }));
  return { self, candidates: near.slice(0, SHOWN_MAX) };
}

async function candidatesOf({ store, book_id }: Book, rows: readonly CandidateRow[]): Promise<Candidate[]> {
  const keys = rows.map(({ match_key }) => match_key);
  const open = new Map((await outstandingOf(store, book_id, keys)).map((each) => [each.match_key, each]));
  const words = await wordsOfKeys(store, book_id, keys);
  return rows.flatMap(({ match_key, case_id }): Candidate[] => {
    const outstanding = open.get(match_key);
    if (outstanding === undefined) return [];
    const told = words.get(match_key);
    return [
      {
        ...keyOf(outstanding),
        case_id: case_id === null ? null : String(case_id),
        words: told?.words ?? '',
        evidence: told === undefined ? null : evidenceAt(told),
        near: [],
      },
    ];
  });
}

function keyOf({ match_key, has_order, shop, account_id, at, open_minor }: OutstandingRow) {
  const order_no = match_key.startsWith('?') ? null : match_key;
  const kind = has_order ? ('order' as const) : ('receipt' as const);
  return { match_key, order_no, kind, shop, account_id, at, open_minor };
}

/** What makes a key near to another. */
function nearness(self: Candidate, other: Candidate): Text[] {
  const reasons: Text[] = [];
  if (absolute(self.open_minor) === absolute(other.open_minor)) reasons.push(SAME_AMOUNT);
  const days = self.at === null || other.at === null ? null : daysApart(self.at, other.at);
  if (days === 0) reasons.push(SAME_DAY);
  else if (days !== null && days <= NEAR_DAYS) reasons.push(apart(days));
  if (isAlike(bare(self.match_key), bare(other.match_key))) reasons.push(ALIKE_NUMBER);
  return reasons;
}

function bare(match_key: string): string {
  return match_key.replace(/^\?/, '');
}

/** Two digits at most are other: a slip of the pen, or two digits that changed places. */
function isAlike(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < ALIKE_LENGTH_MIN) return false;
  let other = 0;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) other += 1;
  return other <= 2;
}

const SAME_AMOUNT: Text = { 'zh-CN': '金额相同', 'zh-TW': '金額相同', en: 'same amount' };
const SAME_DAY: Text = { 'zh-CN': '同一天', 'zh-TW': '同一天', en: 'same day' };
const ALIKE_NUMBER: Text = { 'zh-CN': '号码相近', 'zh-TW': '號碼相近', en: 'alike number' };

function apart(days: number): Text {
  const en = days === 1 ? '1 day apart' : `${days} days apart`;
  return { 'zh-CN': `相差 ${days} 天`, 'zh-TW': `相差 ${days} 天`, en };
}
