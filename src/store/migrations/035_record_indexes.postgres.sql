-- Of the tables of 033_records.sql, which comes first.

create index on charges (book_id, match_key);
create index on charges (book_id, batch_id);
create index on charges (book_id, identity_hash);
create index on shipments (book_id, match_key);
create index on shipments (book_id, batch_id);
create index on shipments (book_id, identity_hash);
create index on carrier_charges (book_id, match_key);
create index on carrier_charges (book_id, batch_id);
create index on carrier_charges (book_id, identity_hash);
create index on returns (book_id, match_key);
create index on returns (book_id, batch_id);
create index on returns (book_id, identity_hash);
create index on stock_movements (book_id, match_key);
create index on stock_movements (book_id, batch_id);
create index on stock_movements (book_id, identity_hash);
create index on stock_counts (book_id, match_key);
create index on stock_counts (book_id, batch_id);
create index on stock_counts (book_id, identity_hash);
create index on sales_records (book_id, match_key);
create index on sales_records (book_id, batch_id);
create index on sales_records (book_id, identity_hash);
