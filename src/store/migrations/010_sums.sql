-- Sums of the last run, written by it: an overview reads a few rows, however large the book is.
-- *_count: rows whose amount is not zero.
create table balance_sums (
  book_id text not null,
  shop text,
  account_id text,
  state text not null,
  cause text,
  has_order boolean not null,
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

-- Fees of keys by component, positive = cost; shop and account are those of the key's balance.
create table fee_sums (
  book_id text not null,
  shop text,
  account_id text,
  component text not null,
  row_count bigint not null,
  minor bigint not null
);

create table transit_sums (
  book_id text not null,
  shop text,
  account_id text,
  expected_on text,
  row_count bigint not null,
  minor bigint not null
);

-- Which imports and rules a run was based on, see isStale.
alter table runs add column based_on text;
