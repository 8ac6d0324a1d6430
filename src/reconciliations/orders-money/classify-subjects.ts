import { AUDITED_COMPONENTS, type Term, termOf } from '../../model/component.ts';
import { classifySubject, type FeeRule, type Verdict } from '../../sources/rules/fee-rules.ts';
import type { Executor } from '../../store/driver.ts';
import { join, type Sql, sql, trusted } from '../../store/sql.ts';

const ROWS_PER_INSERT = 200;

/**
 * Applies the fee rules to every subject of the book. Lines point to their subject, so a changed rule speaks for all
 * of its lines at once and each line knows which rule that was.
 */
export async function classifySubjects(
  tx: Executor,
  bookId: string,
  rules: readonly FeeRule[],
): Promise<void> {
  const subjects = await tx.query<{
    subject_id: bigint;
    channel: string;
    entry_type: string;
    description: string;
    memo: string;
  }>(sql`select subject_id, channel, entry_type, description, memo from subjects where book_id = ${bookId}`);
  await tx.execute(sql`delete from subject_components where book_id = ${bookId}`);
  for (let start = 0; start < subjects.length; start += ROWS_PER_INSERT) {
    const rows = subjects.slice(start, start + ROWS_PER_INSERT).map((subject) => {
      return componentRow(bookId, subject.subject_id, classifySubject(subject.channel, subject, rules));
    });
    await tx.execute(sql`insert into subject_components values ${join(rows)}`);
  }
}

function componentRow(bookId: string, subjectId: bigint, verdict: Verdict): Sql {
  const { component, rule_id, within = 'processing_fee' } = verdict;
  const term = termOf(component);
  const flag = (of: Term): Sql => trusted(term === of ? '1' : '0');
  const audited = AUDITED_COMPONENTS.findIndex((each) => each === component);
  return sql`(${bookId}::text, ${subjectId}::bigint, ${component}::text, ${term}::text, ${rule_id}::text,
    ${flag('receipt')}, ${flag('refund')}, ${flag('fee')}, ${audited < 0 ? null : audited}::integer, ${within}::text)`;
}
