-- Copies of the rows that come first in an order of a list, all orders of a list's table in one: for an engine that finds rows
-- by zone. `head_id` stands before the columns of the table that is copied, which are the same in the same order.
create table balance_heads as select 0::integer as head_id, b.* from balances b where 1 = 0;
create table statement_line_heads as select 0::integer as head_id, l.* from statement_lines l where 1 = 0;

-- What a head is of. `edge`: the value behind which the order goes on in the table alone, null where the head holds all rows;
-- `holds_edge`: whether the rows that have it are in the head. `run_id`: the run whose balances were copied.
create table list_heads (
  book_id text not null,
  head_table text not null,
  head_id integer not null,
  list_name text not null,
  order_by text not null,
  descending boolean not null,
  edge text,
  holds_edge boolean not null,
  run_id bigint
);

-- Whether the rows of a batch are in the heads, as far as they come first; other batches are read beside them.
alter table import_batches add column is_headed boolean default false;
