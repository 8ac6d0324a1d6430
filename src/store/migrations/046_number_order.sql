-- Which rows of a batch bear a number, in order of its digits, so that those which begin alike stand together: for an engine that
-- finds rows by zone, beside `number_index` and written with it. `column_hash` is of the name of the column, `digits` the first 18
-- digits of the number with zeros behind them.
create table number_order (
  book_id text not null,
  column_hash integer not null,
  digits bigint not null,
  batch_id bigint not null,
  row_no integer not null
);

update import_batches set is_indexed = false where is_indexed;
