-- When an import could not tell what the file is: it waits to be taught. Null for one that waits for its import.
alter table workspace.uploads add column unrecognized_at timestamp;
