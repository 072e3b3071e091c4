-- Adds up sums whose total is less than the largest number, and fails where it is not. Its state is a
-- mere number: sum(bigint) keeps a wider one, which costs more at each row and when workers merge theirs.

create aggregate usage_total(bigint)
    (sfunc = int8pl, stype = bigint, combinefunc = int8pl, parallel = safe);
