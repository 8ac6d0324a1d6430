-- What the fee taken within a line is for, where the line has one; the fee rules say it with the rest.
alter table subject_components add column fee_component text default 'processing_fee';
