-- Numbers that are all different gain nothing from a dictionary, and trying one took a quarter of the time of loading.
alter table orders rename to orders_before;

create table orders (
  book_id text not null,
  match_key text not null using compression uncompressed,
  batch_id bigint not null,
  row_no integer not null,
  live boolean not null,
  identity_hash bigint not null,
  occurrence integer not null,
  shop text,
  payment_no text using compression uncompressed,
  status text not null,
  status_text text not null,
  created_at timestamp,
  paid_at timestamp,
  delivered_at timestamp,
  paid_minor bigint not null,
  shipping_minor bigint,
  refund_minor bigint,
  payout_minor bigint,
  subsidy_minor bigint,
  deposit_order_no text,
  stages text,
  close_reason text
);

insert into orders by name select * from orders_before;

drop table orders_before;

alter table statement_lines rename to statement_lines_before;

create table statement_lines (
  book_id text not null,
  match_key text not null using compression uncompressed,
  batch_id bigint not null,
  row_no integer not null,
  live boolean not null,
  identity_hash bigint not null,
  occurrence integer not null,
  account_id text not null,
  line_no text using compression uncompressed,
  transaction_no text using compression uncompressed,
  key_rule text,
  happened_at timestamp not null,
  amount_minor bigint not null,
  fee_minor bigint not null,
  balance_minor bigint,
  subject_id bigint not null
);

insert into statement_lines by name select * from statement_lines_before;

drop table statement_lines_before;
