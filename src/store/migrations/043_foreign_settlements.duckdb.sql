-- Settlements in another currency than the yuan; model/records.ts says what each column promises. The foreign_ amounts are
-- hundredths of the currency of their row.

create table foreign_settlements (
  book_id text not null,
  match_key text not null,
  batch_id bigint not null,
  row_no integer not null,
  live boolean not null,
  identity_hash bigint not null,
  occurrence integer not null,
  settlement_no text,
  paid_at timestamp,
  currency text not null,
  foreign_minor bigint not null,
  foreign_fee_minor bigint,
  foreign_refund_minor bigint,
  foreign_settled_minor bigint,
  rate_text text,
  yuan_minor bigint,
  settled_at timestamp,
  kind_text text,
  status_text text,
  shop text,
  memo text
);
