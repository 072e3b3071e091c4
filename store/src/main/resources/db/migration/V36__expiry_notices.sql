-- That a key ends soon was said once for each time before its end. A key that lives on, since it was
-- extended, is told anew.

create table expiry_notices (
    key_id     text        not null references api_keys (id) on delete cascade,
    expires_at timestamptz not null,
    within     interval    not null,
    raised_at  timestamptz not null,
    told_at    timestamptz,
    primary key (key_id, expires_at, within)
);

create index expiry_notices_untold on expiry_notices (raised_at) where told_at is null;

-- What the search for them goes through: keys by their end.
create index api_keys_by_expiry on api_keys (expires_at) where status = 'active' and not ephemeral;
