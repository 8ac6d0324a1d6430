-- Of control_totals: a total need not state counts, nor each side. net_minor: inflow less outflow, fees left in. part: the
-- store whose share it is, null for all. closing_minor: the balance at the end of the span. of_source: the source whose
-- lines it sums up, whatever statement counts on its days; null: the lines that count.
alter table control_totals alter column inflow_count drop not null;
alter table control_totals alter column inflow_minor drop not null;
alter table control_totals alter column outflow_count drop not null;
alter table control_totals alter column outflow_minor drop not null;
alter table control_totals add column net_minor bigint;
alter table control_totals add column part text;
alter table control_totals add column closing_minor bigint;
alter table control_totals add column of_source text;
