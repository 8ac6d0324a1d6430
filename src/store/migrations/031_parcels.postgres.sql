alter table orders add column tracking_no text;
alter table orders add column carrier text;
alter table orders add column shipped_at timestamp;

alter table order_lines add column tracking_no text;
alter table order_lines add column carrier text;
alter table order_lines add column shipped_at timestamp;

alter table refunds add column return_tracking_no text;
alter table refunds add column return_carrier text;

-- A number is found by its index; in the few cells that name several parcels it is looked for.
create index on orders (book_id, tracking_no collate "C") where tracking_no is not null;
create index on order_lines (book_id, tracking_no collate "C") where tracking_no is not null;
create index on refunds (book_id, return_tracking_no collate "C") where return_tracking_no is not null;
create index on orders (book_id) where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
create index on order_lines (book_id) where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
create index on refunds (book_id) where translate(return_tracking_no, ' ,，;；、', '') <> return_tracking_no;
