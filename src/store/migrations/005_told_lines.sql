-- Lines whose money a statement of lower rank number tells, line by line: where both give the numbers of payments,
-- these stand in place of whole days (`shadowed_days`).
create table told_lines (
  book_id text not null,
  account_id text not null,
  batch_id bigint not null,
  row_no integer not null
);
