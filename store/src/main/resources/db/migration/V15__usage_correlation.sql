-- Prices of each kind of token where they are not price_nanos, what a request belongs to, and whether its
-- answer was one that had been kept. Null is what all records say that are there already.

alter table usage_records
    add column cached_price_nanos   bigint,
    add column output_price_nanos   bigint,
    add column replayed_price_nanos bigint,
    add column session              text,
    add column fallback_of          uuid,
    add column replayed             boolean;
