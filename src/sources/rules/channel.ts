/** Whether a rule's channel speaks for a line's: `*` for all, `alipay` for `alipay` and `alipay-pooled`. */
export function covers(ruleChannel: string, channel: string): boolean {
  if (ruleChannel === '*' || ruleChannel === channel) return true;
  return channel.startsWith(`${ruleChannel}-`);
}
