-- What becomes of a key after its mint. The release before reads and writes api_keys as it did, so a pause
-- is a revocation to whoever knows no pauses: `status` is 'revoked' and `paused_at` says that it is not for good.
-- A key has at most two secrets, so they are columns of its row: `key_hash` is the one of now, `previous_hash`
-- the one before its rotation, good until `previous_until`. What is not null is what the key is narrowed to.
-- narrows what it adds: the release before writes none of these columns, and sets no status but 'revoked'.
alter table api_keys
    add column paused_at         timestamptz,
    add column previous_hash     text,
    add column previous_until    timestamptz,
    add column team              text,
    add column allowed_models    text[] not null default '{}',
    add column allowed_addresses text[] not null default '{}',
    add constraint api_keys_paused check (paused_at is null or status = 'revoked'),
    add constraint api_keys_previous check ((previous_hash is null) = (previous_until is null));

create unique index api_keys_previous_hash on api_keys (previous_hash, tenant) where previous_hash is not null;
