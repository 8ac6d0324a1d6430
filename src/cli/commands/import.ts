import { prepareImport } from '../../actions/importing/import-files.ts';
import { withBook } from '../../actions/open-book.ts';
import { bookOption, isServer } from '../book-place.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { listWords } from '../list-texts.ts';
import { SHARED } from '../options.ts';
import { receiptLines } from '../receipt-view.ts';
import { resultWords } from '../result-texts.ts';
import { hasRefused } from '../verdict.ts';
import { applyRules, importShown } from '../work.ts';

/** `duideshang import PATH…`: into the book, without reconciling. */
export const importCommand = {
  name: 'import',
  usage: 'PATH…',
  summary: {
    'zh-CN': '只导入文件，不对账',
    'zh-TW': '只匯入檔案，不對帳',
    en: 'import files without reconciling',
  },
  options: { book: SHARED.book, password: SHARED.password, rules: SHARED.rules },
  examples: [
    {
      line: {
        'zh-CN': 'duideshang import 下载 --book 我的账套',
        'zh-TW': 'duideshang import 下載 --book 我的帳本',
        en: 'duideshang import downloads --book my-book',
      },
      text: {
        'zh-CN': '导入文件夹里的全部文件，每个文件给一行回执',
        'zh-TW': '匯入資料夾裡的全部檔案，每個檔案給一行回執',
        en: 'everything in a folder, with a receipt per file',
      },
    },
    {
      line: {
        'zh-CN': 'duideshang import 账务明细.zip --password 123456',
        'zh-TW': 'duideshang import 帳務明細.zip --password 123456',
        en: 'duideshang import wallet.zip --password 123456',
      },
      text: { 'zh-CN': '有密码的压缩包', 'zh-TW': '有密碼的壓縮檔', en: 'a zip with a password' },
    },
  ],
  positionals: [1, Number.POSITIVE_INFINITY],
  run: importPaths,
} as const satisfies Command;

async function importPaths(context: CommandContext): Promise<number> {
  const { language, positionals, options, print } = context;
  const location = bookOption(options);
  prepareImport();
  return withBook(location, {}, async (book) => {
    await applyRules(book, context);
    const report = await importShown(book, positionals, isServer(location) ? [] : [location], context);
    for (const line of receiptLines(report, language, resultWords(language))) print(line);
    if (report.receipts.length > 0) print(`\n${listWords(language)('imported', { book: book.location })}`);
    return hasRefused(report) ? EXIT.refused : EXIT.ok;
  });
}
