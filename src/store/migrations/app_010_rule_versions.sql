-- Each replacement of a book's rules has a number, so that two people do not overwrite each other unseen.
create table app.rule_versions (
  book_id text not null,
  version integer not null
);
