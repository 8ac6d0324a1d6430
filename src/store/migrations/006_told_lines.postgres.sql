create index on told_lines (book_id, account_id);
create index on told_lines (book_id, batch_id, row_no);
