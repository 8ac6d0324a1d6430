import { ACTIVE_STATES, isLegal, MOVE_NAMES, type MoveName, moveRule } from '../../model/case.ts';
import { MOVE_NAMES_SAID } from '../../model/case-names.ts';
import { LANGUAGES, type Text } from '../../model/language.ts';
import type { Reason } from '../../model/reason.ts';

function text(simplified: string, traditional: string, en: string): Text {
  return { 'zh-CN': simplified, 'zh-TW': traditional, en };
}

/** The columns of the workbook that goes out and comes back; the first two are hidden. */
export const HEADERS = {
  case_id: text('差异编号', '差異編號', 'case'),
  version: text('版本', '版本', 'version'),
  match_key: text('订单编号', '訂單編號', 'order no'),
  type: text('类型', '類型', 'type'),
  cause: text('原因', '原因', 'cause'),
  says: text('说明', '說明', 'explanation'),
  discrepancy: text('差额', '差額', 'discrepancy'),
  happened_at: text('发生时间', '發生時間', 'happened at'),
  shop: text('店铺', '店鋪', 'shop'),
  state: text('状态', '狀態', 'state'),
  result: text('处理结果', '處理結果', 'result'),
  reason: text('处理原因', '處理原因', 'reason'),
  note: text('备注', '備註', 'note'),
} as const satisfies Record<string, Text>;

export type RoundTripColumn = keyof typeof HEADERS;

/** What else the workbook says. */
export const SHEET_TEXTS = {
  cases: text('待处理差异', '待處理差異', 'Open cases'),
  lists: text('清单', '清單', 'Lists'),
  none: text('没有待处理的差异。', '沒有待處理的差異。', 'No open case.'),
  choose: text('请从下拉清单里选一个。', '請從下拉清單裡選一個。', 'Choose one of the list.'),
  keep: text('这一列请不要改。', '這一欄請不要改。', 'Please leave this column as it is.'),
} as const satisfies Record<string, Text>;

/** Moves that can be asked for in a cell: legal for some open case, and in need of nothing but a reason. */
export const CELL_MOVES: readonly MoveName[] = MOVE_NAMES.filter(
  (move) =>
    ACTIVE_STATES.some((state) => isLegal(move, state, false)) &&
    moveRule(move).needs.every((need) => need === 'reason_code'),
);

/** The reason of a move whose cell was left empty. */
export const REASON_GIVEN: Readonly<Partial<Record<MoveName, string>>> = {
  accept: 'verified',
  write_off: 'not_worth_it',
};

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Whether a cell is a text in one of the languages. */
export function isSaid(said: Text, cell: string): boolean {
  return LANGUAGES.some((language) => same(said[language], cell));
}

/** The move that a cell names in any language; null for another word. */
export function moveSaid(cell: string): MoveName | null {
  return CELL_MOVES.find((move) => isSaid(MOVE_NAMES_SAID[move], cell)) ?? null;
}

/** The reason that a cell names in any language; null for another word. */
export function reasonSaid(reasons: readonly Reason[], cell: string): string | null {
  return reasons.find(({ name }) => isSaid(name, cell))?.reason_code ?? null;
}
