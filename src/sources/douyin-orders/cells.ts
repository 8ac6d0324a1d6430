import { momentSince1970 } from '../../calendar/wall-time.ts';
import type { OrderStatus } from '../../model/facts.ts';
import type { Minor } from '../../money/money.ts';
import type { Preamble } from '../source.ts';

/** As the platform writes them. What is sent in part is not yet sent. */
const STATUSES: ReadonlyMap<string, OrderStatus> = new Map([
  ['待支付', 'unpaid'],
  ['待付款', 'unpaid'],
  ['待确认', 'unpaid'],
  ['已支付', 'paid'],
  ['备货中', 'paid'],
  ['待发货', 'paid'],
  ['部分发货', 'paid'],
  ['已发货', 'shipped'],
  ['待收货', 'shipped'],
  ['已签收', 'shipped'],
  ['已收货', 'completed'],
  ['已完成', 'completed'],
  ['已关闭', 'cancelled'],
  ['已取消', 'cancelled'],
]);

/** The status of an order by 订单状态; undefined for one that the platform is not known to write. */
export function statusOf(status_text: string): OrderStatus | undefined {
  return STATUSES.get(status_text);
}

/** Why a status that the platform is not known to write is refused: a packed row may join those of its sub-orders. */
export function faultOf(status_text: string): 'several_numbers' | 'unknown_status' {
  return BETWEEN_PARTS.test(status_text) ? 'several_numbers' : 'unknown_status';
}

const BETWEEN_PARTS = /[;；]/;
const NONE = /^-(?:[;；]-)*$/;

/** A cell of words; `-` stands for none, also where a packed row joins several. */
export function filled(words: string | null): string | null {
  return words === null || NONE.test(words) ? null : words;
}

const UNTOUCHED = /关闭|取消|拒绝|撤销/;

/** Whether 售后状态, of one sub-order or joined of several, leaves open how much of the order the buyer got back. */
export function isTouchedByRefund(after_sale: string | null): boolean {
  const parts = (after_sale ?? '').split(BETWEEN_PARTS);
  return parts.some((part) => part !== '' && filled(part) !== null && !UNTOUCHED.test(part));
}

/** The sum of the amounts that are there; null where none is. */
export function sumOf(...parts: readonly (Minor | null)[]): Minor | null {
  let sum: Minor | null = null;
  for (const part of parts) if (part !== null) sum = (sum ?? 0n) + part;
  return sum;
}

const BETWEEN_PARCELS = /[;；,，]\s*/;

/** 快递信息 writes `number-carrier`, several with a semicolon or comma between. */
export function parcelOf(cell: string | null): { tracking_no: string | null; carrier: string | null } {
  const parcels = (filled(cell) ?? '').split(BETWEEN_PARCELS).filter((parcel) => parcel !== '');
  const numbers = parcels.map((parcel) => parcel.split('-')[0] ?? '').filter((number) => number !== '');
  const carriers = new Set(parcels.map((parcel) => parcel.split('-').slice(1).join('-')));
  carriers.delete('');
  return {
    tracking_no: numbers.length === 0 ? null : numbers.join(','),
    carrier: carriers.size === 0 ? null : [...carriers].join(','),
  };
}

const EPOCH_SECOND = /(?:^|[\\/])(1\d{9})(?!\d)/;
const CLOCK_AHEAD_SECONDS = 8 * 3600;

/** The file's name begins with the second of the export since 1970, in UTC; its cells are on the clock of China. */
export function exportedAtOf(fileName: string): Preamble {
  const second = EPOCH_SECOND.exec(fileName)?.[1];
  if (second === undefined) return {};
  return { exported_at: momentSince1970(Number.parseInt(second, 10) + CLOCK_AHEAD_SECONDS) };
}
