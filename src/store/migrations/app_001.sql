-- What people decided: small and precious, on DuckDB a file of its own.

create sequence app.decision_ids;

-- Decisions are kept by what they decide about, so a re-run or a late file never loses one.
create table app.decisions (
  book_id text not null,
  decision_id bigint not null,
  decision text not null,
  match_key text not null,
  subject text not null,
  payload text not null,
  made_by text not null,
  made_at timestamp not null,
  undone_at timestamp
);

-- Fee rules and key rules of this book, tried before the built-in ones. `rule` is JSON, see docs/reference/rules.md.
create table app.rules (
  book_id text not null,
  rule_id text not null,
  kind text not null,
  position integer not null,
  rule text not null
);
