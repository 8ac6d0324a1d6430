-- Records are found by their parcels and by the numbers of their documents.

create index on shipments (book_id, tracking_no collate "C") where tracking_no is not null;
create index on carrier_charges (book_id, tracking_no collate "C");
create index on returns (book_id, tracking_no collate "C") where tracking_no is not null;
create index on sales_records (book_id, tracking_no collate "C") where tracking_no is not null;
create index on charges (book_id, charge_no collate "C") where charge_no is not null;
create index on shipments (book_id, shipment_no collate "C") where shipment_no is not null;
create index on returns (book_id, return_no collate "C") where return_no is not null;
create index on stock_movements (book_id, movement_no collate "C") where movement_no is not null;
create index on stock_counts (book_id, count_no collate "C") where count_no is not null;
create index on sales_records (book_id, record_no collate "C") where record_no is not null;

-- In the few cells that name several parcels a number is looked for.
create index on shipments (book_id) where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
create index on carrier_charges (book_id) where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
create index on returns (book_id) where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
create index on sales_records (book_id) where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
