-- What people do about exceptions. A case outlives the runs that find its exception; its identity is match_key,
-- exception_type and component. What the last run that looked at the key said of it is kept with it, so that lists need
-- no second table and a case whose exception is gone can still be read.

create sequence app.case_ids;
create sequence app.event_ids;
create sequence app.action_ids;
create sequence app.transfer_ids;
create sequence app.attachment_ids;
create sequence app.round_trip_ids;

-- From `state` to `closed_at` is what steps change. is_gone: the last run that looked at the key did not find it.
create table app.cases (
  book_id text not null,
  match_key text not null,
  case_id bigint not null,
  exception_type text not null,
  component text not null,
  version integer not null,
  state text not null,
  waiting_for text,
  reason_code text,
  assignee text,
  due_on text,
  carried_to text,
  last_move text,
  proposed_by text,
  decided_minor bigint,
  closed_at timestamp,
  order_no text,
  cause text not null,
  shop text,
  account_id text,
  happened_at timestamp,
  expected_minor bigint not null,
  actual_minor bigint not null,
  discrepancy_minor bigint not null,
  evidence text not null,
  explanation text not null,
  is_gone boolean not null,
  opened_at timestamp not null,
  changed_at timestamp not null
);

-- Every step of a case, with what it changed, before and after. action_id is null for a step that the program took;
-- `file` is the file that settled it. An undone step stays, marked.
create table app.case_events (
  book_id text not null,
  match_key text not null,
  event_id bigint not null,
  action_id bigint,
  case_id bigint not null,
  what text not null,
  made_by text,
  made_at timestamp not null,
  note text,
  file text,
  undone boolean not null,
  discrepancy_before_minor bigint,
  discrepancy_after_minor bigint,
  before_state text,
  before_waiting_for text,
  before_reason_code text,
  before_assignee text,
  before_due_on text,
  before_carried_to text,
  before_last_move text,
  before_proposed_by text,
  before_decided_minor bigint,
  before_closed_at timestamp,
  after_state text,
  after_waiting_for text,
  after_reason_code text,
  after_assignee text,
  after_due_on text,
  after_carried_to text,
  after_last_move text,
  after_proposed_by text,
  after_decided_minor bigint,
  after_closed_at timestamp
);

-- What was done at once, to one case or to many: it is undone as a whole. made_by is null for a rule, then `rule_id` is its.
create table app.actions (
  book_id text not null,
  action_id bigint not null,
  move text not null,
  made_by text,
  rule_id text,
  made_at timestamp not null,
  reason_code text,
  note text,
  case_count integer not null,
  discrepancy_minor bigint not null,
  undone_by text,
  undone_at timestamp
);

-- The last run that the cases know of, and the last import that it could have read.
create table app.case_syncs (
  book_id text not null,
  run_id bigint not null,
  import_id bigint not null,
  synced_at timestamp not null
);

-- Money that people moved between keys; read by every run as it reads facts. kind: `match` and `adjustment` move the
-- amounts of their legs, `link` says that all money under one key belongs to an order (its legs move nothing by themselves).
create table app.transfers (
  book_id text not null,
  transfer_id bigint not null,
  action_id bigint not null,
  kind text not null,
  made_by text,
  made_at timestamp not null,
  reason_code text,
  note text,
  undone_at timestamp
);

-- The legs of a transfer sum to zero. A counter leg names where the rest of an adjustment goes, under the key that bears it.
create table app.transfer_legs (
  book_id text not null,
  match_key text not null,
  transfer_id bigint not null,
  leg_no integer not null,
  counter text,
  amount_minor bigint not null
);

create table app.attachments (
  book_id text not null,
  match_key text not null,
  attachment_id bigint not null,
  case_id bigint not null,
  file text not null,
  sha256 text not null,
  stored_as text not null,
  bytes bigint not null,
  made_by text not null,
  made_at timestamp not null
);

-- Without rows of its own a book has the program's reasons and limits. names, causes: JSON.
create table app.reasons (
  book_id text not null,
  reason_code text not null,
  position integer not null,
  names text not null,
  causes text not null,
  retired boolean not null
);

create table app.write_off_limits (
  book_id text not null,
  role text not null,
  limit_minor bigint
);

-- Offers that were answered; accepted ones are rules. The shape: type, cause, reason, sign of the money, up to an amount.
create table app.offers (
  book_id text not null,
  offer_id text not null,
  exception_type text not null,
  cause text not null,
  reason_code text not null,
  sign integer not null,
  largest_minor bigint not null,
  case_count integer not null,
  since text not null,
  state text not null,
  answered_by text not null,
  answered_at timestamp not null
);

create table app.lesson_notes (
  book_id text not null,
  cause text not null,
  learned text not null,
  change text not null,
  made_by text,
  made_at timestamp not null
);

-- A filled workbook that was read: `rows` is JSON, what each row asks for.
create table app.round_trips (
  book_id text not null,
  round_trip_id bigint not null,
  file text not null,
  made_by text not null,
  made_at timestamp not null,
  rows text not null,
  applied_at timestamp
);
