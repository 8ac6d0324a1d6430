/** The code of each currency by the words that banks have for it. */
const CODES: Readonly<Record<string, string>> = {
  人民币: 'CNY',
  人民币元: 'CNY',
  人民幣: 'CNY',
  RMB: 'CNY',
  CNH: 'CNY',
  新台币: 'TWD',
  新台幣: 'TWD',
  新臺幣: 'TWD',
  台幣: 'TWD',
  臺幣: 'TWD',
  NTD: 'TWD',
  美元: 'USD',
  美金: 'USD',
  港币: 'HKD',
  港幣: 'HKD',
  港元: 'HKD',
  欧元: 'EUR',
  歐元: 'EUR',
  日元: 'JPY',
  日圓: 'JPY',
  日幣: 'JPY',
  英镑: 'GBP',
  英鎊: 'GBP',
};

/** The ISO code of a currency as a bank writes it; what is not known stays as written. */
export function currencyCode(text: string): string {
  const bare = text.trim();
  return CODES[bare] ?? bare;
}

/**
 * The account of a line: its number, and the currency where it is not the yuan. Amounts of several currencies are never
 * added up, so the pots of one number are several accounts.
 */
export function accountOfCurrency(account_no: string | null, currency: string | null): string | null {
  const code = currency === null ? 'CNY' : currencyCode(currency);
  if (code === 'CNY') return account_no;
  return account_no === null ? code : `${account_no} ${code}`;
}
