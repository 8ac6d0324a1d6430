import { type BalanceVerdict, judgeBalances } from './balance-verdicts.ts';
import { keepRow, type ReadBatch, type RowReader, refuseRow, type Waiting } from './row-reader.ts';

/** Decides for the rows that wait for their balances, now that the table is read: taken the way that they went, or refused. */
export function settleBalances(reader: RowReader, batch: ReadBatch): void {
  const { waiting } = reader;
  if (waiting === null) return;
  const { verdicts, ...proof } = judgeBalances(waiting.map(toLine));
  reader.proof.judgement = proof;
  for (const [at, row] of waiting.entries()) settle(reader, row, verdicts[at] ?? 'as_stated', batch);
  reader.waiting = null;
}

function toLine({ row, normalized: { fact } }: Waiting) {
  return {
    account_no: fact.account_no,
    happened_at: fact.happened_at,
    moved: fact.amount_minor - fact.fee_minor,
    balance: fact.balance_minor,
    row: row.number,
  };
}

function settle(
  reader: RowReader,
  { row, normalized }: Waiting,
  verdict: BalanceVerdict,
  batch: ReadBatch,
): void {
  if (verdict === 'contradicted') {
    refuseRow(reader, row, { code: 'balance_contradicts', column: 'balance', value: '' }, batch);
    return;
  }
  const { fact } = normalized;
  const amount_minor = verdict === 'reversed' ? -fact.amount_minor : fact.amount_minor;
  keepRow(reader, row, { ...normalized, fact: { ...fact, amount_minor } }, batch);
}
