-- Numbers of parcels are all different: see 030.
alter table orders add column tracking_no text using compression uncompressed;
alter table orders add column carrier text;
alter table orders add column shipped_at timestamp;

alter table order_lines add column tracking_no text using compression uncompressed;
alter table order_lines add column carrier text;
alter table order_lines add column shipped_at timestamp;

alter table refunds add column return_tracking_no text;
alter table refunds add column return_carrier text;
