import { withBook } from '../../actions/open-book.ts';
import { type ListedException, listExceptions } from '../../actions/runs/list-results.ts';
import { DuideshangError } from '../../errors.ts';
import { exceptionSays } from '../../exceptions/says.ts';
import type { Language } from '../../model/language.ts';
import { CAUSE_NAMES, nameOf, TYPE_NAMES } from '../../model/names.ts';
import { CAUSES, EXCEPTION_TYPES } from '../../model/result.ts';
import { groupedMinor } from '../../reports/amounts.ts';
import { type CsvValue, writeCsv } from '../../reports/csv.ts';
import type { Book } from '../../store/book.ts';
import { lastRun } from '../../store/runs/runs.ts';
import { choiceOption, countOption, textOption } from '../arguments.ts';
import { existingBook } from '../book-place.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { evidenceList } from '../evidence.ts';
import { type ListWords, listWords } from '../list-texts.ts';
import { SHARED } from '../options.ts';
import { groupedCount } from '../receipt-view.ts';

const LIMIT = 50;

/** `duideshang exceptions`: the exceptions of the last run. */
export const exceptions = {
  name: 'exceptions',
  usage: '',
  summary: {
    'zh-CN': '列出上一次对账的差异',
    'zh-TW': '列出上一次對帳的差異',
    en: 'list the exceptions of the last run',
  },
  options: {
    type: {
      value: 'TYPE',
      text: {
        'zh-CN': `只看一种类型：${EXCEPTION_TYPES.join('、')}`,
        'zh-TW': `只看一種類型：${EXCEPTION_TYPES.join('、')}`,
        en: `one type only: ${EXCEPTION_TYPES.join(', ')}`,
      },
    },
    cause: {
      value: 'CAUSE',
      text: {
        'zh-CN': `只看一种原因：${CAUSES.join('、')}`,
        'zh-TW': `只看一種原因：${CAUSES.join('、')}`,
        en: `one cause only: ${CAUSES.join(', ')}`,
      },
    },
    order: {
      value: 'ORDER_NO',
      text: { 'zh-CN': '只看一个订单', 'zh-TW': '只看一筆訂單', en: 'one order only' },
    },
    csv: {
      value: 'FILE',
      text: { 'zh-CN': '全部写成 csv 文件', 'zh-TW': '全部寫成 csv 檔案', en: 'write all of them as csv' },
    },
    limit: {
      value: 'N',
      text: {
        'zh-CN': `最多列出几项，不写是 ${LIMIT}`,
        'zh-TW': `最多列出幾項，不寫是 ${LIMIT}`,
        en: `how many to show, ${LIMIT} when left out`,
      },
    },
    book: SHARED.book,
  },
  examples: [
    {
      line: 'duideshang exceptions --type missing_receipt',
      text: {
        'zh-CN': '应收未到账的订单，金额大的在前',
        'zh-TW': '應收未入帳的訂單，金額大的在前',
        en: 'orders whose money did not come, largest first',
      },
    },
    {
      line: {
        'zh-CN': 'duideshang exceptions --csv 差异.csv',
        'zh-TW': 'duideshang exceptions --csv 差異.csv',
        en: 'duideshang exceptions --csv exceptions.csv',
      },
      text: { 'zh-CN': '写成一个 csv 文件', 'zh-TW': '寫成一個 csv 檔案', en: 'into a csv file' },
    },
  ],
  positionals: [0, 0],
  run: showExceptions,
} as const satisfies Command;

async function showExceptions({ options, language, print }: CommandContext): Promise<number> {
  const type = choiceOption(options, 'type', EXCEPTION_TYPES, language);
  const cause = choiceOption(options, 'cause', CAUSES, language);
  const match_key = textOption(options, 'order');
  const limit = countOption(options, 'limit', language) ?? LIMIT;
  const csv = textOption(options, 'csv');
  const filter = {
    ...(type === undefined ? {} : { type }),
    ...(cause === undefined ? {} : { cause }),
    ...(match_key === undefined ? {} : { match_key }),
  };
  const words = listWords(language);
  return withBook(existingBook(options), { changes_facts: false }, async (book) => {
    await refuseWithoutRun(book);
    const listed = listExceptions(book, { filter });
    const tally = { count: 0, open: 0, amount: 0n };
    if (csv !== undefined) await writeAll(csv, counted(listed, tally), language, words);
    else await printSome(counted(listed, tally), limit, language, words, print);
    if (tally.count === 0) print(words('exceptions_none'));
    else
      print(
        words('exceptions_shown', { count: groupedCount(tally.count), amount: groupedMinor(tally.amount) }),
      );
    if (csv !== undefined) print(words('exceptions_written', { path: csv }));
    else if (tally.count > limit) print(words('exceptions_more', { shown: limit }));
    return tally.open > 0 ? EXIT.exceptions : EXIT.ok;
  });
}

async function refuseWithoutRun(book: Book): Promise<void> {
  if ((await lastRun(book.store, book.book_id)) === null) {
    throw new DuideshangError('never_reconciled', { book: book.location });
  }
}

async function* counted(
  batches: AsyncIterable<ListedException[]>,
  tally: { count: number; open: number; amount: bigint },
): AsyncGenerator<ListedException[]> {
  for await (const records of batches) {
    tally.count += records.length;
    tally.open += records.filter((record) => record.decided === null).length;
    tally.amount += records.reduce((sum, record) => sum + record.discrepancy_minor, 0n);
    yield records;
  }
}

async function printSome(
  batches: AsyncIterable<ListedException[]>,
  limit: number,
  language: Language,
  words: ListWords,
  print: CommandContext['print'],
): Promise<void> {
  let left = limit;
  for await (const records of batches) {
    for (const record of records.slice(0, left)) {
      for (const line of exceptionLines(record, language, words)) print(line);
      print();
    }
    left = Math.max(0, left - records.length);
  }
}

/** An exception as a few lines: what, why, how much, the sentence, the rows that show it. */
export function exceptionLines(record: ListedException, language: Language, words: ListWords): string[] {
  const decided = record.decided === null ? '' : `  [${decisionName(record.decided, words)}]`;
  const head = [
    record.order_no ?? record.match_key,
    nameOf(TYPE_NAMES, record.type, language),
    nameOf(CAUSE_NAMES, record.cause, language),
    groupedMinor(record.discrepancy_minor),
  ].join('  ');
  return [
    head + decided,
    `    ${exceptionSays(record, language)}`,
    `    ${words('evidence')}: ${evidenceList(record.evidence, language)}`,
  ];
}

/** The name of a decision. */
function decisionName(decision: string, words: ListWords): string {
  if (decision === 'accept' || decision === 'write_off' || decision === 'match')
    return words(`decision_${decision}`);
  return decision;
}

async function writeAll(
  path: string,
  batches: AsyncIterable<ListedException[]>,
  language: Language,
  words: ListWords,
): Promise<void> {
  const names = [
    'order_no',
    'type',
    'cause',
    'expected',
    'actual',
    'discrepancy',
    'says',
    'evidence',
    'decided',
  ] as const;
  async function* rows(): AsyncGenerator<CsvValue[][]> {
    for await (const records of batches) yield records.map((record) => csvRow(record, language, words));
  }
  await writeCsv(
    path,
    names.map((name) => words(name)),
    rows(),
  );
}

function csvRow(record: ListedException, language: Language, words: ListWords): CsvValue[] {
  return [
    record.order_no ?? record.match_key,
    nameOf(TYPE_NAMES, record.type, language),
    nameOf(CAUSE_NAMES, record.cause, language),
    record.expected_minor,
    record.actual_minor,
    record.discrepancy_minor,
    exceptionSays(record, language),
    evidenceList(record.evidence, language),
    record.decided === null ? null : decisionName(record.decided, words),
  ];
}
