-- Sums of the last run's balances by the day of payment (`paid_at`: its first moment) and by the codes that lists are filtered and grouped
-- by. `balance_sums` adds them up over all days.
create table balance_days (
  book_id text not null,
  shop text,
  account_id text,
  state text not null,
  cause text,
  status text,
  match_rule text,
  has_order boolean not null,
  paid_at timestamp,
  row_count bigint not null,
  expected_minor bigint not null,
  received_minor bigint not null,
  received_count bigint not null,
  fees_minor bigint not null,
  fees_count bigint not null,
  refunded_minor bigint not null,
  refunded_count bigint not null,
  in_transit_minor bigint not null,
  outside_coverage_minor bigint not null,
  discrepancy_minor bigint not null
);

insert into balance_days
select book_id, shop, account_id, state, cause, status, match_rule, has_order, date_trunc('day', paid_at), count(*),
  sum(expected_minor)::bigint, sum(received_minor)::bigint, sum(case when received_minor = 0 then 0 else 1 end)::bigint,
  sum(fees_minor)::bigint, sum(case when fees_minor = 0 then 0 else 1 end)::bigint,
  sum(refunded_minor)::bigint, sum(case when refunded_minor = 0 then 0 else 1 end)::bigint,
  sum(in_transit_minor)::bigint, sum(outside_coverage_minor)::bigint, sum(discrepancy_minor)::bigint
from balances
group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
