/**
 * The floor: what the same files cost with `iconv` and one hand-written DuckDB query, with nothing kept, nothing proved
 * and nothing explained. Usage: node bench/floor.ts ORDERS.csv WALLET.csv OUT_FOLDER. Prints its result as JSON.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [orders, wallet, folder] = process.argv.slice(2);
if (orders === undefined || wallet === undefined || folder === undefined) {
  throw new TypeError('usage: node bench/floor.ts ORDERS.csv WALLET.csv OUT_FOLDER');
}

const started = performance.now();
const [ordersText, walletText] = await Promise.all([
  decode(orders, join(folder, 'orders.csv')),
  decode(wallet, join(folder, 'wallet.csv')),
]);
const decoded = performance.now();
const classes = await fullJoin(ordersText, walletText, join(folder, 'result.csv'));
const ended = performance.now();
process.stdout.write(
  JSON.stringify({
    decode_seconds: (decoded - started) / 1000,
    query_seconds: (ended - decoded) / 1000,
    classes,
  }),
);

async function decode(from: string, to: string): Promise<string> {
  const out = openSync(to, 'w');
  const iconv = spawn('iconv', ['-f', 'GB18030', '-t', 'UTF-8', from], { stdio: ['ignore', out, 'inherit'] });
  const [exit] = await once(iconv, 'close');
  closeSync(out);
  if (exit !== 0) throw new Error(`iconv ended with ${exit}`);
  return to;
}

async function fullJoin(ordersFile: string, walletFile: string, result: string): Promise<object[]> {
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: `${result}.tmp` });
  const connection = await instance.connect();
  await connection.run('set preserve_insertion_order = false');
  await connection.run(`copy (${query(ordersFile, walletFile)}) to '${result}' (header)`);
  const counts = await connection.runAndReadAll(
    `select class, count(*)::integer as keys from '${result}' group by class order by class`,
  );
  return counts.getRowObjectsJson();
}

/** Amounts as exact decimals; `#` lines of the wallet's preamble and footer are dropped. */
function query(ordersFile: string, walletFile: string): string {
  return `
    with o as (
      select trim("订单编号", '="') as order_no, "订单状态" as status, "买家实际支付金额"::decimal(18, 2) as paid,
        coalesce(try_cast("退款金额" as decimal(18, 2)), 0) as refund,
        coalesce(try_cast(replace("打款商家金额", '元', '') as decimal(18, 2)), 0) as payout
      from read_csv('${ordersFile}', all_varchar = true, header = true, delim = ',', quote = '"')
    ), w as (
      select coalesce(nullif(trim("业务基础订单号", chr(9) || ' '), ''),
          replace(trim("商户订单号", chr(9) || ' '), 'T200P', '')) as order_no,
        sum(coalesce(try_cast("收入金额（+元）" as decimal(18, 2)), 0)) as inflow,
        sum(coalesce(try_cast("支出金额（-元）" as decimal(18, 2)), 0)) as outflow,
        count(*) as lines
      from read_csv('${walletFile}', all_varchar = true, header = true, delim = ',', quote = '"', skip = 4,
        null_padding = true)
      where "账务流水号" not like '#%'
      group by 1
    )
    select coalesce(o.order_no, w.order_no) as order_no, status, paid, refund, payout, inflow, outflow, lines,
      case when o.order_no is null then 'no order' when w.order_no is null then 'no money'
        when payout = inflow then 'equal' else 'different' end as class
    from o full join w on o.order_no = w.order_no`;
}
