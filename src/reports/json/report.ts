import { open, rename, rm } from 'node:fs/promises';
import { DuideshangError } from '../../errors.ts';
import type { ImportReceipt } from '../../model/receipt.ts';
import type { Equation, ExceptionRecord, RunSummary } from '../../model/run.ts';
import { formatMinor, type Minor } from '../../money/money.ts';

const FLUSH_CHARACTERS = 1 << 16;
const SAFE_MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** What the JSON file is made of. The exceptions are read once, in order, so that memory does not grow with them. */
export interface JsonContent {
  readonly summary: RunSummary;
  readonly receipts: readonly ImportReceipt[];
  readonly exceptions: AsyncIterable<readonly ExceptionRecord[]>;
  /** The sentence of an exception in the chosen language. */
  readonly says: (record: ExceptionRecord) => string;
}

/**
 * Writes the result as JSON, the contract of docs/reference/json.md. The file is there whole or not at all.
 * @throws report_amount_too_large for an amount that a JSON number cannot hold exactly.
 */
export async function writeResultJson(path: string, content: JsonContent): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, 'w');
  try {
    for await (const piece of resultJson(content)) await file.write(piece);
    await file.close();
    await rename(part, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
}

/** The JSON text in pieces. */
export async function* resultJson(content: JsonContent): AsyncGenerator<string> {
  const { summary } = content;
  const head = [
    `"book":${JSON.stringify(summary.book)}`,
    `"period":${JSON.stringify(summary.period)}`,
    `"receipts":[${content.receipts.map((receipt) => `\n${JSON.stringify(receiptJson(receipt))}`).join(',')}]`,
    `"equation":${JSON.stringify(equationJson(summary.equation))}`,
    `"states":${JSON.stringify(summary.states)}`,
    ...summaryParts(summary),
  ];
  yield `{\n${head.join(',\n')},\n"exceptions":[`;
  yield* exceptionPieces(content);
  yield ']\n}\n';
}

async function* exceptionPieces(content: JsonContent): AsyncGenerator<string> {
  let text = '';
  let separator = '\n';
  for await (const batch of content.exceptions) {
    for (const record of batch) {
      text += separator + JSON.stringify(exceptionJson(record, content.says(record)));
      separator = ',\n';
      if (text.length < FLUSH_CHARACTERS) continue;
      yield text;
      text = '';
    }
  }
  yield text;
}

function summaryParts(summary: RunSummary): string[] {
  const parts = {
    ran_at: summary.ran_at,
    by_shop: summary.by_shop.map((entry) => ({ shop: entry.shop, equation: equationJson(entry.equation) })),
    wallets: summary.wallets.map(amountsAsNumbers),
    fees: summary.fees.map((fee) => ({
      component: fee.component,
      amount_minor: minorNumber(fee.minor),
      lines: fee.lines,
    })),
    fee_rates: summary.fee_rates,
    exception_groups: summary.exceptions.map(amountsAsNumbers),
    unknown_subjects: summary.unknown_subjects.map((entry) => ({
      subject: entry.subject,
      amount_minor: minorNumber(entry.minor),
      lines: entry.lines,
    })),
  };
  return Object.entries(parts).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
}

function receiptJson(receipt: ImportReceipt): object {
  return {
    file: receipt.file,
    sheet: receipt.sheet,
    source: receipt.source,
    rows_read: receipt.rows_read,
    rows_new: receipt.rows_new,
    rows_unchanged: receipt.rows_unchanged,
    rows_changed: receipt.rows_changed,
    rows_refused: receipt.rows_refused,
    rows_mended: receipt.rows_mended,
    rows_repaired: receipt.rows_repaired,
    rows_elsewhere: receipt.rows_elsewhere,
    rows_other: receipt.rows_other,
    control_totals: receipt.control_totals,
    running_balance: receipt.running_balance,
    broken_at_row: receipt.broken_at_row,
    opening_minor: minorOrNull(receipt.opening_minor),
    inflow_minor: minorNumber(receipt.inflow_minor),
    outflow_minor: minorNumber(receipt.outflow_minor),
    closing_minor: minorOrNull(receipt.closing_minor),
    account_no: receipt.account_no,
    from_at: receipt.from_at,
    to_at: receipt.to_at,
  };
}

/** The equation with its amounts as JSON integers. */
export function equationJson(equation: Equation): object {
  return {
    expected_minor: minorNumber(equation.expected_minor),
    received_minor: minorNumber(equation.received_minor),
    fees_minor: minorNumber(equation.fees_minor),
    refunded_minor: minorNumber(equation.refunded_minor),
    in_transit_minor: minorNumber(equation.in_transit_minor),
    outside_coverage_minor: minorNumber(equation.outside_coverage_minor),
    discrepancy_minor: minorNumber(equation.discrepancy_minor),
    closes: equation.closes,
  };
}

/** An exception as the JSON file shows it. */
export function exceptionJson(record: ExceptionRecord, says: string): object {
  return {
    order_no: record.order_no,
    type: record.type,
    cause: record.cause,
    component: record.component,
    shop: record.shop,
    account_id: record.account_id,
    happened_at: record.happened_at,
    expected_minor: minorNumber(record.expected_minor),
    actual_minor: minorNumber(record.actual_minor),
    discrepancy_minor: minorNumber(record.discrepancy_minor),
    evidence: record.evidence.map(({ file, sheet, row }) => ({ file, sheet, row })),
    says,
  };
}

function amountsAsNumbers(record: object): object {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? minorNumber(value) : value,
    ]),
  );
}

function minorOrNull(minor: Minor | null): number | null {
  return minor === null ? null : minorNumber(minor);
}

/** Minor units as a JSON integer; beyond 2^53 a reader would round it, so it is an error. */
export function minorNumber(minor: Minor): number {
  if (minor > SAFE_MAX || minor < -SAFE_MAX) {
    throw new DuideshangError('report_amount_too_large', { amount: formatMinor(minor) });
  }
  return Number.parseInt(minor.toString(), 10);
}
