-- DuckDB reads columns by zone and needs no index (measured: they cost more than they give); PostgreSQL does.

create index on imports (book_id, import_id);
create index on imports (book_id, sha256);
create index on import_batches (book_id, batch_id);
create index on import_batches (book_id, import_id);
create index on refused_rows (book_id, batch_id);
create index on damaged_rows (book_id, batch_id);
create index on subjects (book_id, subject_id);
create index on shadowed_days (book_id, account_id, batch_id);

create index on orders (book_id, match_key);
create index on orders (book_id, batch_id);
create index on orders (book_id, identity_hash);
create index on orders (book_id, payment_no);
create index on order_lines (book_id, match_key);
create index on order_lines (book_id, batch_id);
create index on order_lines (book_id, identity_hash);
create index on order_lines (book_id, payment_no);
create index on order_lines (book_id, order_line_no);
create index on refunds (book_id, match_key);
create index on refunds (book_id, batch_id);
create index on refunds (book_id, identity_hash);
create index on statement_lines (book_id, match_key);
create index on statement_lines (book_id, batch_id);
create index on statement_lines (book_id, identity_hash);
create index on statement_lines (book_id, transaction_no);

create index on control_totals (book_id, batch_id);
create index on control_totals (book_id, identity_hash);

create index on balances (book_id, match_key);
create index on exceptions (book_id, match_key);
create index on key_links (book_id, match_key);
create index on key_links (book_id, order_no);
