-- Functions that both engines offer under one name. test/conformance holds them to the same answers.

-- 63 bits of a text. The engine's own hash; a book remembers a probe of it, see books.hash_probe.
create function fact_hash(x text) returns bigint language sql immutable parallel safe
  return hashtextextended(x, 0) & 9223372036854775807;

-- Whole minutes from a to b, the fraction cut off.
create function minutes_between(a timestamp, b timestamp) returns bigint language sql immutable parallel safe
  return trunc(extract(epoch from (b - a)) / 60)::bigint;

-- The day of an instant as text, YYYY-MM-DD.
create function day_of(x timestamp) returns text language sql stable parallel safe
  return to_char(x, 'YYYY-MM-DD');

-- a / b to the nearest integer, halves away from zero; null when b is 0.
create function round_half_up_div(a bigint, b bigint) returns bigint language sql immutable parallel safe
  return sign(a)::bigint * sign(b)::bigint * ((2 * abs(a) + abs(b)) / nullif(2 * abs(b), 0));

-- Holds other imports into the book back until the transaction ends.
create function lock_book(book_id text) returns boolean language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(book_id, 0));
  return true;
end $$;
