-- The shops that the maker of the job saw, a JSON list in order; null for all. Jobs kept before this are shown to those who
-- see all shops.
alter table workspace.jobs add column shops text;
