import { type Language, say, shortened, type Text } from '../model/language.ts';
import type { RefusalCode } from '../sources/source.ts';

/** A row that states a fact but cannot be read. It can be mended in the file and loaded again. */
export interface RefusedRow {
  readonly row: number;
  readonly code: RefusalCode;
  /** Header of the cell at fault, as in the file. */
  readonly column: string;
  /** The cell at fault, as in the file. */
  readonly value: string;
  /** The cells of the row as in the file; '' where a column was not read (`readCells` gives them all). */
  readonly cells: readonly string[];
}

/** The column of reasons that a file of refused rows has: what such a file holds are some rows of another. */
export const REASON_HEADER = '拒收原因';

/** Why a row was refused and what to do, for the clerk. */
export const REFUSAL_TEXTS = {
  balance_contradicts: {
    'zh-CN':
      '第 {row} 行，“{column}”的“{value}”接不上：减去本行金额，得不到其他任何一行的余额。可能缺了行，或金额、余额被改过。请重新下载完整的对账单。',
    'zh-TW':
      '第 {row} 列，「{column}」的「{value}」接不上：減去本列金額，得不到其他任何一列的餘額。可能缺了列，或金額、餘額被改過。請重新下載完整的對帳單。',
    en: 'Row {row}, column {column}: "{value}" less the amount of the row is the balance of no other row. Rows may be missing, or the amount or balance was changed. Download the whole statement again.',
  },
  damaged_id: {
    'zh-CN':
      '第 {row} 行，“{column}”的号码“{value}”已被表格软件改坏，丢了数字。请重新下载原文件，不要用表格软件另存。',
    'zh-TW':
      '第 {row} 列，「{column}」的號碼「{value}」已被試算表軟體改壞，遺失了數字。請重新下載原始檔案，不要用試算表軟體另存。',
    en: 'Row {row}, column {column}: a spreadsheet program has damaged the number "{value}" and lost digits. Download the original file again and do not save it from a spreadsheet.',
  },
  missing_value: {
    'zh-CN': '第 {row} 行，“{column}”是空的。请补上再导入这一行。',
    'zh-TW': '第 {row} 列，「{column}」是空的。請補上再匯入這一列。',
    en: 'Row {row}, column {column} is empty. Fill it in and load the row again.',
  },
  not_a_time: {
    'zh-CN': '第 {row} 行，“{column}”的“{value}”不是日期或时间。请改成 2026-01-31 09:30:00 这样的写法。',
    'zh-TW': '第 {row} 列，「{column}」的「{value}」不是日期或時間。請改成 2026-01-31 09:30:00 這樣的寫法。',
    en: 'Row {row}, column {column}: "{value}" is no date or time. Write it like 2026-01-31 09:30:00.',
  },
  not_an_amount: {
    'zh-CN': '第 {row} 行，“{column}”的“{value}”不是金额。请改成 1234.50 这样的写法。',
    'zh-TW': '第 {row} 列，「{column}」的「{value}」不是金額。請改成 1234.50 這樣的寫法。',
    en: 'Row {row}, column {column}: "{value}" is no amount. Write it like 1234.50.',
  },
  not_an_id: {
    'zh-CN': '第 {row} 行，“{column}”的“{value}”不是号码。请核对原文件。',
    'zh-TW': '第 {row} 列，「{column}」的「{value}」不是號碼。請核對原始檔案。',
    en: 'Row {row}, column {column}: "{value}" is no such number. Compare it with the original file.',
  },
  parts_differ: {
    'zh-CN':
      '第 {row} 行，“{column}”的“{value}”和同一行各组成金额的合计不一致。可能漏导了列或改过金额，请重新下载完整的文件。',
    'zh-TW':
      '第 {row} 列，「{column}」的「{value}」和同一列各組成金額的合計不一致。可能漏匯了欄位或改過金額，請重新下載完整的檔案。',
    en: 'Row {row}, column {column}: "{value}" is not the sum of the parts in the same row. Columns may be left out, or an amount was changed. Download the whole file again.',
  },
  not_a_quantity: {
    'zh-CN': '第 {row} 行，“{column}”的“{value}”不是数量。请改成 2 或 0.35 这样的写法。',
    'zh-TW': '第 {row} 列，「{column}」的「{value}」不是數量。請改成 2 或 0.35 這樣的寫法。',
    en: 'Row {row}, column {column}: "{value}" is no quantity. Write it like 2 or 0.35.',
  },
  several_numbers: {
    'zh-CN':
      '第 {row} 行，“{column}”这一格里有几个号码（{value}），同一行的金额分不到每个号码上。文件被合并过，请从平台重新导出，每个号码一行。',
    'zh-TW':
      '第 {row} 列，「{column}」這一格裡有幾個號碼（{value}），同一列的金額分不到每個號碼上。檔案被合併過，請從平台重新匯出，每個號碼一列。',
    en: 'Row {row}, column {column} holds several numbers ({value}), and the amounts of the row cannot be told apart. The file was merged by a tool. Export it from the platform again, a row for each number.',
  },
  too_few_cells: {
    'zh-CN': '第 {row} 行比表头短，缺“{column}”这一格。可能下载中断或备注里有换行，请重新下载。',
    'zh-TW': '第 {row} 列比表頭短，缺「{column}」這一格。可能下載中斷或備註裡有換行，請重新下載。',
    en: 'Row {row} is shorter than the header and has no cell for {column}. The download may have been cut off, or a remark holds a line break. Download the file again.',
  },
  too_many_cells: {
    'zh-CN': '第 {row} 行比表头长，多出“{value}”。文字里可能有逗号，整行错了位，请核对原文件。',
    'zh-TW': '第 {row} 列比表頭長，多出「{value}」。文字裡可能有逗號，整列錯了位，請核對原始檔案。',
    en: 'Row {row} is longer than the header by "{value}". A comma inside a text may have shifted the row. Compare it with the original file.',
  },
  too_large: {
    'zh-CN': '第 {row} 行，“{column}”的金额“{value}”大得不合理。请核对原文件。',
    'zh-TW': '第 {row} 列，「{column}」的金額「{value}」大得不合理。請核對原始檔案。',
    en: 'Row {row}, column {column}: the amount "{value}" is beyond all reason. Compare it with the original file.',
  },
  too_precise: {
    'zh-CN': '第 {row} 行，“{column}”的“{value}”不足一分的部分不是零。请核对原文件。',
    'zh-TW': '第 {row} 列，「{column}」的「{value}」不足一分的部分不是零。請核對原始檔案。',
    en: 'Row {row}, column {column}: "{value}" has fractions of a fen. Compare it with the original file.',
  },
  unknown_direction: {
    'zh-CN': '第 {row} 行，“{column}”的“{value}”看不出是入库还是出库。请改成“采购入库”“销售出库”这样的写法。',
    'zh-TW':
      '第 {row} 列，「{column}」的「{value}」看不出是入庫還是出庫。請改成「採購入庫」「銷售出庫」這樣的寫法。',
    en: 'Row {row}, column {column}: "{value}" does not say whether goods came in or went out. Write it like 采购入库 or 销售出库.',
  },
  unknown_sign: {
    'zh-CN': '第 {row} 行，“{column}”的“{value}”看不出是收入还是支出。请核对原文件。',
    'zh-TW': '第 {row} 列，「{column}」的「{value}」看不出是收入還是支出。請核對原始檔案。',
    en: 'Row {row}, column {column}: "{value}" does not say whether money came in or went out. Compare it with the original file.',
  },
  unknown_status: {
    'zh-CN':
      '第 {row} 行，“{column}”的“{value}”是不认识的状态。请核对原文件；如果这个格式是自己教的，请在模板里补上这个词的意思；如果平台新增了状态，请告诉我们。',
    'zh-TW':
      '第 {row} 列，「{column}」的「{value}」是不認得的狀態。請核對原始檔案；如果這個格式是自己教的，請在範本裡補上這個詞的意思；如果平台新增了狀態，請告訴我們。',
    en: 'Row {row}, column {column}: the status "{value}" is not known. Compare it with the original file. In a layout that you taught, say what the word means (statuses of its template); if the platform has a new status, tell us.',
  },
} as const satisfies Record<RefusalCode, Text>;

/** The sentence for a refused row. It shows the beginning of a long value; the row has it whole. */
export function sayRefusal(refused: RefusedRow, language: Language): string {
  const { row } = refused;
  const [column, value] = [shortened(refused.column.trim()), shortened(refused.value)];
  return say(REFUSAL_TEXTS[refused.code], language, { row, column, value });
}
