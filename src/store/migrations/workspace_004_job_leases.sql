-- Which server runs a job, until when nobody else may take it (seconds since 1970 by the database's clock; it moves the end on as
-- long as it lives), and whether somebody asked for its end.
alter table workspace.jobs add column owner text;
alter table workspace.jobs add column lease_until bigint;
alter table workspace.jobs add column cancelling boolean default false;
