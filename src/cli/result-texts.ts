import { type Language, say, type Text, type Value } from '../model/language.ts';

/** The words of the result on the terminal. */
export const RESULT_TEXTS = {
  title: {
    'zh-CN': '对得上 ｜ 账套 {book}',
    'zh-TW': '對得上 ｜ 帳本 {book}',
    en: 'Duideshang | book {book}',
  },
  temporary_book: {
    'zh-CN': '只用这一次，不留下',
    'zh-TW': '只用這一次，不留下',
    en: 'for this run only, not kept',
  },
  section_files: {
    'zh-CN': '一、文件读全了吗',
    'zh-TW': '一、檔案讀全了嗎',
    en: '1. Was every file read whole',
  },
  section_equation: {
    'zh-CN': '二、等式（{from} 至 {to}）',
    'zh-TW': '二、等式（{from} 至 {to}）',
    en: '2. The equation ({from} to {to})',
  },
  section_states: { 'zh-CN': '三、订单', 'zh-TW': '三、訂單', en: '3. Orders' },
  section_exceptions: {
    'zh-CN': '四、差异（金额大的在前）',
    'zh-TW': '四、差異（金額大的在前）',
    en: '4. Exceptions (largest money first)',
  },
  section_next: { 'zh-CN': '五、接下来', 'zh-TW': '五、接下來', en: '5. What to do next' },
  section_written: { 'zh-CN': '写出的文件', 'zh-TW': '寫出的檔案', en: 'Files written' },
  file: { 'zh-CN': '文件', 'zh-TW': '檔案', en: 'file' },
  source: { 'zh-CN': '类型', 'zh-TW': '類型', en: 'kind' },
  rows_read: { 'zh-CN': '行数', 'zh-TW': '列數', en: 'rows' },
  rows_new: { 'zh-CN': '新增', 'zh-TW': '新增', en: 'new' },
  rows_unchanged: { 'zh-CN': '未变', 'zh-TW': '未變', en: 'same' },
  rows_changed: { 'zh-CN': '更新', 'zh-TW': '更新', en: 'changed' },
  rows_refused: { 'zh-CN': '拒收', 'zh-TW': '讀不懂', en: 'refused' },
  totals: { 'zh-CN': '合计', 'zh-TW': '合計', en: 'totals' },
  balance: { 'zh-CN': '余额', 'zh-TW': '餘額', en: 'balance' },
  totals_ok: { 'zh-CN': '相符', 'zh-TW': '相符', en: 'agree' },
  totals_waiting: { 'zh-CN': '待核对', 'zh-TW': '待核對', en: 'waiting' },
  totals_mismatch: { 'zh-CN': '不符', 'zh-TW': '不符', en: 'DIFFER' },
  balance_ok: { 'zh-CN': '连续', 'zh-TW': '連續', en: 'unbroken' },
  balance_broken: { 'zh-CN': '断开', 'zh-TW': '斷開', en: 'BROKEN' },
  none: { 'zh-CN': '—', 'zh-TW': '—', en: '—' },
  totals_differ: {
    'zh-CN': '{file}：{of}，文件写 {stated}，读到 {read}。',
    'zh-TW': '{file}：{of}，檔案寫 {stated}，讀到 {read}。',
    en: '{file}: {of}: the file says {stated}, {read} was read.',
  },
  balance_breaks: {
    'zh-CN': '{file}：从第 {row} 行起余额接不上，可能缺行。请重新下载。',
    'zh-TW': '{file}：從第 {row} 列起餘額接不上，可能缺列。請重新下載。',
    en: '{file}: from row {row} on the balance does not follow; rows may be missing. Download the file again.',
  },
  left_out: {
    'zh-CN': '没有用到的工作表：{reason}',
    'zh-TW': '沒有用到的工作表：{reason}',
    en: 'a sheet that is not used: {reason}',
  },
  waits: {
    'zh-CN': '共 {count} 行没有导入；教会以后，把同一个文件再导入一次就会补进来。',
    'zh-TW': '共 {count} 列沒有匯入；教會以後，把同一個檔案再匯入一次就會補進來。',
    en: '{count} rows were not imported; once the table is taught, import the same file again and they come in.',
  },
  count_and_sum: {
    'zh-CN': '{count} 笔 {sum}',
    'zh-TW': '{count} 筆 {sum}',
    en: '{count} {count:line|lines} {sum}',
  },
  no_files: { 'zh-CN': '没有可用的文件。', 'zh-TW': '沒有可用的檔案。', en: 'No file could be used.' },
  closes: {
    'zh-CN': '两边相差 0.00，平。',
    'zh-TW': '兩邊相差 0.00，平衡。',
    en: 'The sides differ by 0.00: it closes.',
  },
  closes_not: {
    'zh-CN': '两边相差 {gap}，不平！这是程序的错误，请勿据此结账，并请反馈。',
    'zh-TW': '兩邊相差 {gap}，不平衡！這是程式的錯誤，請勿據此結帳，並請回報。',
    en: 'The sides differ by {gap}: IT DOES NOT CLOSE. This is a fault of the program; do not close the books on it, and please report it.',
  },
  own_account: {
    'zh-CN': '另有本店账户往来 {amount}（提现、充值、保证金等，不在等式里）。',
    'zh-TW': '另有本店帳戶往來 {amount}（提領、儲值、保證金等，不在等式裡）。',
    en: 'Besides: {amount} moved between own accounts (withdrawals, top-ups, deposits; not in the equation).',
  },
  type: { 'zh-CN': '类型', 'zh-TW': '類型', en: 'type' },
  cause: { 'zh-CN': '原因', 'zh-TW': '原因', en: 'cause' },
  count: { 'zh-CN': '项数', 'zh-TW': '項數', en: 'count' },
  discrepancy: { 'zh-CN': '差异金额', 'zh-TW': '差異金額', en: 'discrepancy' },
  total: { 'zh-CN': '合计', 'zh-TW': '合計', en: 'total' },
  no_exceptions: { 'zh-CN': '没有差异。', 'zh-TW': '沒有差異。', en: 'No exceptions.' },
  inside_fees: {
    'zh-CN': '扣费不符 {fees} 已含在平台扣费里；其余合计 {rest}，就是等式里的差异。',
    'zh-TW': '扣費不符 {fees} 已含在平台扣費裡；其餘合計 {rest}，就是等式裡的差異。',
    en: 'Fee variances of {fees} lie inside the fees; the rest, {rest}, is the discrepancy of the equation.',
  },
  decided: {
    'zh-CN': '其中 {count} 项已有决定。',
    'zh-TW': '其中 {count} 項已有決定。',
    en: '{count} of these {count:is|are} decided.',
  },
  next_failures: {
    'zh-CN': '有 {count} 个文件没有读进去，原因见上；处理好再运行一次，已读的不会重复。',
    'zh-TW': '有 {count} 個檔案沒有讀進去，原因見上；處理好再執行一次，已讀的不會重複。',
    en: '{count} {count:file was|files were} not taken, see above why; mend {count:it|them} and run again: what was read is not counted twice.',
  },
  next_refused: {
    'zh-CN': '有 {count} 行被拒收，逐行的原因在 {path}；改好后把它导入即可。',
    'zh-TW': '有 {count} 列讀不懂，逐列的原因在 {path}；改好後把它匯入即可。',
    en: '{count} {count:row was|rows were} refused; {path} says why, row by row. Mend it and import it.',
  },
  next_refused_bare: {
    'zh-CN': '有 {count} 行被拒收；加 --out 文件夹，会写出带原因的文件，改好后可再导入。',
    'zh-TW': '有 {count} 列讀不懂；加 --out 資料夾，會寫出帶原因的檔案，改好後可再匯入。',
    en: '{count} {count:row was|rows were} refused; with --out DIR a file with the reasons is written, to be mended and imported.',
  },
  next_incomplete: {
    'zh-CN': '有文件合计不符或余额断开：先重新下载它们，再看下面的结果。',
    'zh-TW': '有檔案合計不符或餘額斷開：先重新下載它們，再看下面的結果。',
    en: 'A file differs from its own totals or its balance breaks: download it again before you trust the rest.',
  },
  next_exceptions: {
    'zh-CN': '有 {count} 项差异，从金额最大的看起。看一个订单的来龙去脉：duideshang explain {order_no}{book}',
    'zh-TW': '有 {count} 項差異，從金額最大的看起。看一個訂單的來龍去脈：duideshang explain {order_no}{book}',
    en: '{count} {count:exception|exceptions: begin with the largest}. The story of one order: duideshang explain {order_no}{book}',
  },
  next_exceptions_bare: {
    'zh-CN': '有 {count} 项差异，从金额最大的看起。逐项列出：duideshang exceptions{book}',
    'zh-TW': '有 {count} 項差異，從金額最大的看起。逐項列出：duideshang exceptions{book}',
    en: '{count} {count:exception|exceptions: begin with the largest}. To list {count:it|them}: duideshang exceptions{book}',
  },
  next_ambiguous: {
    'zh-CN': '有 {count} 个订单不止一种可能，程序没有替您选，请人工判断。',
    'zh-TW': '有 {count} 個訂單不只一種可能，程式沒有替您選，請人工判斷。',
    en: '{count} {count:order has|orders have} more than one answer that fits; none was chosen for you.',
  },
  next_wallet: {
    'zh-CN': '{account} 的期初 + 收入 − 支出与期末相差 {gap}：可能缺了一段账单，补上再对。',
    'zh-TW': '{account} 的期初 + 收入 − 支出與期末相差 {gap}：可能缺了一段對帳單，補上再對。',
    en: '{account}: opening + in − out differs from closing by {gap}; a stretch of statements may be missing. Import it.',
  },
  next_coverage: {
    'zh-CN': '有 {count} 个订单在没有账单的日子结算：下载那几天的账单，导入后再对。',
    'zh-TW': '有 {count} 個訂單在沒有對帳單的日子結算：下載那幾天的對帳單，匯入後再對。',
    en: '{count} {count:order settles|orders settle} on days that no statement covers: download those statements and import them.',
  },
  next_subjects: {
    'zh-CN': '有 {count} 种科目没有规则认识，暂按平台扣费计；可用 --rules 文件 添加规则。',
    'zh-TW': '有 {count} 種科目沒有規則認識，暫按平台扣費計；可用 --rules 檔案 新增規則。',
    en: '{count} {count:subject is|subjects are} known to no rule and {count:counts|count} as fees for now; add rules with --rules FILE.',
  },
  next_nothing: { 'zh-CN': '没有要处理的。', 'zh-TW': '沒有要處理的。', en: 'Nothing to do.' },
  written_workbook: { 'zh-CN': '工作簿', 'zh-TW': '活頁簿', en: 'workbook' },
  written_json: { 'zh-CN': 'JSON', 'zh-TW': 'JSON', en: 'JSON' },
  written_orders: { 'zh-CN': '订单表', 'zh-TW': '訂單表', en: 'order file' },
  written_refused: { 'zh-CN': '拒收行', 'zh-TW': '讀不懂的列', en: 'refused rows' },
  converted: {
    'zh-CN': '{path}（原来的格式不能原样写回，已转成 .xlsx，不带原来的样式）',
    'zh-TW': '{path}（原來的格式不能原樣寫回，已轉成 .xlsx，不帶原來的樣式）',
    en: '{path} (its format cannot be written back as it was; it is a new .xlsx without the old styles)',
  },
  not_handed_back: {
    'zh-CN': '{file} 没有写回：{reason}',
    'zh-TW': '{file} 沒有寫回：{reason}',
    en: '{file} was not handed back: {reason}',
  },
} as const satisfies Record<string, Text>;

/** Words of the result in one language. */
export type ResultWords = (
  name: keyof typeof RESULT_TEXTS,
  values?: Readonly<Record<string, Value>>,
) => string;

/** Binds the words to a language. */
export function resultWords(language: Language): ResultWords {
  return (name, values) => say(RESULT_TEXTS[name] as Text, language, values);
}
