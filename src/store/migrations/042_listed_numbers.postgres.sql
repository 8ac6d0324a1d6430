-- The few cells that name several parcels or orders are found by each of them.

create index on orders using gin (string_to_array(translate(tracking_no, ' ,，;；、', ',,,,,,'), ','))
  where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
create index on order_lines using gin (string_to_array(translate(tracking_no, ' ,，;；、', ',,,,,,'), ','))
  where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
create index on refunds using gin (string_to_array(translate(return_tracking_no, ' ,，;；、', ',,,,,,'), ','))
  where translate(return_tracking_no, ' ,，;；、', '') <> return_tracking_no;
create index on shipments using gin (string_to_array(translate(tracking_no, ' ,，;；、', ',,,,,,'), ','))
  where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
create index on carrier_charges using gin (string_to_array(translate(tracking_no, ' ,，;；、', ',,,,,,'), ','))
  where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
create index on returns using gin (string_to_array(translate(tracking_no, ' ,，;；、', ',,,,,,'), ','))
  where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
create index on sales_records using gin (string_to_array(translate(tracking_no, ' ,，;；、', ',,,,,,'), ','))
  where translate(tracking_no, ' ,，;；、', '') <> tracking_no;
create index on shipments using gin (string_to_array(translate(order_nos, ' ,，;；、|', ',,,,,,,'), ','))
  where translate(order_nos, ' ,，;；、|', '') <> order_nos;
create index on returns using gin (string_to_array(translate(order_nos, ' ,，;；、|', ',,,,,,,'), ','))
  where translate(order_nos, ' ,，;；、|', '') <> order_nos;
create index on sales_records using gin (string_to_array(translate(order_nos, ' ,，;；、|', ',,,,,,,'), ','))
  where translate(order_nos, ' ,，;；、|', '') <> order_nos;
