import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { DiagnosedException, Verdict } from '../../exceptions/diagnose.ts';
import type { FactRef, KeyCase } from '../../exceptions/key-case.ts';
import { namesOrder } from '../../exceptions/key-case.ts';
import type { RowEvidence } from '../../model/evidence.ts';
import type { ColumnType, Executor } from '../../store/driver.ts';
import { stagingLine } from '../../store/facts/staging.ts';
import { type SqlValue, trusted } from '../../store/sql.ts';

const BALANCES: readonly (readonly [string, ColumnType])[] = [
  ['book_id', 'text'],
  ['match_key', 'text'],
  ['state', 'text'],
  ['cause', 'text'],
  ['match_rule', 'text'],
  ['shop', 'text'],
  ['account_id', 'text'],
  ['has_order', 'boolean'],
  ['status', 'text'],
  ['paid_at', 'timestamp'],
  ['due_at', 'timestamp'],
  ['expected_minor', 'bigint'],
  ['received_minor', 'bigint'],
  ['fees_minor', 'bigint'],
  ['refunded_minor', 'bigint'],
  ['in_transit_minor', 'bigint'],
  ['outside_coverage_minor', 'bigint'],
  ['discrepancy_minor', 'bigint'],
];

const EXCEPTIONS: readonly (readonly [string, ColumnType])[] = [
  ['book_id', 'text'],
  ['match_key', 'text'],
  ['order_no', 'text'],
  ['exception_type', 'text'],
  ['cause', 'text'],
  ['component', 'text'],
  ['shop', 'text'],
  ['account_id', 'text'],
  ['happened_at', 'timestamp'],
  ['expected_minor', 'bigint'],
  ['actual_minor', 'bigint'],
  ['discrepancy_minor', 'bigint'],
  ['evidence', 'text'],
  ['explanation', 'text'],
];

/** Collects verdicts in staging files and loads them in one go. */
export class VerdictWriter {
  private readonly bookId: string;
  private readonly folder: string;
  private readonly where: (ref: FactRef) => RowEvidence;
  private readonly balances: WriteStream;
  private readonly exceptions: WriteStream;

  constructor(bookId: string, folder: string, where: (ref: FactRef) => RowEvidence) {
    this.bookId = bookId;
    this.folder = folder;
    this.where = where;
    this.balances = createWriteStream(this.path('balances'));
    this.exceptions = createWriteStream(this.path('exceptions'));
  }

  /** Takes the verdicts of a page of keys, each with the facts that it was made from. */
  async add(page: readonly (readonly [KeyCase, Verdict])[]): Promise<void> {
    const balances = page.map(([key, verdict]) => stagingLine(balanceRow(this.bookId, key, verdict)));
    const exceptions = page.flatMap(([key, verdict]) =>
      verdict.exceptions.map((each) => stagingLine(this.exceptionRow(key, each))),
    );
    await write(this.balances, balances.join(''));
    await write(this.exceptions, exceptions.join(''));
  }

  /** Loads all that was added and removes the files. */
  async load(tx: Executor): Promise<void> {
    await end(this.balances);
    await end(this.exceptions);
    await loadFile(tx, 'balances', BALANCES, this.path('balances'));
    await loadFile(tx, 'exceptions', EXCEPTIONS, this.path('exceptions'));
    await rm(this.path('balances'), { force: true });
    await rm(this.path('exceptions'), { force: true });
  }

  private path(table: string): string {
    return joinPath(this.folder, `verdict-${table}.tsv`);
  }

  private exceptionRow(key: KeyCase, each: DiagnosedException): SqlValue[] {
    return [
      this.bookId,
      key.match_key,
      namesOrder(key.match_key) ? key.match_key : null,
      each.type,
      each.cause,
      each.component,
      key.order?.shop ?? null,
      accountOf(key),
      each.happened_at,
      each.expected_minor,
      each.actual_minor,
      each.discrepancy_minor,
      JSON.stringify(each.evidence.map(this.where)),
      JSON.stringify({ code: `${each.type}.${each.cause}`, values: each.values }),
    ];
  }
}

function balanceRow(bookId: string, key: KeyCase, verdict: Verdict): SqlValue[] {
  return [
    bookId,
    key.match_key,
    verdict.state,
    verdict.cause,
    verdict.match_rule,
    key.order?.shop ?? null,
    accountOf(key),
    key.order !== null,
    key.order?.status ?? null,
    key.order?.paid_at ?? null,
    key.order?.delivered_at ?? key.lines[0]?.happened_at ?? null,
    verdict.expected_minor,
    verdict.received_minor,
    verdict.fees_minor,
    verdict.refunded_minor,
    verdict.in_transit_minor,
    verdict.outside_coverage_minor,
    verdict.discrepancy_minor,
  ];
}

function accountOf(key: KeyCase): string | null {
  return key.lines.findLast((line) => line.account_id !== '')?.account_id ?? null;
}

async function write(stream: WriteStream, text: string): Promise<void> {
  if (text.length > 0 && !stream.write(text)) await once(stream, 'drain');
}

async function end(stream: WriteStream): Promise<void> {
  stream.end();
  await once(stream, 'finish');
}

async function loadFile(
  tx: Executor,
  table: string,
  columns: readonly (readonly [string, ColumnType])[],
  file: string,
): Promise<void> {
  await tx.load({
    table,
    into: columns.map(([name]) => name),
    files: [file],
    columns: columns.map(([name, type]) => ({ name, type })),
    select: columns.map(([name]) => trusted(name)),
  });
}
