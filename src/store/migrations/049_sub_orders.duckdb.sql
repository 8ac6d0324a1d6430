-- The sub-orders that one row packs into an order; null where a row tells one order alone.
alter table orders add column sub_order_nos text;
