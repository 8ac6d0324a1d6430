import type { Text } from '../model/language.ts';

/** Words of the commands that teach layouts. */
export const TEACH_TEXTS = {
  draft_is: {
    'zh-CN': '{place}：第 {row} 行是表头，按“{kind}”理解',
    'zh-TW': '{place}：第 {row} 列是表頭，按「{kind}」理解',
    en: '{place}: row {row} is the header; read as {kind}',
  },
  draft_missing: {
    'zh-CN': '还缺：{fields}。用 --out 写出模板，在 columns 里补上是哪一列，再用 --template 试。',
    'zh-TW': '還缺：{fields}。用 --out 寫出範本，在 columns 裡補上是哪一欄，再用 --template 試。',
    en: 'Missing: {fields}. Write the template with --out, name the column under columns, and try it with --template.',
  },
  draft_column: { 'zh-CN': '文件里的列', 'zh-TW': '檔案裡的欄', en: 'column of the file' },
  draft_field: { 'zh-CN': '理解为', 'zh-TW': '理解為', en: 'understood as' },
  draft_example: { 'zh-CN': '例', 'zh-TW': '例', en: 'for example' },
  draft_unused: { 'zh-CN': '（不用）', 'zh-TW': '（不用）', en: '(not used)' },
  draft_rows: {
    'zh-CN': '读懂 {read} 行，拒收 {refused} 行',
    'zh-TW': '讀懂 {read} 列，讀不懂 {refused} 列',
    en: 'Rows read: {read}, refused: {refused}',
  },
  draft_part: {
    'zh-CN': '（只看了前面这些；保存后导入时读全部）',
    'zh-TW': '（只看了前面這些；儲存後匯入時讀全部）',
    en: ' (of the beginning; all are read when the file is imported)',
  },
  status_word: { 'zh-CN': '文件里的状态', 'zh-TW': '檔案裡的狀態', en: 'status in the file' },
  status_means: { 'zh-CN': '意思', 'zh-TW': '意思', en: 'means' },
  status_open: { 'zh-CN': '（不认识）', 'zh-TW': '（不認得）', en: '(not known)' },
  statuses_open: {
    'zh-CN':
      '不认识的状态，用 --out 写出模板，在 statuses 里写上意思：unpaid、paid、shipped、completed 或 cancelled，再用 --template 试。',
    'zh-TW':
      '不認得的狀態，用 --out 寫出範本，在 statuses 裡寫上意思：unpaid、paid、shipped、completed 或 cancelled，再用 --template 試。',
    en: 'For a status that is not known write the template with --out, say under statuses what it means (unpaid, paid, shipped, completed or cancelled), and try it with --template.',
  },
  balance_ok: {
    'zh-CN': '余额逐行接得上：收支方向正确。',
    'zh-TW': '餘額逐列接得上：收支方向正確。',
    en: 'Each balance follows from the one before: the directions are right.',
  },
  balance_broken: {
    'zh-CN': '余额在第 {row} 行接不上：请检查收入、支出是否指对，或文件是否不全。',
    'zh-TW': '餘額在第 {row} 列接不上：請檢查收入、支出是否指對，或檔案是否不全。',
    en: 'The balance does not follow at row {row}: look whether inflow and outflow are the right way round, or rows are missing.',
  },
  template_saved: {
    'zh-CN': '已记在账套里。以后同样的文件自动认得。',
    'zh-TW': '已記在帳本裡。以後同樣的檔案自動認得。',
    en: 'Kept in the book. Files of this layout are recognised from now on.',
  },
  template_not_saved: {
    'zh-CN': '满意就加 --save 记在账套里；要改就用 --out 写出来，改好再用 --template 试。',
    'zh-TW': '滿意就加 --save 記在帳本裡；要改就用 --out 寫出來，改好再用 --template 試。',
    en: 'When it is right, add --save. To change it, write it with --out, edit it and try it with --template.',
  },
  template_written: { 'zh-CN': '已写出 {path}。', 'zh-TW': '已寫出 {path}。', en: 'Written: {path}.' },
  templates_none: {
    'zh-CN': '这个账套还没有自定义的格式。用 duideshang teach 文件 教它一种。',
    'zh-TW': '這個帳本還沒有自訂的格式。用 duideshang teach 檔案 教它一種。',
    en: 'The book was taught no layout yet. duideshang teach FILE teaches one.',
  },
  template_name: { 'zh-CN': '名称', 'zh-TW': '名稱', en: 'name' },
  template_kind: { 'zh-CN': '内容', 'zh-TW': '內容', en: 'rows are' },
  template_channel: { 'zh-CN': '渠道', 'zh-TW': '管道', en: 'channel' },
  template_headers: { 'zh-CN': '表头', 'zh-TW': '表頭', en: 'headers' },
  template_removed: {
    'zh-CN': '已停用“{name}”。以前导入的不变。',
    'zh-TW': '已停用「{name}」。以前匯入的不變。',
    en: '"{name}" is out of use. What was imported stays.',
  },
} as const satisfies Record<string, Text>;
