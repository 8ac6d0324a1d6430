import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportReport } from '../../actions/importing/import-files.ts';
import { withBook } from '../../actions/open-book.ts';
import { ORDERS_FOLDER, WORKBOOK_NAME, type WrittenResults } from '../../actions/runs/write-results.ts';
import type { RunSummary } from '../../model/run.ts';
import type { Book } from '../../store/book.ts';
import { lastRun } from '../../store/runs/runs.ts';
import { textOption } from '../arguments.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { listWords } from '../list-texts.ts';
import { groupedCount, receiptLines } from '../receipt-view.ts';
import { resultWords } from '../result-texts.ts';
import { resultLines } from '../result-view.ts';
import { Stopwatch } from '../stopwatch.ts';
import { tell } from '../texts.ts';
import { openExceptions } from '../verdict.ts';
import { importShown, runShown, writeRefused, writeShown } from '../work.ts';

const ORDERS = 2_000;
const SEED = 20_260_101;

/** `duideshang sample`: a sample shop's month from raw files to results, for `npm start`. */
export const sample = {
  name: 'sample',
  usage: '',
  summary: {
    'zh-CN': '用样例店铺的一个月看看效果',
    'zh-TW': '用範例店鋪的一個月看看效果',
    en: 'see it at work on a sample shop’s month',
  },
  options: {
    out: {
      value: 'DIR',
      text: {
        'zh-CN': '放在哪个文件夹，不写是 sample',
        'zh-TW': '放在哪個資料夾，不寫是 sample',
        en: 'folder for it, sample when left out',
      },
    },
  },
  examples: [
    {
      line: 'duideshang sample',
      text: {
        'zh-CN': '生成样例文件，对账，给出结果；第二次直接给出上次的结果',
        'zh-TW': '產生範例檔案，對帳，給出結果；第二次直接給出上次的結果',
        en: 'make the files, reconcile them, show the result; the second time shows the last result at once',
      },
    },
  ],
  positionals: [0, 0],
  run: runSample,
} as const satisfies Command;

async function runSample(context: CommandContext): Promise<number> {
  const { language, options, print } = context;
  const folder = textOption(options, 'out') ?? 'sample';
  const [files, truth, out] = [join(folder, 'files'), join(folder, 'truth.json'), join(folder, 'result')];
  if (!existsSync(truth) || !existsSync(files)) await makeFiles(folder, context);
  const words = resultWords(language);
  const lists = listWords(language);
  return withBook(join(folder, 'book'), {}, async (book) => {
    const report = await importShown(book, [files], [], context);
    const known = await knownResult(book, report, out);
    const summary = known?.summary ?? (await runShown(book, {}, new Stopwatch(), context));
    const asked = { receipts: report.receipts, out, json: join(out, 'result.json') };
    const written = known?.written ?? (await writeShown(book, summary, asked, context));
    const refused_files = known === null ? await writeRefused(book, report.receipts, out, context) : [];
    print(words('title', { book: book.location }));
    print(lists('sample_about', { files, truth }));
    if (known !== null) print(lists('sample_known'));
    print(`\n${words('section_files')}`);
    for (const line of receiptLines(report, language, words)) print(line);
    print();
    const shown = {
      summary,
      receipts: report.receipts,
      failure_count: report.failures.length,
      ...(await openExceptions(book)),
      written,
      refused_files,
      book_words: ` --book ${join(folder, 'book')}`,
    };
    for (const line of resultLines(shown, language, words)) print(line);
    print(`\n${lists('sample_next')}`);
    return summary.equation.closes ? EXIT.ok : EXIT.fault;
  });
}

async function makeFiles(out: string, { language, progress }: CommandContext): Promise<void> {
  const { simulate } = await import('../../../simulator/simulate.ts');
  await simulate({ orders: ORDERS, seed: SEED, out }, ({ done, total }) =>
    progress.show(
      tell('progress_simulating', language, { done: groupedCount(done), total: groupedCount(total) }),
    ),
  );
  progress.clear();
}

/** The last result, if the files brought nothing new and what it wrote is still there. */
async function knownResult(
  book: Book,
  report: ImportReport,
  out: string,
): Promise<{ summary: RunSummary; written: WrittenResults } | null> {
  const workbook = join(out, WORKBOOK_NAME);
  const json = join(out, 'result.json');
  const summary = await lastRun(book.store, book.book_id);
  const isNew = report.receipts.some(({ rows_new, rows_changed }) => rows_new + rows_changed > 0);
  if (summary === null || isNew || !existsSync(workbook) || !existsSync(json)) return null;
  const orders = existsSync(join(out, ORDERS_FOLDER))
    ? [{ path: join(out, ORDERS_FOLDER), converted: false }]
    : [];
  return { summary, written: { workbook, json, orders, failures: [] } };
}
