create index on app.decisions (book_id, match_key);
