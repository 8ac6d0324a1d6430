import type { Problem } from '../../../src/server/contract/common.ts';
import { NO_ANSWER, NOT_DONE } from '../words/problem.ts';
import type { Said } from '../words/words.ts';

/** What is said when no answer comes. */
export const UNREACHABLE: Problem = {
  type: 'about:blank',
  title: 'unreachable',
  status: 0,
  code: 'unreachable',
  says: NO_ANSWER,
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
  return parsed ?? { type: 'about:blank', title: 'fault', status, code: 'fault', says: NOT_DONE };
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
  return fault instanceof ApiProblem ? fault.problem.says : NOT_DONE;
}

/** The code of the catalogue of errors; null for anything else that was thrown. */
export function codeOf(fault: unknown): string | null {
  return fault instanceof ApiProblem ? fault.problem.code : null;
}

/** Whether the session has ended. */
export function isSignedOut(fault: unknown): boolean {
  return fault instanceof ApiProblem && fault.problem.status === 401;
}
