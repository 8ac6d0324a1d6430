-- What a job needs and nobody may read: JSON, null as soon as the job has ended. Passwords stood among the params before.
alter table workspace.jobs add column secrets text;

update workspace.jobs set secrets = params where kind = 'import' and state in ('queued', 'running');

update workspace.jobs
  set params = regexp_replace(params, '"password":"([^"\\]|\\.)*",|,"password":"([^"\\]|\\.)*"', '')
  where kind = 'import';
