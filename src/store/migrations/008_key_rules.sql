-- A mark of the key rules under which the batch's rows were read; null: read before marks were kept.
alter table import_batches add column key_rules text;
