import type { Cause } from '../../model/result.ts';
import {
  parseFeeRule,
  parseGivenRate,
  parseKeyRule,
  parseSettlementDays,
  parseTolerance,
  type RuleBook,
  ruleAsWritten,
} from '../../sources/rules/rule-book.ts';
import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';

const KINDS = ['key', 'fee', 'rate', 'tolerance', 'settlement', 'cause'] as const;

interface RuleRow {
  kind: (typeof KINDS)[number];
  rule_id: string;
  rule: string;
}

/** The book's own rules, in the order in which they are tried; the built-in ones are not among them. */
export async function readRules(store: Executor, book_id: string): Promise<RuleBook> {
  const rows = await store.query<RuleRow>(
    sql`select kind, rule_id, rule from app.rules where book_id = ${book_id} order by kind, position`,
  );
  const read = <T>(kind: RuleRow['kind'], parse: (value: unknown, where: string) => T): T[] =>
    rows.filter((row) => row.kind === kind).map(({ rule_id, rule }) => parse(JSON.parse(rule), rule_id));
  return {
    key_rules: read('key', parseKeyRule),
    fee_rules: read('fee', parseFeeRule),
    fee_rates: read('rate', parseGivenRate),
    tolerances: read('tolerance', parseTolerance),
    settlement_days: read('settlement', parseSettlementDays),
    cause_order: rows.filter((row) => row.kind === 'cause').map(({ rule_id }) => rule_id as Cause),
  };
}

/** Replaces the book's own rules. Run it in a transaction of its own. */
export async function writeRules(tx: Executor, book_id: string, rules: RuleBook): Promise<void> {
  await tx.execute(sql`delete from app.rules where book_id = ${book_id}`);
  const lists = {
    key: rules.key_rules,
    fee: rules.fee_rules,
    rate: rules.fee_rates,
    tolerance: rules.tolerances,
    settlement: rules.settlement_days,
  };
  const written = [
    ...Object.entries(lists).flatMap(([kind, list]) =>
      list.map((rule, position) => ({ kind, position, id: rule.id, rule: ruleAsWritten(rule) })),
    ),
    ...rules.cause_order.map((id, position) => ({ kind: 'cause', position, id, rule: {} })),
  ];
  for (const { kind, position, id, rule } of written) {
    await tx.execute(sql`insert into app.rules (book_id, rule_id, kind, position, rule)
      values (${book_id}, ${id}, ${kind}, ${position}, ${JSON.stringify(rule)})`);
  }
  await tx.execute(sql`insert into app.rule_versions
    select ${book_id}::text, coalesce(max(version), 0) + 1 from app.rule_versions where book_id = ${book_id}`);
}

/** How often the book's rules were replaced. */
export async function rulesVersion(on: Executor, book_id: string): Promise<number> {
  const [row] = await on.query<{ version: number }>(
    sql`select coalesce(max(version), 0)::integer as version from app.rule_versions where book_id = ${book_id}`,
  );
  return row?.version ?? 0;
}

/** Holds back others who replace the book's rules until the transaction ends. */
export async function lockRules(tx: Executor, book_id: string): Promise<void> {
  await tx.query(sql`select lock_book(${`${book_id}/rules`}) as locked`);
}
