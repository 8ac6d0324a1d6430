-- Sums of the wallet lines of a batch that count, by account, subject and day (`happened_at`: its first moment).
create table statement_line_days (
  book_id text not null,
  batch_id bigint not null,
  account_id text not null,
  subject_id bigint not null,
  happened_at timestamp not null,
  line_count bigint not null,
  amount_minor bigint not null,
  fee_minor bigint not null
);

-- Whether the lines of a batch that count are summed by day as they are now; lines of other batches are summed when somebody asks.
alter table import_batches add column is_summed boolean default false;
