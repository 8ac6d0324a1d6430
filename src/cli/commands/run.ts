import { listImports } from '../../actions/importing/undo-import.ts';
import { withBook } from '../../actions/open-book.ts';
import { periodOptions, textOption } from '../arguments.ts';
import { bookWords, existingBook, placesOf } from '../book-place.ts';
import type { Command, CommandContext } from '../command.ts';
import { SHARED } from '../options.ts';
import { resultWords } from '../result-texts.ts';
import { resultLines } from '../result-view.ts';
import { Stopwatch } from '../stopwatch.ts';
import { exitCodeOf, openExceptions } from '../verdict.ts';
import { applyRules, runShown, writeRefused, writeShown } from '../work.ts';

/** `duideshang run`: reconciles what the book holds. */
export const run = {
  name: 'run',
  usage: '',
  summary: {
    'zh-CN': '用账套里已有的数据对账',
    'zh-TW': '用帳本裡已有的資料對帳',
    en: 'reconcile what the book holds',
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
        'zh-CN': 'duideshang run --book 我的账套 --from 2026-01-01 --to 2026-01-31',
        'zh-TW': 'duideshang run --book 我的帳本 --from 2026-01-01 --to 2026-01-31',
        en: 'duideshang run --book my-book --from 2026-01-01 --to 2026-01-31',
      },
      text: {
        'zh-CN': '只看一月付款的订单',
        'zh-TW': '只看一月付款的訂單',
        en: 'only orders paid in January',
      },
    },
  ],
  positionals: [0, 0],
  run: runBook,
} as const satisfies Command;

async function runBook(context: CommandContext): Promise<number> {
  const { language, options, print } = context;
  const period = periodOptions(options, language);
  const { out, json } = placesOf(options);
  const words = resultWords(language);
  return withBook(existingBook(options), {}, async (book) => {
    await applyRules(book, context);
    const watch = new Stopwatch();
    const summary = await runShown(book, period, watch, context);
    watch.begin('write');
    const receipts = (await listImports(book)).flatMap((each) => each.receipts);
    const asked = {
      receipts,
      ...(out === undefined ? {} : { out }),
      ...(json === undefined ? {} : { json }),
    };
    const written = await writeShown(book, summary, asked, context);
    const refused_files = out === undefined ? [] : await writeRefused(book, receipts, out, context);
    const open = await openExceptions(book);
    watch.end();
    const timings = textOption(options, 'timings');
    if (timings !== undefined) await watch.write(timings);
    print(words('title', { book: book.location }));
    print();
    const book_words = bookWords(options);
    const shown = { summary, receipts, failure_count: 0, ...open, written, refused_files, book_words };
    for (const line of resultLines(shown, language, words)) print(line);
    return exitCodeOf(summary, null, open.decided_count, receipts);
  });
}
