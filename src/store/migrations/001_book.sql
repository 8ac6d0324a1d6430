-- The bulk tables carry no key and no index on DuckDB (measured: they cost more than they give);
-- indexes for PostgreSQL are in 003. Every key starts with book_id and match_key, ready to be distributed.

-- `hash_probe` is fact_hash of a fixed text when the book was made: should an engine ever hash otherwise, the book says so.
create table books (
  book_id text not null,
  name text not null,
  hash_probe bigint not null
);

create sequence import_ids;
create sequence batch_ids;
create sequence run_ids;

-- A file as it was dropped. Its bytes are kept under their hash in the originals.
create table imports (
  book_id text not null,
  import_id bigint not null,
  file text not null,
  sha256 text not null,
  bytes bigint not null,
  imported_at timestamp not null
);

-- One recognised table of a file (a text file, a member of a zip, a sheet). The receipt is kept as JSON.
-- from_at, to_at: the span covered, [from, to). as_of: when it was exported; of two tellings of a fact the later counts.
-- first_at, last_at: the span of what identifies its rows in time, null where a row has none: two batches whose spans
-- lie apart hold no fact in common. header: the header cells as JSON; header_row is 0 where a sheet goes on without one.
create table import_batches (
  book_id text not null,
  batch_id bigint not null,
  import_id bigint not null,
  file text not null,
  member text,
  sheet text,
  source_id text not null,
  channel text not null,
  kind text not null,
  account_id text,
  from_at timestamp,
  to_at timestamp,
  as_of timestamp,
  first_at timestamp,
  last_at timestamp,
  source_rank integer not null,
  header_row integer not null,
  header text not null,
  receipt text not null
);

create table refused_rows (
  book_id text not null,
  batch_id bigint not null,
  row_no integer not null,
  code text not null,
  column_name text not null,
  value text not null,
  cells text not null
);

-- Rows whose id is or may be damaged, repaired when another file proves the number. reason: `damaged` (digits are lost for
-- sure); with zeros after the 15th digit `rounded` (in a file full of them), `suspect` (one of few), `chance` (no more than chance
-- gives). fact: the cells of its staging line by column as JSON, `damaged_no` standing where the number belongs. state: `held`;
-- `repaired`, then `proved_no` is the number; `kept`, a row of `chance` that counts as it is, then `proved_no` is `damaged_no`.
create table damaged_rows (
  book_id text not null,
  batch_id bigint not null,
  row_no integer not null,
  kind text not null,
  column_name text not null,
  damaged_no text not null,
  reason text not null,
  payment_no text,
  fact text not null,
  state text not null,
  proved_no text
);

create table subjects (
  book_id text not null,
  subject_id bigint not null,
  channel text not null,
  entry_type text not null,
  description text not null,
  memo text not null
);

create table orders (
  book_id text not null,
  match_key text not null,
  batch_id bigint not null,
  row_no integer not null,
  live boolean not null,
  identity_hash bigint not null,
  occurrence integer not null,
  shop text,
  payment_no text,
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

create table order_lines (
  book_id text not null,
  match_key text not null,
  batch_id bigint not null,
  row_no integer not null,
  live boolean not null,
  identity_hash bigint not null,
  occurrence integer not null,
  order_line_no text,
  payment_no text,
  status_text text not null,
  title text,
  sku text,
  quantity text,
  paid_minor bigint,
  refund_minor bigint
);

create table refunds (
  book_id text not null,
  match_key text not null,
  batch_id bigint not null,
  row_no integer not null,
  live boolean not null,
  identity_hash bigint not null,
  occurrence integer not null,
  refund_no text not null,
  payment_no text,
  status text not null,
  status_text text not null,
  kind_text text,
  refund_minor bigint not null,
  stage text,
  requested_at timestamp,
  completed_at timestamp
);

-- match_key is the order number that the line names; a line that names none has '?' and its payment or line number.
create table statement_lines (
  book_id text not null,
  match_key text not null,
  batch_id bigint not null,
  row_no integer not null,
  live boolean not null,
  identity_hash bigint not null,
  occurrence integer not null,
  account_id text not null,
  line_no text,
  transaction_no text,
  key_rule text,
  happened_at timestamp not null,
  amount_minor bigint not null,
  fee_minor bigint not null,
  balance_minor bigint,
  subject_id bigint not null
);

-- What a summary file says of the lines of an account and span; it proves the statement, it is no money of its own.
-- entry_type is null for the total of all lines; match_key is '?' and the account.
create table control_totals (
  book_id text not null,
  match_key text not null,
  batch_id bigint not null,
  row_no integer not null,
  live boolean not null,
  identity_hash bigint not null,
  occurrence integer not null,
  account_id text not null,
  from_at timestamp,
  to_at timestamp,
  entry_type text,
  inflow_count integer not null,
  inflow_minor bigint not null,
  outflow_count integer not null,
  outflow_minor bigint not null
);

-- Days on which a statement of lower rank number tells the same money: this source's lines of the day do not count.
create table shadowed_days (
  book_id text not null,
  account_id text not null,
  batch_id bigint not null,
  on_day timestamp not null
);

create table runs (
  book_id text not null,
  run_id bigint not null,
  from_day text,
  to_day text,
  ran_at timestamp not null,
  summary text not null
);

-- The fee rule's verdict on each subject, as of the run. The numbers 0 or 1 repeat the term: sums over millions of lines
-- multiply by them (measured: half the time of comparing texts). `audited_no` numbers the fees whose rate is audited.
create table subject_components (
  book_id text not null,
  subject_id bigint not null,
  component text not null,
  term text not null,
  rule_id text not null,
  is_receipt integer not null,
  is_refund integer not null,
  is_fee integer not null,
  audited_no integer
);

-- Keys that a search pass or a person tied to an order: the wallet named `match_key`, the order is `order_no`.
create table key_links (
  book_id text not null,
  match_key text not null,
  order_no text not null,
  link_rule text not null
);

-- One row per key of the last run. Amounts as in the equation.
create table balances (
  book_id text not null,
  match_key text not null,
  state text not null,
  cause text,
  match_rule text,
  shop text,
  account_id text,
  has_order boolean not null,
  status text,
  paid_at timestamp,
  due_at timestamp,
  expected_minor bigint not null,
  received_minor bigint not null,
  fees_minor bigint not null,
  refunded_minor bigint not null,
  in_transit_minor bigint not null,
  outside_coverage_minor bigint not null,
  discrepancy_minor bigint not null
);

-- `explanation` is JSON: the code of the sentence and its values; the language is chosen when it is shown.
create table exceptions (
  book_id text not null,
  match_key text not null,
  order_no text,
  exception_type text not null,
  cause text not null,
  component text not null,
  shop text,
  account_id text,
  happened_at timestamp,
  expected_minor bigint not null,
  actual_minor bigint not null,
  discrepancy_minor bigint not null,
  evidence text not null,
  explanation text not null
);
