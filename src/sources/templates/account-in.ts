const LABELED = /(?:账\s*号|帐\s*号|账户|卡\s*号|帳\s*號|帳戶|Account)[^\d*]{0,12}(\d[\d*]{5,29})/i;

/** The number of the account that the lines above a header name; null if none. */
export function accountIn(lines: readonly (readonly string[])[]): string | null {
  for (const cells of lines) {
    const found = LABELED.exec(cells.join(' '))?.[1];
    if (found !== undefined) return found;
  }
  return null;
}
