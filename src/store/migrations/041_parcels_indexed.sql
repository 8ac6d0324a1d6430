-- Numbers of parcels and of records are in the index of numbers from here on: what was indexed before lacks them.
update import_batches set is_indexed = false where is_indexed;
