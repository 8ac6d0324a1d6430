-- Whether the fees were taken within lines; null of a run from before this was told. From now on `account_id` is that of the lines.
alter table fee_sums add column is_within boolean;
