-- How many of its source's columns the table has: of two tellings of one fact the fuller one may count.
alter table import_batches add column columns_known integer default 0;
