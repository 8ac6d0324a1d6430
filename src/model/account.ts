import { type Language, say, type Text } from './language.ts';

/** Names of the channels that money comes through. */
export const CHANNEL_NAMES: Readonly<Record<string, Text>> = {
  alipay: { 'zh-CN': '支付宝', 'zh-TW': '支付寶', en: 'Alipay' },
  'alipay-pooled': { 'zh-CN': '聚合账户', 'zh-TW': '聚合帳戶', en: 'pooled account' },
  douyin: { 'zh-CN': '抖店', 'zh-TW': '抖店', en: 'Douyin' },
  'taobao-ads': { 'zh-CN': '淘宝推广账户', 'zh-TW': '淘寶推廣帳戶', en: 'Taobao advertising' },
  'taobao-deposit': { 'zh-CN': '淘宝保证金', 'zh-TW': '淘寶保證金', en: 'Taobao deposit' },
  jd: { 'zh-CN': '京东结算', 'zh-TW': '京東結算', en: 'JD settlement' },
  'jd-ads': { 'zh-CN': '京准通', 'zh-TW': '京準通', en: 'JD advertising' },
  'jd-wallet': { 'zh-CN': '京东钱包', 'zh-TW': '京東錢包', en: 'JD wallet' },
  kuaishou: { 'zh-CN': '快手', 'zh-TW': '快手', en: 'Kuaishou' },
  pdd: { 'zh-CN': '拼多多', 'zh-TW': '拼多多', en: 'Pinduoduo' },
  qianchuan: { 'zh-CN': '千川', 'zh-TW': '千川', en: 'Qianchuan advertising' },
  'weixin-store': { 'zh-CN': '微信小店', 'zh-TW': '微信小店', en: 'WeChat Store' },
  xiaohongshu: { 'zh-CN': '小红书', 'zh-TW': '小紅書', en: 'Xiaohongshu' },
  youzan: { 'zh-CN': '有赞', 'zh-TW': '有贊', en: 'Youzan' },
  alibaba: { 'zh-CN': '1688', 'zh-TW': '1688', en: '1688' },
  'alibaba-ads': { 'zh-CN': '1688 推广账户', 'zh-TW': '1688 推廣帳戶', en: '1688 advertising' },
  wechat: { 'zh-CN': '微信支付', 'zh-TW': '微信支付', en: 'WeChat Pay' },
  bank: { 'zh-CN': '银行账户', 'zh-TW': '銀行帳戶', en: 'bank account' },
  'personal-alipay': { 'zh-CN': '个人支付宝', 'zh-TW': '個人支付寶', en: 'personal Alipay' },
  'personal-jd': { 'zh-CN': '个人京东', 'zh-TW': '個人京東', en: 'personal JD' },
  'personal-wechat': { 'zh-CN': '个人微信', 'zh-TW': '個人微信', en: 'personal WeChat' },
};

/** Channels of the seller's own accounts: no platform settles orders into them, so no order waits for their statements. */
const OWN_CHANNELS: ReadonlySet<string> = new Set([
  'bank',
  'personal-alipay',
  'personal-jd',
  'personal-wechat',
  'taobao-ads',
  'taobao-deposit',
  'jd-ads',
  'jd-wallet',
  'qianchuan',
  'alibaba-ads',
]);

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

/** What people call an account, given by its id: `支付宝 2088…`. */
export function accountText(account_id: string, language: Language): string {
  const { channel, account_no } = accountName(account_id);
  return [say(channel, language), account_no].filter((part) => part !== null).join(' ');
}
