-- own_no: the number that names the row's fact, where it can be read. mended: a later import tells that fact.
alter table refused_rows add column own_no text;
alter table refused_rows add column mended boolean default false;
