import { parseWallTime, startOfNextDay, type WallTime } from '../../calendar/wall-time.ts';
import type { Preamble } from '../source.ts';
import { parseBankTime } from './cells.ts';
import { currencyCode } from './currency.ts';

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

/** What the lines above a bank's table tell: account, currency, the days (both included), when it was exported. */
export function bankPreamble(lines: readonly (readonly string[])[]): Preamble {
  const text = lines.map((cells) => cells.filter((cell) => cell !== '').join(',')).join('\n');
  const account_no = (ACCOUNT.exec(text) ?? BARE_ACCOUNT.exec(text))?.[1]?.replace(/[ -]/g, '');
  const currency = CURRENCY.exec(text)?.[1];
  const [, from, to] = DAYS.exec(text) ?? [];
  const from_at = momentIn(from);
  const last_at = momentIn(to);
  const exported_at = momentIn(EXPORTED.exec(text)?.[1]);
  return {
    ...(account_no === undefined ? {} : { account_no }),
    ...(currency === undefined ? {} : { currency: currencyCode(currency) }),
    ...(from_at === null || last_at === null ? {} : { from_at, to_at: startOfNextDay(last_at) }),
    ...(exported_at === null ? {} : { exported_at }),
  };
}

function momentIn(text: string | undefined): WallTime | null {
  return text === undefined ? null : (parseBankTime(text) ?? parseWallTime(text));
}
