import { parseFeeRule, parseGivenRate, parseKeyRule, type RuleBook } from '../sources/rules/rule-book.ts';
import type { Executor } from './driver.ts';
import { sql } from './sql.ts';

const KINDS = ['key', 'fee', 'rate'] as const;

/** The book's own rules, in the order in which they are tried; the built-in ones are not among them. */
export async function readRules(store: Executor, book_id: string): Promise<RuleBook> {
  const rows = await store.query<{ kind: string; rule_id: string; rule: string }>(
    sql`select kind, rule_id, rule from app.rules where book_id = ${book_id} order by kind, position`,
  );
  const [keys, fees, rates] = KINDS.map((kind) => rows.filter((row) => row.kind === kind));
  return {
    key_rules: (keys ?? []).map(({ rule_id, rule }) => parseKeyRule(JSON.parse(rule), rule_id)),
    fee_rules: (fees ?? []).map(({ rule_id, rule }) => parseFeeRule(JSON.parse(rule), rule_id)),
    fee_rates: (rates ?? []).map(({ rule_id, rule }) => parseGivenRate(JSON.parse(rule), rule_id)),
  };
}

/** Replaces the book's own rules. Run it in a transaction of its own. */
export async function writeRules(tx: Executor, book_id: string, rules: RuleBook): Promise<void> {
  await tx.execute(sql`delete from app.rules where book_id = ${book_id}`);
  const lists = { key: rules.key_rules, fee: rules.fee_rules, rate: rules.fee_rates };
  for (const kind of KINDS) {
    for (const [position, rule] of lists[kind].entries()) {
      await tx.execute(sql`insert into app.rules (book_id, rule_id, kind, position, rule)
        values (${book_id}, ${rule.id}, ${kind}, ${position}, ${JSON.stringify(rule)})`);
    }
  }
}
