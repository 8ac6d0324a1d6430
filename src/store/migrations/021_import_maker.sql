-- Who brought a file in; null for the command line.
alter table imports add column made_by text;
