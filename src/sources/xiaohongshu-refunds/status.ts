import type { RefundStatus } from '../../model/facts.ts';

/** Kinds of case that give goods, not money. */
const MOVES_NO_MONEY = /换货|补寄|维修/;
const SUCCEEDED = /完成|成功/;
const CLOSED = /取消|关闭|撤销/;
const PENDING = /^待|拒绝|处理中|审核中|退款中/;

/** How a case ended by 状态 and 售后类型; null for a state that the platform is not known to write. */
export function refundStatusOf(status_text: string, kind_text: string | null): RefundStatus | null {
  if (CLOSED.test(status_text)) return 'closed';
  if (SUCCEEDED.test(status_text)) return MOVES_NO_MONEY.test(kind_text ?? '') ? 'closed' : 'succeeded';
  return PENDING.test(status_text) ? 'pending' : null;
}
