-- The sub-orders that one row packs into an order; null where a row tells one order alone. Such orders are few in most books.
alter table orders add column sub_order_nos text;
create index on orders (book_id) where sub_order_nos is not null;
create index on orders using gin (string_to_array(translate(sub_order_nos, ' ,，;；、|', ',,,,,,,'), ','))
  where translate(sub_order_nos, ' ,，;；、|', '') <> sub_order_nos;
