-- Functions that both engines offer under one name. test/conformance holds them to the same answers.

-- 63 bits of a text. The engine's own hash; a book remembers a probe of it, see books.hash_probe.
create macro fact_hash(x) as (hash(x) >> 1)::bigint;

-- Whole minutes from a to b, the fraction cut off.
create macro minutes_between(a, b) as ((epoch_us(b::timestamp) - epoch_us(a::timestamp)) // 60000000)::bigint;

-- The day of an instant as text, YYYY-MM-DD.
create macro day_of(x) as strftime(x, '%Y-%m-%d');

-- a / b to the nearest integer, halves away from zero; null when b is 0.
create macro round_half_up_div(a, b) as
  (sign(a) * sign(b) * ((2 * abs(a::bigint) + abs(b::bigint)) // nullif(2 * abs(b::bigint), 0)))::bigint;

-- Holds other imports into the book back until the transaction ends. One process owns an embedded book and queues them itself.
create macro lock_book(book_id) as book_id is not null;
