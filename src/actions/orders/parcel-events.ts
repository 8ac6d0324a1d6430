import { evidenceAt } from '../../model/evidence.ts';
import type { Text } from '../../model/language.ts';
import { parcelNumbers } from '../../model/parcel.ts';
import type { OrderLineRow, OrderRow, ParcelTelling } from '../../store/orders/order-page.ts';
import { asText } from '../cases/case-words.ts';
import type { PageEvent } from './order-story.ts';

const PARCEL: Text = { 'zh-CN': '包裹', 'zh-TW': '包裹', en: 'parcel' };

/** The parcels that an order and its lines tell, each once and with the row that tells it first. */
export function parcelEvents(order: OrderRow | null, lines: readonly OrderLineRow[]): PageEvent[] {
  const rows: readonly ParcelTelling[] = order === null ? lines : [order, ...lines];
  const told = rows.flatMap((row) => parcelNumbers(row.tracking_no ?? '').map((number) => ({ number, row })));
  return [...Map.groupBy(told, ({ number }) => number)].map(([number, tellings]) =>
    parcelEvent(
      number,
      tellings.map(({ row }) => row),
    ),
  );
}

/** A row that does not say when the parcel was sent may be told by one that does. */
function parcelEvent(number: string, rows: readonly ParcelTelling[]): PageEvent {
  const [first] = rows;
  return {
    at: rows.find(({ shipped_at }) => shipped_at !== null)?.shipped_at ?? null,
    what: 'parcel',
    name: PARCEL,
    number,
    says: asText(rows.find(({ carrier }) => carrier !== null)?.carrier ?? ''),
    amount_minor: null,
    component: null,
    component_name: null,
    rate: null,
    evidence: first === undefined ? null : evidenceAt(first),
    live: true,
  };
}
