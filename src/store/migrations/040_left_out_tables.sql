-- Tables of an imported file of which no source knew what they are: they wait to be taught. reason: the values of
-- source_unknown as JSON. place: its turn in the file. row_count: rows that are not blank, as far as they could be read.
create table left_out_tables (
  book_id text not null,
  import_id bigint not null,
  place integer not null,
  member text,
  sheet text,
  row_count integer not null,
  reason text not null
);
