-- Every column that a list can be sorted by has an index that also breaks ties, and serves both directions: rows without a
-- value are asked for apart. Numbers are indexed by code points, so that a beginning is a range whatever the database's locale.

create index on balances (book_id, match_key collate "C");
create index on balances (book_id, paid_at, match_key collate "C");
create index on balances (book_id, state, paid_at, match_key collate "C");
create index on balances (book_id, due_at, match_key collate "C");
create index on balances (book_id, expected_minor, match_key collate "C");
create index on balances (book_id, discrepancy_minor, match_key collate "C");
create index on balances (book_id, abs(discrepancy_minor), match_key collate "C");
create index on balances (book_id, in_transit_minor, match_key collate "C") where state = 'in_transit';
create index on balances (book_id, (case when cause = 'settlement_delay' then due_at + interval '1 day'
  else paid_at + interval '15 days' end), match_key collate "C") where state = 'in_transit';

create index on statement_lines (book_id, happened_at, batch_id, row_no) where live;
create index on statement_lines (book_id, subject_id, happened_at, batch_id, row_no) where live;
create index on statement_lines (book_id, amount_minor, batch_id, row_no) where live;
create index on statement_lines (book_id, abs(amount_minor), batch_id, row_no) where live;
create index on statement_lines (book_id, match_key collate "C", batch_id, row_no) where live;
create index on statement_lines (book_id, line_no collate "C");
create index on statement_lines (book_id, transaction_no collate "C");

create index on refunds (book_id, completed_at, batch_id, row_no) where live;
create index on refunds (book_id, requested_at, batch_id, row_no) where live;
create index on refunds (book_id, refund_minor, batch_id, row_no) where live;
create index on refunds (book_id, match_key collate "C", batch_id, row_no) where live;
create index on refunds (book_id, refund_no collate "C");

create index on orders (book_id, match_key collate "C");
create index on orders (book_id, payment_no collate "C");
create index on order_lines (book_id, order_line_no collate "C");

create index on balance_sums (book_id);
create index on fee_sums (book_id);
create index on transit_sums (book_id);
