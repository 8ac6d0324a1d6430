import { prepareImport } from '../../actions/importing/import-files.ts';
import { withBook } from '../../actions/open-book.ts';
import type { Book } from '../../store/book.ts';
import { periodOptions, textOption } from '../arguments.ts';
import { bookWords, isServer, type Places, placesOf, withTemporaryBook } from '../book-place.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { SHARED } from '../options.ts';
import { receiptLines } from '../receipt-view.ts';
import { resultWords } from '../result-texts.ts';
import { resultLines } from '../result-view.ts';
import { Stopwatch } from '../stopwatch.ts';
import { exitCodeOf, openExceptions } from '../verdict.ts';
import { applyRules, importShown, runShown, writeRefused, writeShown } from '../work.ts';

/** `duideshang reconcile PATH…`: raw files in, results out, in one go. */
export const reconcile = {
  name: 'reconcile',
  usage: 'PATH…',
  summary: {
    'zh-CN': '导入文件并对账，一步到位',
    'zh-TW': '匯入檔案並對帳，一步到位',
    en: 'import files and reconcile, in one go',
  },
  about: {
    'zh-CN':
      '把下载来的文件原样放进一个文件夹，指给它就行：压缩包不用解压，文件是什么由内容判断。\n输出文件夹里有工作簿“{workbook}”、加了核对结果的订单表、被拒收的行，以及账套（下次接着用）。\n同一份文件再导入一次，什么都不会变。',
    'zh-TW':
      '把下載的檔案原樣放進一個資料夾，指給它即可：壓縮檔不用解壓縮，檔案是什麼由內容判斷。\n輸出資料夾裡有活頁簿「{workbook}」、加了核對結果的訂單表、讀不懂的列，以及帳本（下次接著用）。\n同一份檔案再匯入一次，什麼都不會變。',
    en: 'Put the files as downloaded into a folder and name it: zips need no unpacking, and what a file is shows from its content.\nThe output folder holds the workbook {workbook}, your order files with the results beside each order, refused rows, and the book for the next time.\nImporting the same file again changes nothing.',
  },
  options: {
    from: SHARED.from,
    to: SHARED.to,
    book: SHARED.book,
    out: SHARED.out,
    json: SHARED.json,
    password: SHARED.password,
    rules: SHARED.rules,
    timings: SHARED.timings,
  },
  examples: [
    {
      line: {
        'zh-CN': 'duideshang reconcile 八月的文件',
        'zh-TW': 'duideshang reconcile 八月的檔案',
        en: 'duideshang reconcile august',
      },
      text: {
        'zh-CN': '整个文件夹，结果写到 {out}',
        'zh-TW': '整個資料夾，結果寫到 {out}',
        en: 'a whole folder, results into {out}',
      },
    },
    {
      line: {
        'zh-CN': 'duideshang reconcile 订单.xlsx 账务明细.zip --from 2026-01-01 --to 2026-01-31 --out 一月',
        'zh-TW': 'duideshang reconcile 訂單.xlsx 帳務明細.zip --from 2026-01-01 --to 2026-01-31 --out 一月',
        en: 'duideshang reconcile orders.xlsx wallet.zip --from 2026-01-01 --to 2026-01-31 --out january',
      },
      text: {
        'zh-CN': '几个文件，只看一月付款的订单',
        'zh-TW': '幾個檔案，只看一月付款的訂單',
        en: 'some files, only orders paid in January',
      },
    },
    {
      line: {
        'zh-CN': 'duideshang reconcile 文件 --book 我的账套 --json 结果.json',
        'zh-TW': 'duideshang reconcile 檔案 --book 我的帳本 --json 結果.json',
        en: 'duideshang reconcile files --book my-book --json result.json',
      },
      text: {
        'zh-CN': '记在指定的账套，结果写成 JSON',
        'zh-TW': '記在指定的帳本，結果寫成 JSON',
        en: 'into a book of your own, the result as JSON',
      },
    },
  ],
  positionals: [1, Number.POSITIVE_INFINITY],
  run: reconcileFiles,
} as const satisfies Command;

async function reconcileFiles(context: CommandContext): Promise<number> {
  const period = periodOptions(context.options, context.language);
  const places = placesOf(context.options);
  prepareImport();
  const work = (location: string): Promise<number> =>
    withBook(location, {}, (book) => reconcileIn(book, { ...places, book: location }, period, context));
  return places.book === null ? withTemporaryBook(work) : work(places.book);
}

async function reconcileIn(
  book: Book,
  places: Places,
  period: { from_day?: string; to_day?: string },
  context: CommandContext,
): Promise<number> {
  const { language, options, positionals, print } = context;
  const words = resultWords(language);
  const watch = new Stopwatch();
  watch.begin('import');
  await applyRules(book, context);
  const report = await importShown(book, positionals, ownFolders(places), context);
  const isKept = placesOf(options).book !== null;
  print(words('title', { book: isKept ? book.location : words('temporary_book') }));
  print();
  print(words('section_files'));
  for (const line of receiptLines(report, language, words)) print(line);
  if (report.receipts.length === 0) {
    print(words('no_files'));
    return EXIT.refused;
  }
  watch.begin('run');
  const summary = await runShown(book, period, watch, context);
  watch.begin('write');
  const written = await writeShown(book, summary, { ...places, receipts: report.receipts }, context);
  const refused_files =
    places.out === undefined ? [] : await writeRefused(book, report.receipts, places.out, context);
  const { decided_count, example_order_no } = await openExceptions(book);
  watch.end();
  const timings = textOption(options, 'timings');
  if (timings !== undefined) await watch.write(timings);
  const shown = {
    summary,
    receipts: report.receipts,
    failure_count: report.failures.length,
    decided_count,
    example_order_no,
    written,
    refused_files,
    book_words: bookWords(options),
  };
  print();
  for (const line of resultLines(shown, language, words)) print(line);
  return exitCodeOf(summary, report, decided_count, report.receipts);
}

/** Folders below the paths that hold our own files. */
function ownFolders(places: Places): string[] {
  return [places.out, places.book].filter(
    (folder) => folder !== undefined && folder !== null && !isServer(folder),
  ) as string[];
}
