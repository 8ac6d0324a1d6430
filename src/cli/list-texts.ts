import { type Language, say, type Text } from '../model/language.ts';

/** Words of the commands that look things up or change the book. */
export const LIST_TEXTS = {
  imports_none: { 'zh-CN': '还没有导入文件。', 'zh-TW': '尚未匯入檔案。', en: 'No file was imported yet.' },
  import_no: { 'zh-CN': '编号', 'zh-TW': '編號', en: 'no' },
  imported_at: { 'zh-CN': '导入时间', 'zh-TW': '匯入時間', en: 'imported at' },
  file: { 'zh-CN': '文件', 'zh-TW': '檔案', en: 'file' },
  rows: { 'zh-CN': '行数', 'zh-TW': '列數', en: 'rows' },
  refused: { 'zh-CN': '拒收', 'zh-TW': '讀不懂', en: 'refused' },
  undone: {
    'zh-CN': '已撤销导入 {import_id}（{file}）。请运行 duideshang run 重新对账。',
    'zh-TW': '已復原匯入 {import_id}（{file}）。請執行 duideshang run 重新對帳。',
    en: 'Import {import_id} ({file}) was undone. Run duideshang run to reconcile again.',
  },
  imported: {
    'zh-CN': '已导入账套 {book}。接着运行 duideshang run 对账。',
    'zh-TW': '已匯入帳本 {book}。接著執行 duideshang run 對帳。',
    en: 'Imported into the book {book}. Run duideshang run to reconcile.',
  },
  exceptions_shown: {
    'zh-CN': '共 {count} 项，差异合计 {amount}。',
    'zh-TW': '共 {count} 項，差異合計 {amount}。',
    en: '{count} {count:exception|exceptions}, {amount} in all.',
  },
  exceptions_more: {
    'zh-CN': '只列出前 {shown} 项；用 --limit 看更多，或用 --csv 文件 全部写出。',
    'zh-TW': '只列出前 {shown} 項；用 --limit 看更多，或用 --csv 檔案 全部寫出。',
    en: 'The first {shown} are shown; --limit shows more, --csv FILE writes all.',
  },
  exceptions_written: { 'zh-CN': '已写出 {path}。', 'zh-TW': '已寫出 {path}。', en: 'Written: {path}.' },
  exceptions_none: { 'zh-CN': '没有这样的差异。', 'zh-TW': '沒有這樣的差異。', en: 'No such exception.' },
  order_no: { 'zh-CN': '订单编号', 'zh-TW': '訂單編號', en: 'order no' },
  type: { 'zh-CN': '类型', 'zh-TW': '類型', en: 'type' },
  cause: { 'zh-CN': '原因', 'zh-TW': '原因', en: 'cause' },
  expected: { 'zh-CN': '应为', 'zh-TW': '應為', en: 'should be' },
  actual: { 'zh-CN': '实际', 'zh-TW': '實際', en: 'actual' },
  discrepancy: { 'zh-CN': '差异金额', 'zh-TW': '差異金額', en: 'discrepancy' },
  says: { 'zh-CN': '说明', 'zh-TW': '說明', en: 'explanation' },
  decided: { 'zh-CN': '决定', 'zh-TW': '決定', en: 'decided' },
  evidence: { 'zh-CN': '依据', 'zh-TW': '依據', en: 'evidence' },
  story_title: { 'zh-CN': '订单 {order_no}', 'zh-TW': '訂單 {order_no}', en: 'Order {order_no}' },
  story_state: { 'zh-CN': '核对结果：{state}', 'zh-TW': '核對結果：{state}', en: 'Result: {state}' },
  story_no_run: {
    'zh-CN': '上一次对账没有看这个订单。',
    'zh-TW': '上一次對帳沒有看這筆訂單。',
    en: 'The last run did not look at this order.',
  },
  story_events: { 'zh-CN': '经过', 'zh-TW': '經過', en: 'What happened' },
  story_equation: { 'zh-CN': '等式', 'zh-TW': '等式', en: 'The equation' },
  story_exceptions: { 'zh-CN': '差异', 'zh-TW': '差異', en: 'Exceptions' },
  superseded: {
    'zh-CN': '（已被后来的导出更新）',
    'zh-TW': '（已被後來的匯出更新）',
    en: '(updated by a later export)',
  },
  taken_back_later: { 'zh-CN': '（后来撤销了）', 'zh-TW': '（後來復原了）', en: '(taken back later)' },
  what_order: { 'zh-CN': '订单', 'zh-TW': '訂單', en: 'order' },
  what_order_line: { 'zh-CN': '子订单', 'zh-TW': '子訂單', en: 'order line' },
  what_refund: { 'zh-CN': '退款', 'zh-TW': '退款', en: 'refund' },
  what_statement_line: { 'zh-CN': '流水', 'zh-TW': '流水', en: 'wallet line' },
  what_decision: { 'zh-CN': '决定', 'zh-TW': '決定', en: 'decision' },
  what_transfer: { 'zh-CN': '手工匹配、调账', 'zh-TW': '手動配對、調帳', en: 'money moved by hand' },
  detail_number: { 'zh-CN': '{value}', 'zh-TW': '{value}', en: '{value}' },
  detail_paid_at: { 'zh-CN': '付款 {value}', 'zh-TW': '付款 {value}', en: 'paid {value}' },
  detail_shipped_at: { 'zh-CN': '发货 {value}', 'zh-TW': '出貨 {value}', en: 'sent {value}' },
  detail_parcel: { 'zh-CN': '物流 {value}', 'zh-TW': '物流 {value}', en: 'parcel {value}' },
  detail_delivered_at: { 'zh-CN': '确认收货 {value}', 'zh-TW': '確認收貨 {value}', en: 'confirmed {value}' },
  detail_payout: { 'zh-CN': '打款商家 {value}', 'zh-TW': '撥款商家 {value}', en: 'payout {value}' },
  detail_quantity: { 'zh-CN': '数量 {value}', 'zh-TW': '數量 {value}', en: 'quantity {value}' },
  detail_weight: { 'zh-CN': '{value} 公斤', 'zh-TW': '{value} 公斤', en: '{value} kg' },
  detail_joined: { 'zh-CN': '合并的订单 {value}', 'zh-TW': '合併的訂單 {value}', en: 'joins orders {value}' },
  decision_accept: { 'zh-CN': '接受', 'zh-TW': '接受', en: 'accepted' },
  decision_write_off: { 'zh-CN': '核销', 'zh-TW': '沖銷', en: 'written off' },
  decision_match: { 'zh-CN': '人工匹配', 'zh-TW': '人工比對', en: 'matched by hand' },
  decided_done: {
    'zh-CN': '已记下对 {count} 项差异的决定。重跑、补导入都不会丢；金额变了会再问您。',
    'zh-TW': '已記下對 {count} 項差異的決定。重跑、補匯入都不會遺失；金額變了會再問您。',
    en: 'The decision on {count} {count:exception|exceptions} is kept. It outlives every run; when the money changes you are asked again.',
  },
  taken_back: {
    'zh-CN': '已收回 {count} 项决定。运行 duideshang run 后按没有决定重新核对。',
    'zh-TW': '已收回 {count} 項決定。執行 duideshang run 後按沒有決定重新核對。',
    en: '{count} {count:decision was|decisions were} taken back. The next duideshang run goes by what is left.',
  },
  matched_done: {
    'zh-CN': '已记下：{key} 的钱属于订单 {order_no}。运行 duideshang run 后生效。',
    'zh-TW': '已記下：{key} 的款項屬於訂單 {order_no}。執行 duideshang run 後生效。',
    en: 'Kept: the money of {key} belongs to the order {order_no}. The next duideshang run ties it.',
  },
  rules_none: {
    'zh-CN': '这个账套没有自己的规则，只用内置规则。',
    'zh-TW': '這個帳本沒有自己的規則，只用內建規則。',
    en: 'The book has no rules of its own; the built-in ones apply.',
  },
  rules_own: { 'zh-CN': '账套自己的规则', 'zh-TW': '帳本自己的規則', en: 'Rules of the book' },
  rules_built_in: {
    'zh-CN': '内置规则 {fees} 条扣费规则、{keys} 条单号规则；用 --all 列出。',
    'zh-TW': '內建規則 {fees} 條扣費規則、{keys} 條單號規則；用 --all 列出。',
    en: 'Built in: {fees} fee rules and {keys} order number rules; --all lists them.',
  },
  rules_set: {
    'zh-CN':
      '已换成 {file} 里的规则：{fees} 条扣费规则、{rates} 个费率、{keys} 条单号规则。再对一次账就生效；单号规则有变时，会先重读已导入的账单。',
    'zh-TW':
      '已換成 {file} 裡的規則：{fees} 條扣費規則、{rates} 個費率、{keys} 條單號規則。再對一次帳就生效；單號規則有變時，會先重讀已匯入的對帳單。',
    en: 'The rules are those of {file} now: fee rules {fees}, rates {rates}, order number rules {keys}. The next run uses them; where those changed, it reads the statements again first.',
  },
  rules_cleared: {
    'zh-CN': '已去掉账套自己的规则。',
    'zh-TW': '已去掉帳本自己的規則。',
    en: 'The rules of the book were taken away.',
  },
  rule_id: { 'zh-CN': '规则', 'zh-TW': '規則', en: 'rule' },
  rule_days: { 'zh-CN': '{days} 天', 'zh-TW': '{days} 天', en: '{days} days' },
  rule_test: { 'zh-CN': '条件', 'zh-TW': '條件', en: 'test' },
  rule_result: { 'zh-CN': '归为', 'zh-TW': '歸為', en: 'becomes' },
  simulated: {
    'zh-CN': '已生成 {orders} 个订单、{lines} 条流水，文件在 {files}，真实答案在 {truth}。',
    'zh-TW': '已產生 {orders} 筆訂單、{lines} 筆收支明細，檔案在 {files}，正確答案在 {truth}。',
    en: 'Made {orders} {orders:order|orders} and {lines} wallet {lines:line|lines}; the files are in {files}, the truth in {truth}.',
  },
  simulated_next: {
    'zh-CN': '接着试试：duideshang reconcile {files} --out {out}',
    'zh-TW': '接著試試：duideshang reconcile {files} --out {out}',
    en: 'Try next: duideshang reconcile {files} --out {out}',
  },
  sample_about: {
    'zh-CN': '一家样例店铺一个月的原始文件，由模拟器生成，在 {files}；正确答案在 {truth}。',
    'zh-TW': '一家範例店鋪一個月的原始檔案，由模擬器產生，在 {files}；正確答案在 {truth}。',
    en: 'The raw files of a sample shop’s month, made by the simulator, in {files}; the truth about them in {truth}.',
  },
  sample_known: {
    'zh-CN': '这些文件上次已经对过账，直接给出上次的结果。',
    'zh-TW': '這些檔案上次已對過帳，直接給出上次的結果。',
    en: 'These files were reconciled before; this is the result of the last time.',
  },
  sample_next: {
    'zh-CN': '换成您自己的文件：duideshang reconcile 文件夹。全部用法：duideshang --help',
    'zh-TW': '換成您自己的檔案：duideshang reconcile 資料夾。全部用法：duideshang --help',
    en: 'Now with your own files: duideshang reconcile FOLDER. All commands: duideshang --help',
  },
} as const satisfies Record<string, Text>;

/** Words of the lists in one language. */
export type ListWords = (
  name: keyof typeof LIST_TEXTS,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Binds the words to a language. */
export function listWords(language: Language): ListWords {
  return (name, values) => say(LIST_TEXTS[name] as Text, language, values);
}
