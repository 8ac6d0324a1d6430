create index on statement_line_days (book_id, batch_id);
