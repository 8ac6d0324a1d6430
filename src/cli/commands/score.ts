import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type JudgedResult,
  type KeyLine,
  type KeyLines,
  keyLineOf,
  printScore,
  readTrueKeys,
  score,
} from '../../../simulator/score.ts';
import type { Truth } from '../../../simulator/truth.ts';
import { withBook } from '../../actions/open-book.ts';
import { DuideshangError } from '../../errors.ts';
import type { Book } from '../../store/book.ts';
import { streamBalances } from '../../store/runs/results.ts';
import { existingBook } from '../book-place.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { SHARED } from '../options.ts';

/** `duideshang score TRUTH RESULT`: compares a result with the truth of a simulated month. */
export const scoreCommand = {
  name: 'score',
  usage: 'TRUTH.json RESULT.json',
  summary: {
    'zh-CN': '把结果和模拟的真实答案比一比',
    'zh-TW': '把結果和模擬的正確答案比一比',
    en: 'compare a result with the truth of a simulated month',
  },
  options: { book: SHARED.book },
  examples: [
    {
      line: {
        'zh-CN': 'duideshang reconcile 模拟/files --json 结果.json',
        'zh-TW': 'duideshang reconcile 模擬/files --json 結果.json',
        en: 'duideshang reconcile simulated/files --json result.json',
      },
      text: { 'zh-CN': '先对账', 'zh-TW': '先對帳', en: 'reconcile first' },
    },
    {
      line: {
        'zh-CN': 'duideshang score 模拟/truth.json 结果.json',
        'zh-TW': 'duideshang score 模擬/truth.json 結果.json',
        en: 'duideshang score simulated/truth.json result.json',
      },
      text: {
        'zh-CN': '每种状态、类型、原因的查准率和查全率',
        'zh-TW': '每種狀態、類型、原因的精確率與召回率',
        en: 'precision and recall per state, type and cause',
      },
    },
    {
      line: {
        'zh-CN': 'duideshang score 模拟/truth.json 结果.json --book 账套',
        'zh-TW': 'duideshang score 模擬/truth.json 結果.json --book 帳本',
        en: 'duideshang score simulated/truth.json result.json --book my-book',
      },
      text: {
        'zh-CN': '再逐个订单比状态、原因和等式各项',
        'zh-TW': '再逐筆訂單比狀態、原因和等式各項',
        en: 'order by order too: state, cause and terms of the equation',
      },
    },
  ],
  positionals: [2, 2],
  run: scoreFiles,
} as const satisfies Command;

async function scoreFiles({ io, options, positionals }: CommandContext): Promise<number> {
  const [truthPath = '', resultPath = ''] = positionals;
  const truth = (await readJson(truthPath)) as Truth;
  const result = (await readJson(resultPath)) as JudgedResult;
  const keys = options.book === undefined ? undefined : await keysOf(existingBook(options), truthPath);
  const card = score(truth, result, keys);
  io.stdout.write(printScore(card));
  return card.perfect ? EXIT.ok : EXIT.exceptions;
}

/** What is true of each key stands beside the truth, up to a size; what was found is in the book. */
async function keysOf(location: string, truthPath: string): Promise<KeyLines | undefined> {
  const path = join(dirname(truthPath), 'truth-orders.tsv');
  if (!existsSync(path)) return undefined;
  return { truth: readTrueKeys(path), found: await withBook(location, {}, foundKeys) };
}

/** The last run of a book, key by key, as `truth-orders.tsv` writes it. */
export async function foundKeys({ store, book_id }: Book): Promise<Map<string, KeyLine>> {
  const found = new Map<string, KeyLine>();
  for await (const rows of streamBalances(store, book_id)) {
    for (const row of rows) {
      const cells = [
        row.match_key,
        row.state,
        row.cause ?? '',
        ...TERM_COLUMNS.map((term) => String(row[term])),
      ];
      found.set(row.match_key, keyLineOf(cells));
    }
  }
  return found;
}

const TERM_COLUMNS = [
  'expected_minor',
  'received_minor',
  'fees_minor',
  'refunded_minor',
  'in_transit_minor',
  'outside_coverage_minor',
  'discrepancy_minor',
] as const;

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const what = error instanceof Error && 'code' in error ? String(error.code) : 'JSON';
    throw new DuideshangError('file_unreadable', { file, what }, error);
  }
}
