import type { Problem } from '../../../src/server/contract/common.ts';
import type { Said } from '../words/words.ts';

/** What is said when no answer comes. */
export const UNREACHABLE: Problem = {
  type: 'about:blank',
  title: 'unreachable',
  status: 0,
  code: 'unreachable',
  says: {
    'zh-CN': '连不上程序。请看看它是否还开着，再试一次。',
    'zh-TW': '連不上程式。請看看它是否還開著，再試一次。',
    en: 'The program does not answer. See whether it is still running, then try again.',
  },
};

const UNKNOWN_SAYS: Said = {
  'zh-CN': '程序出了问题，没有做成。请再试一次。',
  'zh-TW': '程式出了問題，沒有做成。請再試一次。',
  en: 'Something went wrong in the program and nothing was done. Please try again.',
};

/** A refusal or fault that the server told, with its sentence for the user. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code} (${problem.status})`);
    this.problem = problem;
  }
}

/** The problem of a reply that is not OK; one that is no problem+json gets a sentence of ours. */
export function problemOf(status: number, text: string): Problem {
  const parsed = parsedProblem(text);
  return parsed ?? { type: 'about:blank', title: 'fault', status, code: 'fault', says: UNKNOWN_SAYS };
}

function parsedProblem(text: string): Problem | null {
  try {
    const value = JSON.parse(text) as Partial<Problem> | null;
    return typeof value?.says?.en === 'string' ? (value as Problem) : null;
  } catch {
    return null;
  }
}

/** What to tell the user about anything that was thrown. */
export function saysOf(fault: unknown): Said {
  return fault instanceof ApiProblem ? fault.problem.says : UNKNOWN_SAYS;
}

/** Whether the session has ended. */
export function isSignedOut(fault: unknown): boolean {
  return fault instanceof ApiProblem && fault.problem.status === 401;
}
