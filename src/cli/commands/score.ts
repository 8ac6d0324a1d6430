import { readFile } from 'node:fs/promises';
import { type JudgedResult, printScore, score } from '../../../simulator/score.ts';
import type { Truth } from '../../../simulator/truth.ts';
import { DuideshangError } from '../../errors.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';

/** `duideshang score TRUTH RESULT`: compares a result with the truth of a simulated month. */
export const scoreCommand = {
  name: 'score',
  usage: 'TRUTH.json RESULT.json',
  summary: {
    'zh-CN': '把结果和模拟的真实答案比一比',
    'zh-TW': '把結果和模擬的正確答案比一比',
    en: 'compare a result with the truth of a simulated month',
  },
  options: {},
  examples: [
    {
      line: 'duideshang reconcile 模拟/files --json 结果.json',
      text: { 'zh-CN': '先对账', 'zh-TW': '先對帳', en: 'reconcile first' },
    },
    {
      line: 'duideshang score 模拟/truth.json 结果.json',
      text: {
        'zh-CN': '每种状态、类型、原因的查准率和查全率',
        'zh-TW': '每種狀態、類型、原因的精確率與召回率',
        en: 'precision and recall per state, type and cause',
      },
    },
  ],
  positionals: [2, 2],
  run: scoreFiles,
} as const satisfies Command;

async function scoreFiles({ io, positionals }: CommandContext): Promise<number> {
  const [truthPath = '', resultPath = ''] = positionals;
  const truth = (await readJson(truthPath)) as Truth;
  const card = score(truth, (await readJson(resultPath)) as JudgedResult);
  io.stdout.write(printScore(card));
  return card.perfect ? EXIT.ok : EXIT.exceptions;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const what = error instanceof Error && 'code' in error ? String(error.code) : 'JSON';
    throw new DuideshangError('file_unreadable', { file, what }, error);
  }
}
