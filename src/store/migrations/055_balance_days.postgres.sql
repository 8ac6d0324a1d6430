create index on balance_days (book_id);
