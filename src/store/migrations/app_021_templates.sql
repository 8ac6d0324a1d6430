-- Layouts that people taught the book, each as the JSON of its file. Rows never change but for `retired`: the id holds a hash of
-- the template, and batches name it.
create table app.templates (
  book_id text not null,
  source_id text not null,
  name text not null,
  template text not null,
  retired boolean not null,
  made_by text,
  made_at timestamp not null
);
