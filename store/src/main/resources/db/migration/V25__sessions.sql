-- Who is signed in with a browser. What the browser shows is here as a hash only.

create table sessions (
    hash       text primary key,
    tenant     text        not null,
    user_name  text        not null,
    groups     text[]      not null,
    roles      text[]      not null,
    issuer     text,
    hint       text,
    created_at timestamptz not null,
    used_at    timestamptz not null,
    ends_at    timestamptz not null
);

create index sessions_by_user on sessions (tenant, user_name);
create index sessions_by_end on sessions (ends_at);
