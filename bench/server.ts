import { rmSync } from 'node:fs';
import { type Question, questionsOf } from './questions.ts';
import type { AnswerTimes, ServerSize } from './result.ts';
import { makeServedBook, serveBook } from './served-book.ts';

const USERS = 10;
const ROUNDS = 10;
/** A user looks at an answer for so long before the next question. */
const LOOK_MS = 400;

/**
 * Lets ten users look things up at once in a book of so many orders behind a real server, first undisturbed and then for as long
 * as an import and the run after it last, and returns how long they waited. With `keep` the book stays in the folder for the next time.
 */
export async function benchServer(folder: string, orders: number, keep: boolean): Promise<ServerSize> {
  try {
    await makeServedBook(folder, orders);
    const { client, book_id, importLater, close } = await serveBook(folder);
    try {
      const questions = await questionsOf(client, book_id);
      const ask = async ({ ask }: Question): Promise<number> => {
        const started = performance.now();
        await ask(client);
        return performance.now() - started;
      };
      const calm = await askAll(questions, ask, (round) => round < ROUNDS);
      let importing = true;
      const imported = importLater().finally(() => {
        importing = false;
      });
      const busy = await askAll(questions, ask, () => importing);
      await imported;
      return {
        orders,
        users: USERS,
        answers: questions.map(({ name }) => ({
          name,
          calm: timesOf(calm.get(name) ?? []),
          importing: timesOf(busy.get(name) ?? []),
        })),
      };
    } finally {
      await close();
    }
  } finally {
    if (!keep) rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of every question. Users ask at the same time, for as many rounds of all questions as are wanted. */
async function askAll(
  questions: readonly Question[],
  ask: (question: Question) => Promise<number>,
  wants: (round: number) => boolean,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const waits = new Map<string, number[]>(questions.map(({ name }) => [name, []]));
  const user = async (first: number): Promise<void> => {
    for (let asked = 0; wants(Math.floor(asked / questions.length)); asked += 1) {
      const question = questions[(first + asked) % questions.length] as Question;
      waits.get(question.name)?.push(await ask(question));
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  };
  await Promise.all(Array.from({ length: USERS }, (_, at) => user(at)));
  return waits;
}

function timesOf(waits: readonly number[]): AnswerTimes {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
  return { asked: waits.length, p50_ms: at(0.5), p95_ms: at(0.95), worst_ms: at(1) };
}
