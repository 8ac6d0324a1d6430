-- Copies of the balances that no moment of payment finds, in order of their key, for an engine that finds rows by zone. Made with the
-- copies of what comes first in lists of balances, and of the same run.
create table untimed_balances as select b.* from balances b where 1 = 0;

delete from list_heads where head_table = 'balance_heads';
