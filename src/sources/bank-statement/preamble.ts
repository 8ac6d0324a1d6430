import { parseWallTime, startOfNextDay, type WallTime } from '../../calendar/wall-time.ts';
import { isMoneyFault, parseMoney } from '../../money/money.ts';
import { currencyCode } from '../parts/currency.ts';
import type { ControlTotal, Preamble } from '../source.ts';
import { parseBankTime } from './cells.ts';

const ACCOUNT = /(?:[账帐帳卡]\s*[号號]|[账帐帳]户(?=[:：]))[^\d\n日*]{0,40}(\d[\d* -]{4,34}[\d*])/;
/** 國泰: `111111111111 活存`, with nothing in front. */
const BARE_ACCOUNT = /^(\d{10,16})\s+\p{Script=Han}/mu;
const CURRENCY =
  /(?:币\s*种|幣\s*種|币\s*别|幣\s*別|货币|貨幣)[^\p{L}\n]{0,12}([A-Z]{3}|\p{Script=Han}{2,4})/u;
const DAY = String.raw`(\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2})日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?`;
const DAYS = new RegExp(
  String.raw`(?:起始|开始|起止|查询|查詢|期间|期間|范围|自)[^\d\n]{0,16}${DAY}[^\d\n]{1,40}${DAY}`,
);
const EXPORTED =
  /(?:导出|下载|打印)(?:时间|日期)[^\d\n]{0,8}(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+[\d:：]+)?)/;

/** BOC: `贷方发生总额[ Total credit amount ],1000.00`. */
const SUM = /(借方|贷方)发生总额[^\d\n-]{0,40}(-?[\d,]+(?:\.\d{1,2})?)/g;
const COUNT = /总笔数[^\d\n]{0,40}(\d{1,9})/;

/** What the lines above a bank's table tell: account, currency, the days (both included), when it was exported. */
export function bankPreamble(lines: readonly (readonly string[])[]): Preamble {
  const text = lines.map((cells) => cells.filter((cell) => cell !== '').join(',')).join('\n');
  const account_no = (ACCOUNT.exec(text) ?? BARE_ACCOUNT.exec(text))?.[1]?.replace(/[ -]/g, '');
  const currency = CURRENCY.exec(text)?.[1];
  const [, from, to] = DAYS.exec(text) ?? [];
  const from_at = momentIn(from);
  const last_at = momentIn(to);
  const exported_at = momentIn(EXPORTED.exec(text)?.[1]);
  const totals = totalsIn(text);
  return {
    ...(account_no === undefined ? {} : { account_no }),
    ...(currency === undefined ? {} : { currency: currencyCode(currency) }),
    ...(from_at === null || last_at === null ? {} : { from_at, to_at: startOfNextDay(last_at) }),
    ...(exported_at === null ? {} : { exported_at }),
    ...(totals.length === 0 ? {} : { totals }),
  };
}

function totalsIn(text: string): ControlTotal[] {
  const count = COUNT.exec(text)?.[1];
  const counted =
    count === undefined ? [] : [{ of: 'net', count: Number.parseInt(count, 10), sum_minor: null }];
  const summed = [...text.matchAll(SUM)].flatMap(([, side, sum = '']) => {
    const sum_minor = parseMoney(sum);
    const of = side === '借方' ? 'outflow' : 'inflow';
    return isMoneyFault(sum_minor) ? [] : [{ of, count: null, sum_minor }];
  });
  return [...counted, ...summed];
}

function momentIn(text: string | undefined): WallTime | null {
  return text === undefined ? null : (parseBankTime(text) ?? parseWallTime(text));
}
