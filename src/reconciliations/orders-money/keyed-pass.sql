-- The keyed pass of orders ↔ money: wallet lines summed per match key, orders beside them, one row per key.
-- Keys that plainly tie, are plainly not due or plainly in transit get their state here; all others are left
-- 'open' for diagnosis, which sees every fact of the key. Named values: see keyed-pass.ts.
-- E expected, D due, T net trade money of the wallet: see docs/architecture.md.
insert into balances (
  book_id, match_key, state, cause, match_rule, shop, account_id, has_order, status, paid_at, due_at,
  expected_minor, received_minor, fees_minor, refunded_minor, in_transit_minor, outside_coverage_minor, discrepancy_minor
)
with wallet as (
  select
    /* wallet_key */ as match_key,
    sum(l.amount_minor * c.is_receipt)::bigint as receipts_minor,
    sum(l.amount_minor * c.is_refund)::bigint as wallet_refunds_minor,
    sum(c.is_receipt)::bigint as receipt_count,
    sum(c.is_receipt + c.is_refund)::bigint as trade_count,
    sum(l.fee_minor - l.amount_minor * c.is_fee)::bigint as fees_minor,
    /* audited_sums */
    min(l.happened_at) as first_at,
    max(l.batch_id) as line_batch_id,
    /* link_rule */ as link_rule,
    /* deposit_links */ as deposit_links,
    /* sub_order_links */ as sub_order_links
  from statement_lines l
  join subject_components c on c.book_id = l.book_id and c.subject_id = l.subject_id
  /* line_links */
  where l.book_id = :book_id and l.live and c.term <> 'own_account'
    and (c.is_fee = 0 or /* wallet_key */ not like '?%')
    /* only_counted_lines */
    /* only_these_lines */
  group by 1
),
refunded as (
  select /* refund_key */ as match_key, sum(r.refund_minor)::bigint as refunded_minor
  from refunds r
  /* refund_links */
  where r.book_id = :book_id and r.live and r.status = 'succeeded'
    /* only_these_refunds */
  group by 1
),
joined as (
  select
    coalesce(o.match_key, w.match_key) as match_key,
    o.match_key is not null as has_order,
    o.shop, o.status, o.paid_at, o.delivered_at,
    -- A payout of 0.00 beside money paid and not refunded is a cell not filled yet.
    nullif(o.payout_minor, 0) as payout_minor,
    o.stages is not null or o.deposit_order_no is not null as staged,
    -- What was refunded was paid: exports of chosen columns may hold no time of payment.
    case when o.paid_at is null and o.status in ('unpaid', 'cancelled') and coalesce(o.refund_minor, 0) = 0 then 0
      else coalesce(o.paid_minor, 0) end as paid_minor,
    coalesce(o.refund_minor, r.refunded_minor, 0) as refund_minor,
    coalesce(r.refunded_minor > o.refund_minor, false) as refund_unknown,
    coalesce(o.shipping_minor, 0) as shipping_minor,
    coalesce(w.receipts_minor, 0) + coalesce(w.wallet_refunds_minor, 0) as net_minor,
    coalesce(w.receipts_minor, 0) as receipts_minor,
    coalesce(w.receipt_count, 0) as receipt_count,
    coalesce(w.trade_count, 0) as trade_count,
    coalesce(w.fees_minor, 0) as fees_minor,
    /* audited_columns */
    w.first_at, w.line_batch_id, w.link_rule, w.deposit_links, w.sub_order_links,
    v.from_at as covered_from, v.settled_until, u.to_at as statements_until
  from (
    select * from orders where book_id = :book_id and live /* only_these_orders */
  ) o
  full join wallet w on w.match_key = o.match_key
  left join refunded r on r.match_key = o.match_key
  left join shop_coverage v on v.shop = coalesce(o.shop, '')
    and v.wallet_class = case when o.payment_no like '42%' then 'wechat' when o.payment_no like '20%' then 'alipay' else '' end
    and o.delivered_at >= v.from_at and o.delivered_at < v.to_at
  left join shop_statements u on u.shop = coalesce(o.shop, '')
    and u.wallet_class = case when o.payment_no like '42%' then 'wechat' when o.payment_no like '20%' then 'alipay' else '' end
  where (o.match_key is not null
      and coalesce(o.paid_at, o.created_at, :from_at::timestamp) >= :from_at::timestamp
      and coalesce(o.paid_at, o.created_at, :from_at::timestamp) < :to_at::timestamp)
    or (o.match_key is null and w.first_at >= :from_at::timestamp and w.first_at < :to_at::timestamp)
),
judged as (
  select j.*,
    case
      when not has_order then case when trade_count = 0 then 'outside_coverage' else 'open' end
      when trade_count = 0 and status in ('unpaid', 'cancelled') then 'not_due'
      when trade_count = 0 and status in ('paid', 'shipped') and not refund_unknown then
        case when paid_minor = refund_minor then 'not_due' else 'in_transit' end
      when trade_count = 0 and status = 'completed' and not refund_unknown
        and paid_minor = refund_minor and (payout_minor is null or payout_minor = paid_minor) then 'not_due'
      when trade_count = 0 and status = 'completed' and delivered_at is not null and not refund_unknown
        and (payout_minor is null or refund_minor = 0 or payout_minor = paid_minor - refund_minor) then
        case
          when delivered_at >= settled_until or delivered_at >= statements_until then 'in_transit'
          when covered_from is null then 'outside_coverage'
          else 'open'
        end
      when status = 'completed' and not refund_unknown
        and (net_minor = payout_minor and (refund_minor = 0 or payout_minor = paid_minor - refund_minor)
          or (net_minor = paid_minor - refund_minor
            and (payout_minor is null or payout_minor <= paid_minor - refund_minor or payout_minor = paid_minor)))
        /* fees_agree */
        then 'matched'
      else 'open'
    end as state
  from joined j
),
termed as (
  select d.*,
    case
      when state = 'not_due' then paid_minor
      when state = 'matched' and net_minor = payout_minor then payout_minor + refund_minor
      when state in ('in_transit', 'outside_coverage') and status = 'completed'
        then coalesce(payout_minor, paid_minor - refund_minor) + refund_minor
      else paid_minor
    end as expected_minor
  from judged d
)
select
  :book_id,
  match_key,
  state,
  case
    when state = 'in_transit' and status = 'completed' then 'settlement_delay'
    when state <> 'matched' then null
    when expected_minor > paid_minor then 'platform_subsidy'
    when staged and (receipt_count > 1 or deposit_links > 0) then 'presale_deposit'
    when sub_order_links > 0 then 'sub_order'
  end,
  case when trade_count > 0 and has_order then coalesce(link_rule, 'order_no') end,
  shop,
  b.account_id,
  has_order,
  status,
  paid_at,
  coalesce(delivered_at, t.first_at),
  expected_minor,
  net_minor - fees_minor,
  fees_minor,
  case when state = 'not_due' then expected_minor else refund_minor end,
  case when state = 'in_transit' then expected_minor - refund_minor else 0 end,
  case when state = 'outside_coverage' and has_order then expected_minor - refund_minor else 0 end,
  0
from termed t
left join import_batches b on b.book_id = :book_id and b.batch_id = t.line_batch_id
