-- Searches over everybody's keys. Each order has an index, which also holds what a page far behind is filtered by:
-- whoever skips 50 000 keys reads the index, and no row before those of the page.
create index api_keys_in_order_of_age on api_keys (tenant, created_at, id)
    include (status, paused_at, expires_at, ephemeral);
create index api_keys_in_order_of_name on api_keys (tenant, name, id)
    include (status, paused_at, expires_at, ephemeral);
create index api_keys_in_order_of_end on api_keys (tenant, expires_at, id)
    include (status, paused_at, ephemeral);
create index api_keys_by_subscription on api_keys (tenant, subscription);

-- Parts of names and descriptions are found by their trigrams. The extension comes with PostgreSQL, and whoever
-- owns a database may add it; where that is not so, the same searches read every key.
do $$
begin
    create extension if not exists pg_trgm;
    create index api_keys_by_part_of_name on api_keys using gin (lower(name) gin_trgm_ops);
    create index api_keys_by_part_of_description on api_keys using gin (lower(description) gin_trgm_ops);
exception
    when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
        raise notice 'pg_trgm cannot be had: %', sqlerrm;
end
$$;
