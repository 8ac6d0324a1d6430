-- The keyed pass of orders ↔ money: wallet lines summed per match key and set beside the order of that key. Orders that
-- plainly tie, are plainly not due or plainly in transit get their balance here; all others get none, which leaves them
-- to diagnosis, which sees every fact of the key. Named values: see keyed-pass.ts.
-- E expected, D due, T net trade money of the wallet: see docs/architecture.md.
insert into balances (
  book_id, match_key, state, cause, match_rule, shop, account_id, has_order, status, paid_at, due_at,
  expected_minor, received_minor, fees_minor, refunded_minor, in_transit_minor, outside_coverage_minor, discrepancy_minor
)
with wallet as (
  select
    l.match_key,
    sum(l.amount_minor * c.is_receipt)::bigint as receipts_minor,
    sum(l.amount_minor * (c.is_receipt + c.is_refund))::bigint as net_minor,
    sum(c.is_receipt)::bigint as receipt_count,
    sum(c.is_receipt + c.is_refund)::bigint as trade_count,
    sum(l.fee_minor - l.amount_minor * c.is_fee)::bigint as fees_minor,
    /* audited_sums */
    min(l.happened_at) as first_at,
    max(l.batch_id) as line_batch_id
  from (
    select l.match_key, l.amount_minor, l.fee_minor, l.happened_at, l.batch_id, l.subject_id
    from statement_lines l
    where l.book_id = :book_id and l.live /* only_counted_lines */ /* only_own_lines */ /* only_these_lines */
    union all
    select l.match_key, l.amount_minor, l.fee_minor, l.happened_at, l.batch_id, l.subject_id
    from /* tied_residue */ l
    where l.counts and l.link_rule is not null /* only_these_lines */
  ) l
  join subject_components c on c.book_id = :book_id and c.subject_id = l.subject_id
  where c.term <> 'own_account'
  group by l.match_key
),
linked as (
  select
    l.match_key,
    max(l.link_rule) as link_rule,
    sum(case when l.link_rule = 'presale_deposit' then c.is_receipt else 0 end)::bigint as deposit_count,
    count(case when l.link_rule = 'sub_order' then 1 end) as sub_order_count
  from /* tied_residue */ l
  join subject_components c on c.book_id = :book_id and c.subject_id = l.subject_id
  where l.counts and c.term <> 'own_account' and l.link_rule is not null /* only_these_lines */
  group by l.match_key
),
refunded as (
  select coalesce(k.order_no, r.match_key) as match_key, sum(r.refund_minor)::bigint as refunded_minor
  from refunds r
  left join key_links k on k.book_id = r.book_id and k.match_key = r.match_key
  where r.book_id = :book_id and r.live and r.status = 'succeeded'
    /* only_these_refunds */
  group by 1
),
joined as (
  select
    o.match_key, o.shop, o.payment_no, o.status, o.paid_at, o.delivered_at,
    -- A payout of 0.00 beside money paid and not refunded is a cell not filled yet.
    nullif(o.payout_minor, 0) as payout_minor,
    o.stages is not null or o.deposit_order_no is not null as staged,
    -- What was refunded was paid: exports of chosen columns may hold no time of payment.
    case when o.paid_at is null and o.status in ('unpaid', 'cancelled') and coalesce(o.refund_minor, 0) = 0 then 0
      else coalesce(o.paid_minor, 0) end as paid_minor,
    coalesce(o.refund_minor, r.refunded_minor, 0) as refund_minor,
    coalesce(r.refunded_minor > o.refund_minor, false) as refund_unknown,
    coalesce(o.shipping_minor, 0) as shipping_minor,
    coalesce(w.net_minor, 0) as net_minor,
    coalesce(w.receipts_minor, 0) as receipts_minor,
    coalesce(w.receipt_count, 0) as receipt_count,
    coalesce(w.trade_count, 0) as trade_count,
    coalesce(w.fees_minor, 0) as fees_minor,
    /* audited_columns */
    w.first_at, w.line_batch_id, k.link_rule, k.deposit_count, k.sub_order_count
  from orders o
  left join wallet w on w.match_key = o.match_key
  left join linked k on k.match_key = o.match_key
  left join refunded r on r.match_key = o.match_key
  where o.book_id = :book_id and o.live and /* in_scope */
    and o.match_key not in (select match_key from moved_money)
    /* only_these_orders */
),
judged as (
  select j.*,
    case
      when trade_count = 0 and status in ('unpaid', 'cancelled') then 'not_due'
      when trade_count = 0 and status in ('paid', 'shipped') and not refund_unknown then
        case when paid_minor = refund_minor then 'not_due' else 'in_transit' end
      when trade_count = 0 and status = 'completed' and not refund_unknown
        and paid_minor = refund_minor and (payout_minor is null or payout_minor = paid_minor) then 'not_due'
      when trade_count = 0 and status = 'completed' and delivered_at is not null and not refund_unknown
        and (payout_minor is null or refund_minor = 0 or payout_minor = paid_minor - refund_minor) then
        case v.standing when 'later' then 'in_transit' when 'covered' then 'open' else 'outside_coverage' end
      when status = 'completed' and not refund_unknown
        and (net_minor = payout_minor and (refund_minor = 0 or payout_minor = paid_minor - refund_minor)
          or (net_minor = paid_minor - refund_minor
            and (payout_minor is null or payout_minor <= paid_minor - refund_minor or payout_minor = paid_minor)))
        /* fees_agree */
        then 'matched'
      else 'open'
    end as state
  from joined j
  -- Where the delivery stands matters where no money came: for all others nothing is looked up.
  left join shop_standings v on v.shop = case when j.trade_count = 0 and j.status = 'completed' then coalesce(j.shop, '') end
    and v.wallet_class = case when j.payment_no like '42%' then 'wechat' when j.payment_no like '20%' then 'alipay' else '' end
    and j.delivered_at >= v.from_at and j.delivered_at < v.to_at
),
termed as (
  select d.*,
    case
      when state = 'matched' and net_minor = payout_minor then payout_minor + refund_minor
      when state in ('in_transit', 'outside_coverage') and status = 'completed'
        then coalesce(payout_minor, paid_minor - refund_minor) + refund_minor
      else paid_minor
    end as expected_minor
  from judged d
  where state <> 'open'
)
select
  :book_id,
  match_key,
  state,
  case
    when state = 'in_transit' and status = 'completed' then 'settlement_delay'
    when state <> 'matched' then null
    when expected_minor > paid_minor then 'platform_subsidy'
    when staged and (receipt_count > 1 or deposit_count > 0) then 'presale_deposit'
    when sub_order_count > 0 then 'sub_order'
  end,
  case when trade_count > 0 then coalesce(link_rule, 'order_no') end,
  shop,
  b.account_id,
  true,
  status,
  paid_at,
  coalesce(delivered_at, t.first_at),
  expected_minor,
  net_minor - fees_minor,
  fees_minor,
  case when state = 'not_due' then expected_minor else refund_minor end,
  case when state = 'in_transit' then expected_minor - refund_minor else 0 end,
  case when state = 'outside_coverage' then expected_minor - refund_minor else 0 end,
  0
from termed t
left join import_batches b on b.book_id = :book_id and b.batch_id = t.line_batch_id
