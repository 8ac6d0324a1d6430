-- Who works here, on which books, and what is being done. On DuckDB a file of its own, `workspace.duckdb`.

create table workspace.home (
  workspace_id text not null,
  made_at timestamp not null
);

-- password_hash is null until the user has chosen a password with a one-time link.
create table workspace.users (
  user_id text not null,
  name text not null,
  display_name text not null,
  role text not null,
  language text,
  theme text not null,
  password_hash text,
  all_books boolean not null,
  disabled boolean not null,
  made_at timestamp not null,
  last_seen_at timestamp
);

-- Books of a user who does not see all; shops is a JSON list, null for all shops of the book.
create table workspace.access (
  user_id text not null,
  book_id text not null,
  shops text
);

-- Only hashes of tokens are kept: who reads the database can sign in as nobody.
create table workspace.sessions (
  token_hash text not null,
  user_id text not null,
  made_at timestamp not null,
  seen_at timestamp not null
);

create table workspace.links (
  token_hash text not null,
  user_id text not null,
  is_first boolean not null,
  expires_at timestamp not null
);

-- location is the folder of a book that was taken in from elsewhere; null for one of this workspace's own.
create table workspace.books (
  book_id text not null,
  name text not null,
  location text,
  is_sample boolean not null,
  made_at timestamp not null,
  removed boolean not null
);

-- params, files, error, result and outcome are JSON. A job that was running when the server ended is queued again.
create table workspace.jobs (
  job_id text not null,
  position bigint not null,
  book_id text not null,
  kind text not null,
  state text not null,
  user_id text not null,
  made_by text not null,
  made_at timestamp not null,
  started_at timestamp,
  ended_at timestamp,
  params text not null,
  files text not null,
  error text,
  result text,
  outcome text
);

create table workspace.uploads (
  upload_id text not null,
  book_id text not null,
  user_id text not null,
  file text not null,
  bytes bigint not null,
  made_at timestamp not null
);

create table workspace.exports (
  export_id text not null,
  book_id text not null,
  file_name text not null,
  made_at timestamp not null
);

create table workspace.views (
  view_id text not null,
  book_id text not null,
  user_id text not null,
  list text not null,
  name text not null,
  shared boolean not null,
  definition text not null
);
