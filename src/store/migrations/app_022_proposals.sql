-- The action by which a transfer counts: its own, or the review that confirmed it. Null while it waits for one.
alter table app.transfers add column stands_by bigint;

update app.transfers set stands_by = action_id;

-- A review answers whatever was proposed, not write-offs only.
update app.actions set move = 'confirm' where move = 'confirm_write_off';
update app.actions set move = 'reject' where move = 'reject_write_off';
update app.cases set last_move = 'confirm' where last_move = 'confirm_write_off';
update app.cases set last_move = 'reject' where last_move = 'reject_write_off';
update app.case_events
  set what = case what when 'confirm_write_off' then 'confirm' when 'reject_write_off' then 'reject' else what end,
    before_last_move = case before_last_move when 'confirm_write_off' then 'confirm' when 'reject_write_off' then 'reject'
      else before_last_move end,
    after_last_move = case after_last_move when 'confirm_write_off' then 'confirm' when 'reject_write_off' then 'reject'
      else after_last_move end
  where what in ('confirm_write_off', 'reject_write_off') or before_last_move in ('confirm_write_off', 'reject_write_off')
    or after_last_move in ('confirm_write_off', 'reject_write_off');
