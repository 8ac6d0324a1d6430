-- The transfers that the last run read: what people moved since is not in its balances.
create table read_transfers (
  book_id text not null,
  transfer_id bigint not null
);
