import type { Text } from './language.ts';

/** Names of the channels that money comes through. */
export const CHANNEL_NAMES: Readonly<Record<string, Text>> = {
  alipay: { 'zh-CN': '支付宝', 'zh-TW': '支付寶', en: 'Alipay' },
  'alipay-pooled': { 'zh-CN': '聚合账户', 'zh-TW': '聚合帳戶', en: 'pooled account' },
  wechat: { 'zh-CN': '微信支付', 'zh-TW': '微信支付', en: 'WeChat Pay' },
  bank: { 'zh-CN': '银行账户', 'zh-TW': '銀行帳戶', en: 'bank account' },
  'personal-alipay': { 'zh-CN': '个人支付宝', 'zh-TW': '個人支付寶', en: 'personal Alipay' },
  'personal-wechat': { 'zh-CN': '个人微信', 'zh-TW': '個人微信', en: 'personal WeChat' },
};

/** Channels of the seller's own accounts: no platform settles orders into them, so no order waits for their statements. */
const OWN_CHANNELS: ReadonlySet<string> = new Set(['bank', 'personal-alipay', 'personal-wechat']);

/** Whether a platform settles orders into an account, given by its id, `channel:number`. */
export function settlesOrders(account_id: string): boolean {
  return !OWN_CHANNELS.has(account_id.slice(0, account_id.indexOf(':')));
}

/** What an account is called: the channel whose files tell it, and its number where they name one. */
export interface AccountName {
  readonly account_id: string;
  readonly channel: Text;
  readonly account_no: string | null;
}

/** The name of an account by its id, `channel:number`. */
export function accountName(account_id: string): AccountName {
  const at = account_id.indexOf(':');
  const channel = at === -1 ? account_id : account_id.slice(0, at);
  const account_no = at === -1 ? '' : account_id.slice(at + 1);
  const plain: Text = { 'zh-CN': channel, 'zh-TW': channel, en: channel };
  return {
    account_id,
    channel: CHANNEL_NAMES[channel] ?? plain,
    account_no: account_no === '' ? null : account_no,
  };
}
