import { type Language, say, type Text } from '../model/language.ts';

/** The words of the command line, except help texts, which stand with their commands. */
export const TEXTS = {
  // Wrong use
  unknown_command: {
    'zh-CN': '没有“{name}”这个命令',
    'zh-TW': '沒有「{name}」這個命令',
    en: 'there is no command {name}',
  },
  unknown_option: {
    'zh-CN': '没有 {name} 这个选项',
    'zh-TW': '沒有 {name} 這個選項',
    en: 'there is no option {name}',
  },
  option_value_missing: {
    'zh-CN': '{name} 后面要写内容',
    'zh-TW': '{name} 後面要寫內容',
    en: '{name} needs a value',
  },
  option_value_wrong: {
    'zh-CN': '{name} 不能是“{value}”，应为 {expected}',
    'zh-TW': '{name} 不能是「{value}」，應為 {expected}',
    en: '{name} cannot be {value}; it takes {expected}',
  },
  option_switch: {
    'zh-CN': '{name} 后面不能写内容',
    'zh-TW': '{name} 後面不能寫內容',
    en: '{name} takes no value',
  },
  words_missing: {
    'zh-CN': '缺少 {usage}',
    'zh-TW': '缺少 {usage}',
    en: '{usage} is missing',
  },
  words_too_many: {
    'zh-CN': '不知道“{word}”是什么意思',
    'zh-TW': '不知道「{word}」是什麼意思',
    en: 'what {word} means is not clear',
  },
  days_reversed: {
    'zh-CN': '--from {from} 在 --to {to} 之后',
    'zh-TW': '--from {from} 在 --to {to} 之後',
    en: '--from {from} is after --to {to}',
  },
  expected_day: {
    'zh-CN': '2026-01-31 这样的日期',
    'zh-TW': '2026-01-31 這樣的日期',
    en: 'a day like 2026-01-31',
  },
  expected_address: {
    'zh-CN': 'https://主机名 这样的网址，后面没有路径',
    'zh-TW': 'https://主機名 這樣的網址，後面沒有路徑',
    en: 'an address like https://host, without a path',
  },
  expected_network: {
    'zh-CN': 'IP 地址或网段，例如 10.0.0.2 或 10.0.0.0/24',
    'zh-TW': 'IP 位址或網段，例如 10.0.0.2 或 10.0.0.0/24',
    en: 'an IP address or network like 10.0.0.2 or 10.0.0.0/24',
  },
  expected_count: { 'zh-CN': '整数', 'zh-TW': '整數', en: 'a whole number' },
  fault: {
    'zh-CN': '程序出了故障：{message}。加 --debug 可看到详情；请把详情发给我们。',
    'zh-TW': '程式發生故障：{message}。加 --debug 可看到詳情；請把詳情寄給我們。',
    en: 'The program failed: {message}. Add --debug for the details, and please send them to us.',
  },
  interrupted: {
    'zh-CN': '已停下。已导入完的文件留在账套里，其余没有改动。',
    'zh-TW': '已停止。已匯入完的檔案留在帳本裡，其餘沒有更動。',
    en: 'Stopped. Files imported by now stay in the book; nothing else was changed.',
  },

  // Help
  usage: { 'zh-CN': '用法：{line}', 'zh-TW': '用法：{line}', en: 'Usage: {line}' },
  commands: { 'zh-CN': '命令', 'zh-TW': '命令', en: 'Commands' },
  options: { 'zh-CN': '选项', 'zh-TW': '選項', en: 'Options' },
  examples: { 'zh-CN': '例子', 'zh-TW': '範例', en: 'Examples' },
  exit_codes: { 'zh-CN': '退出码', 'zh-TW': '結束碼', en: 'Exit codes' },
  version: { 'zh-CN': '显示版本', 'zh-TW': '顯示版本', en: 'show the version' },
  help_more: {
    'zh-CN': '每个命令的详细说明：duideshang 命令 --help',
    'zh-TW': '每個命令的詳細說明：duideshang 命令 --help',
    en: 'More on a command: duideshang COMMAND --help',
  },
  program: {
    'zh-CN': '对得上：电商卖家对账。原始文件进去，分毫不差的账出来。',
    'zh-TW': '對得上：電商賣家對帳。原始檔案進去，分毫不差的帳出來。',
    en: 'Duideshang: reconciliation for e-commerce sellers. Raw files in, books that tie to the fen out.',
  },
  exit_0: {
    'zh-CN': '全部对得上，或都有解释',
    'zh-TW': '全部對得上，或都有解釋',
    en: 'all ties or is explained',
  },
  exit_1: {
    'zh-CN': '还有差异，或有文件合计不符、余额断开',
    'zh-TW': '還有差異，或有檔案合計不符、餘額斷開',
    en: 'exceptions remain, or a file differs from its own totals or balances',
  },
  exit_2: {
    'zh-CN': '有文件、行或参数没有被接受',
    'zh-TW': '有檔案、列或參數未被接受',
    en: 'a file, a row or an argument was refused',
  },
  exit_3: {
    'zh-CN': '程序或电脑出了故障',
    'zh-TW': '程式或電腦發生故障',
    en: 'a fault of the program or the machine',
  },
  exit_130: { 'zh-CN': '按 Ctrl-C 停下', 'zh-TW': '按 Ctrl-C 停止', en: 'stopped with Ctrl-C' },

  // Progress
  serve_address: {
    'zh-CN': '对账工作台已启动：{address}',
    'zh-TW': '對帳工作台已啟動：{address}',
    en: 'The workbench runs at {address}',
  },
  serve_link: {
    'zh-CN': '对账工作台已启动。第一次使用，请打开这个一次性链接设置用户名和密码：\n{link}',
    'zh-TW': '對帳工作台已啟動。第一次使用，請開啟這個一次性連結設定使用者名稱和密碼：\n{link}',
    en: 'The workbench runs. First use: open this one-time link to choose a user name and password:\n{link}',
  },
  serve_link_again: {
    'zh-CN': '对账工作台已启动。{name} 用这个一次性链接重设密码：\n{link}',
    'zh-TW': '對帳工作台已啟動。{name} 用這個一次性連結重設密碼：\n{link}',
    en: 'The workbench runs. {name} chooses another password with this one-time link:\n{link}',
  },
  serve_stop: {
    'zh-CN': '按 Ctrl-C 停下；再按一次立即停下。',
    'zh-TW': '按 Ctrl-C 停止；再按一次立即停止。',
    en: 'Ctrl-C stops it, a second Ctrl-C at once.',
  },
  serve_sample: {
    'zh-CN': '账套“{book}”已对好账：',
    'zh-TW': '帳本「{book}」已對好帳：',
    en: 'The book {book} is reconciled:',
  },
  progress_keeping: { 'zh-CN': '留存 {file}', 'zh-TW': '留存 {file}', en: 'keeping {file}' },
  progress_reading: {
    'zh-CN': '读取 {file} {percent}%，已入库 {rows} 行',
    'zh-TW': '讀取 {file} {percent}%，已入庫 {rows} 列',
    en: 'reading {file} {percent}%, {rows} rows loaded',
  },
  progress_rereading: {
    'zh-CN': '单号规则变了，重读 {file} {percent}%',
    'zh-TW': '單號規則變了，重讀 {file} {percent}%',
    en: 'order number rules changed: reading {file} again, {percent}%',
  },
  progress_writing: { 'zh-CN': '写出 {file}', 'zh-TW': '寫出 {file}', en: 'writing {file}' },
  progress_simulating: {
    'zh-CN': '生成 {done} / {total} 个订单',
    'zh-TW': '產生 {done} / {total} 筆訂單',
    en: 'making order {done} of {total}',
  },
} as const satisfies Record<string, Text>;

/** A text of the command line in a language. */
export function tell(
  name: keyof typeof TEXTS,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return say(TEXTS[name] as Text, language, values);
}
