import { evidenceAt } from '../../model/evidence.ts';
import { inEveryLanguage, listed, say, type Text } from '../../model/language.ts';
import { parcelNumbers } from '../../model/parcel.ts';
import { RECORD_EVENT_NAMES } from '../../model/record-names.ts';
import { joinedOrders, quantityText, type RecordEvent } from '../../model/records.ts';
import type { NumbersOfOrder, OrderRecordRow } from '../../store/orders/order-records.ts';
import type { PageEvent } from './order-story.ts';

const SAYS = {
  quantity: { 'zh-CN': '数量 {value}', 'zh-TW': '數量 {value}', en: 'quantity {value}' },
  weight: { 'zh-CN': '{value} 公斤', 'zh-TW': '{value} 公斤', en: '{value} kg' },
  joined: { 'zh-CN': '合并 {value} 个订单', 'zh-TW': '合併 {value} 張訂單', en: 'joins {value} orders' },
} as const satisfies Record<string, Text>;

/** The records of an order: what lists of the platform, the warehouse, carriers and the ERP tell of it. */
export function recordEvents(records: readonly OrderRecordRow[]): PageEvent[] {
  return records.map((record) => ({
    at: record.at_time,
    what: eventOf(record),
    name: RECORD_EVENT_NAMES[eventOf(record)],
    number: record.number,
    says: sayOf(record),
    amount_minor: record.amount_minor,
    component: null,
    component_name: null,
    rate: null,
    evidence: evidenceAt(record),
    live: record.live,
  }));
}

/** A shipment that tells neither a parcel, nor a time, nor a status says that its order is to be sent, and not that it was. */
export function eventOf({ kind, tracking_no, at_time, status_text }: OrderRecordRow): RecordEvent {
  if (kind !== 'shipments') return kind;
  return tracking_no === null && at_time === null && status_text === null ? 'listed_shipments' : kind;
}

/** How many orders a record joins is told, and not which: another may be of a shop that is not seen. */
function sayOf({ words, quantity_milli, weight_milli, order_nos }: OrderRecordRow): Text {
  return listed([
    ...(words === '' ? [] : [words]),
    ...(quantity_milli === null ? [] : [filled(SAYS.quantity, quantityText(quantity_milli))]),
    ...(weight_milli === null ? [] : [filled(SAYS.weight, quantityText(weight_milli))]),
    ...(order_nos === null ? [] : [filled(SAYS.joined, String(joinedOrders(order_nos).length))]),
  ]);
}

function filled(text: Text, value: string): Text {
  return inEveryLanguage((language) => say(text, language, { value }));
}

/** The numbers by which records are an order's: keys of its money, those of its lines, and the parcels that its rows tell. */
export function numbersOfOrder(
  keys: readonly string[],
  lineNumbers: readonly (string | null)[],
  tellings: readonly ({ readonly tracking_no: string | null } | null)[],
): NumbersOfOrder {
  return {
    keys: [...new Set([...keys, ...lineNumbers.filter((number) => number !== null)])],
    parcels: tellings.flatMap((telling) => parcelNumbers(telling?.tracking_no ?? '')),
  };
}
