-- Which rows of a batch bear a number, for an engine that finds rows by zone: written batches at a time in order of the hash,
-- so that a zone holds a narrow span of it. A batch whose `is_indexed` is false is read whole; rows that stand here for it are
-- left over. A row that does not bear the number any more, or only its hash, is told apart by whoever reads it.
create table number_index (
  book_id text not null,
  number_hash integer not null,
  batch_id bigint not null,
  row_no integer not null
);

alter table import_batches add column is_indexed boolean default false;
