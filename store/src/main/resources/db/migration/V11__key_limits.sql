-- The limits of a key's own: a list of {unit, amount, window, weights, enforcement}; null if it has none.
alter table api_keys add column limits jsonb
    check (limits is null or jsonb_typeof(limits) = 'array');
