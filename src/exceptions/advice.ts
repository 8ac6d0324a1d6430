import type { Text } from '../model/language.ts';
import type { Cause, ExceptionType } from '../model/result.ts';

function text(simplified: string, traditional: string, en: string): Text {
  return { 'zh-CN': simplified, 'zh-TW': traditional, en };
}

const BY_CAUSE: Readonly<Partial<Record<Cause, Text>>> = {
  partial_refund: text(
    '重新导出订单报表再导入，多半会自动结清；确认退款属实也可以直接认可。',
    '重新匯出訂單報表再匯入，多半會自動結清；確認退款屬實也可以直接認可。',
    'Export the orders again and import that: it will most likely settle by itself. Or accept it when the refund is right.',
  ),
  closed_but_paid: text(
    '先看后面有没有退款；没有就联系买家或平台，把钱退回或改正订单状态。',
    '先看後面有沒有退款；沒有就聯絡買家或平台，把款項退回或更正訂單狀態。',
    'See whether a refund follows. If none does, have the platform or the buyer put it right.',
  ),
  commission_rate: text(
    '与合同或活动约定的费率比对；确实多扣，同类攒在一起向平台申诉。',
    '與合約或活動約定的費率比對；確實多扣，同類集中向平台申訴。',
    'Compare with the rate agreed. If too much was taken, claim all of one kind together.',
  ),
  damaged_id: text(
    '用原始下载的文件（没有经 Excel 另存）重新导入。',
    '用原始下載的檔案（沒有經 Excel 另存）重新匯入。',
    'Import the file as it was downloaded, not as a spreadsheet saved it.',
  ),
  order_outside_export: text(
    '把订单报表的日期往前多选一段，再导入。',
    '把訂單報表的日期往前多選一段，再匯入。',
    'Export the orders of the days before as well, and import that.',
  ),
};

const BY_TYPE: Readonly<Record<ExceptionType, Text>> = {
  missing_receipt: text(
    '看是否少导入了一个账户的账单；都齐了就向平台申诉。',
    '看是否少匯入了一個帳戶的對帳單；都齊了就向平台申訴。',
    'See whether the statement of an account is missing; if none is, claim from the platform.',
  ),
  missing_order: text(
    '手工匹配到它的订单；找不到就问运营同事这笔钱的来历。',
    '手動配對到它的訂單；找不到就問營運同事這筆款項的來歷。',
    'Match it with its order by hand; if none fits, ask a colleague where the money came from.',
  ),
  amount_short: text(
    '看有没有退款、补贴、扣费没有算进来；找不到原因就向平台申诉，金额小可以核销。',
    '看有沒有退款、補貼、扣費沒有算進來；找不到原因就向平台申訴，金額小可以沖銷。',
    'Look for a refund, subsidy or fee that was left out. If there is none, claim it, or write it off when it is small.',
  ),
  amount_over: text(
    '看有没有平台补贴或买家补款；属于别的订单就手工匹配过去。',
    '看有沒有平台補貼或買家補款；屬於別的訂單就手動配對過去。',
    'Look for a subsidy or a balance payment. If it belongs to another order, match it there by hand.',
  ),
  duplicate_receipt: text(
    '核对两行流水号；确是重复，等平台冲正或退回。',
    '核對兩筆明細編號；確是重複，等平台沖正或退回。',
    'Compare the numbers of both lines. If it came twice, wait for the reversal or give it back.',
  ),
  missing_refund: text(
    '看退款是否由别的账户付出；确实没扣，等平台扣款。',
    '看退款是否由其他帳戶付出；確實沒扣，等平台扣款。',
    'See whether another account paid the refund; if not, the platform will take it later.',
  ),
  unexpected_refund: text(
    '到退款管理里核对；属于别的订单就手工匹配过去。',
    '到退款管理裡核對；屬於別的訂單就手動配對過去。',
    'Compare with the refund list. If it belongs to another order, match it there by hand.',
  ),
  status_mismatch: text(
    '核对订单状态，重新导出订单报表再导入。',
    '核對訂單狀態，重新匯出訂單報表再匯入。',
    'Look at the order as it is now, export the orders again and import that.',
  ),
  fee_variance: text(
    '与合同费率比对；确实多扣，攒在一起申诉。',
    '與合約費率比對；確實多扣，集中申訴。',
    'Compare with the rate agreed, and claim what was taken too much.',
  ),
};

/** What to do about an exception, in one sentence. */
export function adviceOn(type: ExceptionType, cause: Cause): Text {
  return BY_CAUSE[cause] ?? BY_TYPE[type];
}
