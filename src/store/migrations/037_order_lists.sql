-- Of the tables of 033_records.sql: rows of an ERP that join several orders list them.

alter table returns add column order_nos text;
alter table sales_records add column order_nos text;
