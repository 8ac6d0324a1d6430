-- Refused rows that were mended and loaded again: the import that brought them. When it is undone they are refused again.
create table mended_rows (
  book_id text not null,
  batch_id bigint not null,
  row_no integer not null,
  import_id bigint not null
);
