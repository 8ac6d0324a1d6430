import { parseWallTime, startOfNextDay } from '../../calendar/wall-time.ts';
import type { Preamble } from '../source.ts';

const ACCOUNT = /(?:支付宝账户|账号|微信昵称|京东账号名)[:：]\s*\[?([^\]\s,，]+)/;
const MOMENT = String.raw`\[?\s*(\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}:\d{2})?)`;
const FROM = new RegExp(`(?:(?:起始|开始)(?:时间|日期)|日期区间)[:：]\\s*${MOMENT}`);
const TO = new RegExp(`(?:(?:终止|结束)(?:时间|日期)[:：]|日期区间[:：]\\s*\\S+\\s*至)\\s*${MOMENT}`);
const EXPORTED = new RegExp(`(?:导出|申请)时间[:：]\\s*${MOMENT}`);

/** What the lines above a personal list of Alipay, WeChat or JD tell: whose it is, the days (both included), when it was exported. */
export function personalPreamble(lines: readonly (readonly string[])[]): Preamble {
  const text = lines.map((cells) => cells.join(',')).join('\n');
  const account_no = ACCOUNT.exec(text)?.[1];
  const momentIn = (pattern: RegExp) => parseWallTime(pattern.exec(text)?.[1] ?? '');
  const from_at = momentIn(FROM);
  const last_at = momentIn(TO);
  const exported_at = momentIn(EXPORTED);
  return {
    ...(account_no === undefined ? {} : { account_no }),
    ...(from_at === null || last_at === null ? {} : { from_at, to_at: startOfNextDay(last_at) }),
    ...(exported_at === null ? {} : { exported_at }),
  };
}
