import { join } from 'node:path';
import { completeOptions, ORDER_LAYOUTS, type SimulationOptions } from '../../../simulator/options.ts';
import { badArgument, choiceOption, countOption, textOption } from '../arguments.ts';
import { DEFAULT_OUT } from '../book-place.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { listWords } from '../list-texts.ts';
import { groupedCount } from '../receipt-view.ts';
import { tell } from '../texts.ts';

/** `duideshang simulate`: a seller's month of raw files, with the truth beside it. */
export const simulateCommand = {
  name: 'simulate',
  usage: '',
  summary: {
    'zh-CN': '生成一个月的模拟文件，并附上真实答案',
    'zh-TW': '產生一個月的模擬檔案，並附上正確答案',
    en: 'make a month of raw files, with the truth beside them',
  },
  options: {
    orders: { value: 'N', text: { 'zh-CN': '多少个订单', 'zh-TW': '多少筆訂單', en: 'how many orders' } },
    seed: {
      value: 'S',
      text: {
        'zh-CN': '种子：同样的种子得到同样的文件',
        'zh-TW': '種子：同樣的種子得到同樣的檔案',
        en: 'the same seed gives the same files',
      },
    },
    out: {
      value: 'DIR',
      text: { 'zh-CN': '写到哪个文件夹', 'zh-TW': '寫到哪個資料夾', en: 'folder to write to' },
    },
    month: {
      value: 'MONTH',
      text: { 'zh-CN': '哪个月，如 2026-01', 'zh-TW': '哪個月，如 2026-01', en: 'which month, e.g. 2026-01' },
    },
    shops: { value: 'N', text: { 'zh-CN': '几家店', 'zh-TW': '幾家店', en: 'how many shops' } },
    layout: {
      value: ORDER_LAYOUTS.join('|'),
      text: {
        'zh-CN': '订单报表用哪个年代的版式；不写则由种子决定',
        'zh-TW': '訂單報表用哪個年代的版式；不寫則由種子決定',
        en: 'layout of the order export; the seed decides when left out',
      },
    },
    hard: {
      text: {
        'zh-CN': '难的月份：各种怪文件都有',
        'zh-TW': '難的月份：各種怪檔案都有',
        en: 'a hard month with every quirk',
      },
    },
    plain: {
      text: {
        'zh-CN': '干净的文件，用来测速度',
        'zh-TW': '乾淨的檔案，用來測速度',
        en: 'clean files, for measuring',
      },
    },
  },
  examples: [
    {
      line: {
        'zh-CN': 'duideshang simulate --orders 2000 --seed 1 --out 模拟',
        'zh-TW': 'duideshang simulate --orders 2000 --seed 1 --out 模擬',
        en: 'duideshang simulate --orders 2000 --seed 1 --out simulated',
      },
      text: {
        'zh-CN': '两千个订单的一个月',
        'zh-TW': '兩千筆訂單的一個月',
        en: 'a month of two thousand orders',
      },
    },
  ],
  positionals: [0, 0],
  run: makeMonth,
} as const satisfies Command;

async function makeMonth(context: CommandContext): Promise<number> {
  const { language, progress, print, signal } = context;
  const options = simulationOptions(context);
  const { simulate } = await import('../../../simulator/simulate.ts');
  const report = await simulate(options, ({ done, total }) => {
    signal.throwIfAborted();
    progress.show(
      tell('progress_simulating', language, { done: groupedCount(done), total: groupedCount(total) }),
    );
  });
  const words = listWords(language);
  const files = report.files_dir;
  print(
    words('simulated', {
      orders: groupedCount(report.orders_count),
      lines: groupedCount(report.wallet_lines_count),
      files,
      truth: report.truth_file,
    }),
  );
  print(words('simulated_next', { files, out: join(options.out, DEFAULT_OUT) }));
  return EXIT.ok;
}

function simulationOptions({ options, language }: CommandContext): SimulationOptions {
  const given = {
    orders: countOption(options, 'orders', language),
    seed: countOption(options, 'seed', language),
    from: textOption(options, 'month'),
    shops: countOption(options, 'shops', language),
    layout: choiceOption(options, 'layout', ORDER_LAYOUTS, language),
    mode: options.hard === true ? ('hard' as const) : options.plain === true ? ('plain' as const) : undefined,
  };
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  try {
    return completeOptions({ ...named, out: textOption(options, 'out') ?? '模拟' });
  } catch (error) {
    throw error instanceof RangeError ? badArgument(error.message) : error;
  }
}
