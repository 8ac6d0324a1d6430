import type { Executor } from '../driver.ts';
import { sql, trusted } from '../sql.ts';
import { recordAction } from './case-moves.ts';
import { applySteps, markSteps, nextNumber, writeSteps } from './case-steps.ts';
import { insertTransfer } from './transfers.ts';

/** What a person decided about a match key before there were cases. */
interface OldDecision {
  decision_id: bigint;
  decision: string;
  match_key: string;
  subject: string;
  payload: string;
  made_by: string;
  made_at: string;
}

const MOVE_OF: Readonly<Record<string, { move: string; state: string }>> = {
  accept: { move: 'accept', state: 'resolved' },
  write_off: { move: 'write_off', state: 'written_off' },
};

/**
 * Turns the decisions that stand in a book of an older program into steps of its cases, and ties of money to an order
 * into transfers, under the name and moment they were made. A decision about an exception that the last run does not have
 * becomes a closed case of its own, so that it still holds when the exception comes back.
 */
export async function takeOverDecisions(tx: Executor, book_id: string): Promise<void> {
  const decisions =
    await tx.query<OldDecision>(sql`select decision_id, decision, match_key, subject, payload, made_by,
      made_at
    from app.decisions where book_id = ${book_id} and undone_at is null order by decision_id`);
  for (const decision of decisions) {
    const note = noteOf(decision.payload);
    if (decision.decision === 'match') await takeOverMatch(tx, book_id, decision, note.note);
    else if (note.discrepancy_minor !== null) await takeOverVerdict(tx, book_id, decision, note);
  }
  if (decisions.length > 0) await tx.execute(sql`delete from app.decisions where book_id = ${book_id}`);
}

function noteOf(payload: string): { note: string | null; discrepancy_minor: bigint | null } {
  const { note, discrepancy_minor } = JSON.parse(payload) as Record<string, string | undefined>;
  return {
    note: note === undefined || note === '' ? null : note,
    discrepancy_minor: discrepancy_minor === undefined ? null : BigInt(discrepancy_minor),
  };
}

async function takeOverMatch(
  tx: Executor,
  book_id: string,
  { match_key, subject, made_by, made_at }: OldDecision,
  note: string | null,
): Promise<void> {
  const action_id = await recordAction(tx, {
    ...{ book_id, move: 'match', made_by, made_at, note, rule_id: null, reason_code: null },
    case_count: 0,
    discrepancy_minor: 0n,
  });
  await insertTransfer(tx, book_id, {
    ...{ action_id, kind: 'link', made_by, made_at, note, reason_code: null },
    legs: [
      { match_key, counter: null, amount_minor: 0n },
      { match_key: subject, counter: null, amount_minor: 0n },
    ],
  });
}

async function takeOverVerdict(
  tx: Executor,
  book_id: string,
  decision: OldDecision,
  { note, discrepancy_minor }: { note: string | null; discrepancy_minor: bigint | null },
): Promise<void> {
  const taken = MOVE_OF[decision.decision];
  if (taken === undefined || discrepancy_minor === null) return;
  const { match_key, subject, made_by, made_at } = decision;
  await insertMissing(tx, book_id, decision, discrepancy_minor);
  const action_id = await recordAction(tx, {
    ...{ book_id, move: taken.move, made_by, made_at, note, rule_id: null, reason_code: null },
    case_count: 1,
    discrepancy_minor,
  });
  const mark = await markSteps(tx);
  await writeSteps(tx, {
    ...{ book_id, action_id, made_by, made_at, note },
    cases: sql`app.cases c where c.book_id = ${book_id} and c.match_key = ${match_key}
      and c.exception_type = ${subject} and c.discrepancy_minor = ${discrepancy_minor}::bigint`,
    what: sql`${taken.move}`,
    change: {
      state: sql`${taken.state}`,
      last_move: sql`${taken.move}`,
      decided_minor: trusted('c.discrepancy_minor'),
      closed_at: sql`${made_at}`,
    },
  });
  await applySteps(tx, book_id, mark);
}

/** A case for a decision whose exception no case is about. */
async function insertMissing(
  tx: Executor,
  book_id: string,
  { match_key, subject, made_at }: OldDecision,
  minor: bigint,
): Promise<void> {
  const known = await tx.query(sql`select 1 as one from app.cases
    where book_id = ${book_id} and match_key = ${match_key} and exception_type = ${subject}`);
  if (known.length > 0) return;
  const component = subject === 'missing_refund' || subject === 'unexpected_refund' ? 'refund' : 'sale';
  const case_id = await nextNumber(tx, 'app.case_ids');
  await tx.execute(sql`insert into app.cases (book_id, match_key, case_id, exception_type, component, version, state,
      order_no, cause, expected_minor, actual_minor, discrepancy_minor, evidence, explanation, is_gone, opened_at,
      changed_at)
    values (${book_id}, ${match_key}, ${case_id}, ${subject}, ${component}, 1, 'open', ${match_key}, 'unexplained', 0,
      ${minor}, ${minor}, '[]', '{"code":"","values":{}}', true, ${made_at}, ${made_at})`);
}
