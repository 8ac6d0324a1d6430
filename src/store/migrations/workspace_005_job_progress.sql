-- How far a job is that runs, JSON: its server writes it down when it moves the end of the lease on, for the pages of the others.
alter table workspace.jobs add column progress text;
