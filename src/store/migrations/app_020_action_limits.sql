-- Beside the limit for the write-off of one case: for all write-offs of one action together, and for what the adjustments of one
-- action take away together. A book with limits of its own begins with the program's.
alter table app.write_off_limits add column action_minor bigint;
alter table app.write_off_limits add column adjustment_minor bigint;

update app.write_off_limits
  set action_minor = case role when 'viewer' then 0 when 'clerk' then 50000 when 'reviewer' then 1000000 end,
    adjustment_minor = case role when 'viewer' then 0 when 'clerk' then 50000 when 'reviewer' then 1000000 end;
