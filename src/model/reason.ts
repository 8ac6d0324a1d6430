import type { Text } from './language.ts';
import type { Cause } from './result.ts';

/** A reason for resolving, from the list that the book keeps. */
export interface Reason {
  readonly reason_code: string;
  readonly name: Text;
  /** Causes it is offered for first; none for all. */
  readonly causes: readonly Cause[];
  /** No longer offered; cases that were resolved with it keep it. */
  readonly retired: boolean;
}

function reason(
  reason_code: string,
  causes: readonly Cause[],
  names: readonly [string, string, string],
): Reason {
  const [simplified, traditional, en] = names;
  return {
    reason_code,
    name: { 'zh-CN': simplified, 'zh-TW': traditional, en },
    causes,
    retired: false,
  };
}

/** The reasons that a book has until it keeps a list of its own. */
export const BUILT_IN_REASONS: readonly Reason[] = [
  reason('verified', [], ['查明无误', '查明無誤', 'looked into, in order']),
  reason(
    'refund_verified',
    ['partial_refund'],
    ['部分退款，已核实', '部分退款，已查證', 'partial refund, verified'],
  ),
  reason(
    'rate_agreed',
    ['commission_rate'],
    ['费率已与平台确认', '費率已與平台確認', 'rate agreed with the platform'],
  ),
  reason(
    'campaign_rate',
    ['commission_rate'],
    ['参加活动，按活动费率', '參加活動，依活動費率', 'campaign rate applies'],
  ),
  reason(
    'subsidy_verified',
    ['platform_subsidy'],
    ['平台补贴，已核实', '平台補貼，已查證', 'platform subsidy, verified'],
  ),
  reason(
    'refund_follows',
    ['closed_but_paid'],
    ['已关闭，退款随后到', '已關閉，退款隨後到', 'closed, the refund follows'],
  ),
  reason(
    'other_period',
    ['order_outside_export', 'settlement_delay'],
    ['属于别的账期', '屬於其他帳期', 'belongs to another period'],
  ),
  reason('number_mended', ['damaged_id'], ['单号已更正', '單號已更正', 'the number was mended']),
  reason('settled_offline', [], ['线下已结清', '線下已結清', 'settled elsewhere']),
  reason('test_order', [], ['测试单、内部单', '測試單、內部單', 'test or internal order']),
  reason('returned_twice', [], ['重复到账，已退回', '重複到帳，已退回', 'came twice, given back']),
  reason('not_worth_it', [], ['金额小，不再追', '金額小，不再追', 'too small to pursue']),
  reason('uncollectible', [], ['追不回', '追不回', 'cannot be collected']),
  reason('claim_refused', [], ['平台不予赔付', '平台不予賠付', 'claim refused by the platform']),
  reason('other', [], ['其他（见备注）', '其他（見備註）', 'other (see the note)']),
];

/** Reasons that the program gives by itself; they are not offered. */
export const PROGRAM_REASONS: readonly Reason[] = [
  reason('settled', [], ['后到的文件已结清', '後到的檔案已結清', 'settled by a later file']),
  reason('matched_by_hand', [], ['手工匹配', '人工配對', 'matched by hand']),
  reason('adjusted', [], ['已调账', '已調帳', 'adjusted']),
];

/** At most so many reasons in a book, and characters in a name. */
export const REASONS_MAX = 200;
export const REASON_NAME_MAX = 60;
