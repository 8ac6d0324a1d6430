/** Encodings of text files. ASCII counts as `utf-8`. */
export type Encoding = 'gb18030' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'big5';

/** An encoding with the length of the byte order mark that named it (0: found by evidence). */
export interface FoundEncoding {
  readonly encoding: Encoding;
  readonly bom: number;
}

const BOMS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
];

/**
 * What the first bytes of a file say: a byte order mark, or the zero bytes that UTF-16 has at every ASCII character.
 * `null`: neither.
 */
export function encodingOfStart(start: Uint8Array): FoundEncoding | null {
  for (const [encoding, mark] of BOMS) {
    if (mark.every((byte, at) => start[at] === byte)) return { encoding, bom: mark.length };
  }
  const encoding = utf16Of(start.subarray(0, 4096));
  return encoding === null ? null : { encoding, bom: 0 };
}

/**
 * Which encoding the bytes of a text are in, by evidence; `null` when nothing fits. Bytes before the first non-ASCII
 * one say nothing and should be left out. Decided in this order (docs/decisions/0010-reading-encodings.md):
 * UTF-8 when at most 2 % of its non-ASCII sequences are invalid (a text in GB18030 or Big5 breaks far more);
 * otherwise GB18030 or Big5, whichever reads the bytes as the more frequent characters, unless it too is mostly invalid.
 */
export function encodingOfText(sample: Uint8Array): Encoding | null {
  const utf8 = utf8Evidence(sample);
  if (utf8.valid + utf8.invalid === 0) return 'utf-8';
  const gb18030 = pairEvidence(sample, 'gb18030');
  const big5 = pairEvidence(sample, 'big5');
  if (utf8.invalid * 50 <= utf8.valid && !accidental(utf8, gb18030)) return 'utf-8';
  const best = gb18030.score >= big5.score ? gb18030 : big5;
  return best.invalid * 10 > best.valid || isNoise(best) ? null : best.encoding;
}

/** Whether many characters are hardly ever frequent ones: in random bytes every sixth is, in text most are. */
function isNoise(evidence: PairEvidence): boolean {
  return evidence.valid > 100 && evidence.score < 0.25;
}

/** Whether these few sequences are valid UTF-8 only by accident: every one is a frequent character in GB18030 (联通). */
function accidental(utf8: Utf8Evidence, gb18030: PairEvidence): boolean {
  return utf8.three === 0 && gb18030.invalid === 0 && gb18030.common * 2 >= gb18030.valid;
}

interface Utf8Evidence {
  readonly valid: number;
  readonly invalid: number;
  /** Valid sequences of three bytes and more: every Chinese character is one. */
  readonly three: number;
}

function utf8Evidence(sample: Uint8Array): Utf8Evidence {
  let valid = 0;
  let invalid = 0;
  let three = 0;
  for (let at = 0; at < sample.length; ) {
    const byte = sample[at] ?? 0;
    const length =
      byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
    if (length > 1 && at + length > sample.length) break;
    if (length === 0 || !continues(sample, at + 1, at + length)) {
      invalid++;
      at++;
      continue;
    }
    if (length > 1) valid++;
    if (length > 2) three++;
    at += length;
  }
  return { valid, invalid, three };
}

function continues(sample: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (((sample[at] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}

interface PairEvidence {
  readonly encoding: 'gb18030' | 'big5';
  readonly valid: number;
  readonly invalid: number;
  /** Characters that a statement or an order file is full of. */
  readonly common: number;
  readonly score: number;
}

/** Characters of order files and statements, in the form that an encoding's readers write. */
const COMMON = {
  gb18030:
    '的一是在不人有我他这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会订单编号买家卖店铺商品名称金额支付宝收入支出余账务流水业型备注交易对方户时间发货退款状态成功关闭等待确认数量价格运费手机址省市区县街道路元总合计笔起始终止日期月明细列表结束导下载查询宝贝标题付款创建完物流快递公司圆通韵达申中顺丰邮政服技术佣扣积分红包优惠券满减折平台银行转提现充值保证险理赔渠联信微零钱包色尺码套装件个北京海广东浙江苏杭州深圳南西安山川湖福建河无是否新旧已未其他',
  big5: '的一是在不人有我他這個上們來到時大地為子中你說生國年著就那和要她出也得裡後自以會訂單編號買家賣店鋪商品名稱金額支付寶收入支出餘帳務流水業型備註交易對方戶時間發貨退款狀態成功關閉等待確認數量價格運費手機址省市區縣街道路元總合計筆起始終止日期月明細列表結束匯下載查詢標題建完物流快遞公司服技術佣扣積分紅包優惠券滿減折平台銀行轉提現充值保證險理賠渠聯信微零錢色尺碼套裝件臺灣北新高雄桃園中南存款摘要說活幣別資訊帳無是否舊已未其他存提',
} as const;

const commonCodes = new Map<string, ReadonlySet<number>>();

/** The two-byte codes of the common characters, found by decoding every code once. */
function codesOf(encoding: 'gb18030' | 'big5'): ReadonlySet<number> {
  const known = commonCodes.get(encoding);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(encoding);
  const wanted = new Set<string>(COMMON[encoding]);
  const codes = new Set<number>();
  for (let lead = 0xa1; lead <= 0xf7; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (wanted.has(decoder.decode(Uint8Array.of(lead, trail)))) codes.add(lead * 256 + trail);
    }
  }
  commonCodes.set(encoding, codes);
  return codes;
}

/** The rows of the code table where the frequent characters stand: GB2312 level 1 and symbols, Big5 level 1 and symbols. */
function frequent(encoding: 'gb18030' | 'big5', lead: number, trail: number): boolean {
  if (encoding === 'big5') return (lead >= 0xa4 && lead <= 0xc6) || (lead >= 0xa1 && lead <= 0xa3);
  return trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3));
}

function trails(encoding: 'gb18030' | 'big5', trail: number): boolean {
  if (encoding === 'big5') return (trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe);
  return trail >= 0x40 && trail <= 0xfe && trail !== 0x7f;
}

function pairEvidence(sample: Uint8Array, encoding: 'gb18030' | 'big5'): PairEvidence {
  const commonOf = codesOf(encoding);
  let valid = 0;
  let invalid = 0;
  let frequentCount = 0;
  let common = 0;
  for (let at = 0; at < sample.length; ) {
    const lead = sample[at] ?? 0;
    const trail = sample[at + 1] ?? 0;
    if (lead < 0x80) {
      at++;
    } else if (at + 1 === sample.length) {
      break;
    } else if (encoding === 'gb18030' && fourBytes(sample, at)) {
      valid++;
      at += 4;
    } else if (lead > 0x80 && lead < 0xff && trails(encoding, trail)) {
      valid++;
      if (frequent(encoding, lead, trail)) frequentCount++;
      if (commonOf.has(lead * 256 + trail)) common++;
      at += 2;
    } else {
      invalid++;
      at++;
    }
  }
  const score = (frequentCount + 2 * common - 5 * invalid) / Math.max(1, valid + invalid);
  return { encoding, valid, invalid, common, score };
}

function fourBytes(sample: Uint8Array, at: number): boolean {
  const [second = 0, third = 0, fourth = 0] = sample.subarray(at + 1, at + 4);
  return second >= 0x30 && second <= 0x39 && third > 0x80 && third < 0xff && fourth >= 0x30 && fourth <= 0x39;
}

/** UTF-16 without a mark: every tenth byte or more is a zero, nearly all in odd (little-endian) or in even places. */
function utf16Of(start: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < start.length; at++) {
    if (start[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const many = start.length / 10;
  if (odd >= many && even * 4 < odd) return 'utf-16le';
  if (even >= many && odd * 4 < even) return 'utf-16be';
  return null;
}
