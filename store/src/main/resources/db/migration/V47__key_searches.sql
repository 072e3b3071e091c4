-- Searches over everybody's keys, each by an index that has the order it is asked for in, or the filter.
create index api_keys_by_name on api_keys (tenant, name, id);
create index api_keys_by_end on api_keys (tenant, expires_at, id);
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
