import type { Option } from './command.ts';

/** Options that every command has. */
export const GLOBAL_OPTIONS = {
  lang: {
    value: 'zh-CN|zh-TW|en',
    text: {
      'zh-CN': '输出的语言；不写则看系统的语言，否则用简体中文',
      'zh-TW': '輸出的語言；不寫則看系統的語言，否則用簡體中文',
      en: 'language of the output; else that of the system, else Simplified Chinese',
    },
  },
  debug: {
    text: { 'zh-CN': '出错时显示详情', 'zh-TW': '出錯時顯示詳情', en: 'show the details of an error' },
  },
  help: { text: { 'zh-CN': '显示说明', 'zh-TW': '顯示說明', en: 'show this help' } },
} as const satisfies Record<string, Option>;

/** Options that several commands share. */
export const SHARED = {
  book: {
    value: 'FOLDER|postgres://…',
    text: {
      'zh-CN': '账套：一个文件夹，或 PostgreSQL 的地址。不写则用输出文件夹里的“{book}”',
      'zh-TW': '帳本：一個資料夾，或 PostgreSQL 的位址。不寫則用輸出資料夾裡的「{book}」',
      en: 'the book: a folder, or the address of a PostgreSQL; else {book} in the output folder',
    },
  },
  from: {
    value: 'DAY',
    text: {
      'zh-CN': '从哪天付款的订单开始，如 2026-01-01',
      'zh-TW': '從哪天付款的訂單開始，如 2026-01-01',
      en: 'first day of payment of the orders, e.g. 2026-01-01',
    },
  },
  to: {
    value: 'DAY',
    text: {
      'zh-CN': '到哪天付款的订单为止（含当天）',
      'zh-TW': '到哪天付款的訂單為止（含當天）',
      en: 'last day of payment of the orders, included',
    },
  },
  out: {
    value: 'DIR',
    text: {
      'zh-CN': '写出工作簿和订单表的文件夹；--out 和 --json 都不写时是“{out}”',
      'zh-TW': '寫出活頁簿和訂單表的資料夾；--out 和 --json 都不寫時是「{out}」',
      en: 'folder for the workbook and the order files; {out} when neither --out nor --json is given',
    },
  },
  json: {
    value: 'FILE',
    text: {
      'zh-CN': '把结果写成 JSON，格式见 docs/reference/json.md；写“-”则输出到标准输出',
      'zh-TW': '把結果寫成 JSON，格式見 docs/reference/json.md；寫「-」則輸出到標準輸出',
      en: 'write the result as JSON, to standard output for -; see docs/reference/json.md',
    },
  },
  password: {
    value: 'P',
    text: { 'zh-CN': '压缩包的密码', 'zh-TW': '壓縮檔的密碼', en: 'password of encrypted zips' },
  },
  rules: {
    value: 'FILE',
    text: {
      'zh-CN': '用这个文件里的规则，并记在账套里；写法见 docs/reference/rules.md',
      'zh-TW': '用這個檔案裡的規則，並記在帳本裡；寫法見 docs/reference/rules.md',
      en: 'use the rules of this file and keep them in the book; see docs/reference/rules.md',
    },
  },
  timings: {
    value: 'FILE',
    text: {
      'zh-CN': '把各步骤的秒数写成 JSON',
      'zh-TW': '把各步驟的秒數寫成 JSON',
      en: 'write the seconds of each step as JSON',
    },
  },
} as const satisfies Record<string, Option>;
