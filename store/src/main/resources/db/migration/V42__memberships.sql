-- Who may not come in for now.

alter table users add column disabled_at timestamptz;

-- Which groups people are in, as whoever vouches for them said last, and whose keys are to be looked at because
-- of it. Groups of local users are in group_members and nowhere else.

create table memberships (
    tenant    text        not null,
    user_name text        not null,
    source    text        not null,
    groups    text[]      not null,
    said_at   timestamptz not null,
    primary key (tenant, user_name, source)
);

create table key_reviews (
    tenant    text        not null,
    user_name text        not null,
    asked_at  timestamptz not null default now(),
    primary key (tenant, user_name)
);

create index key_reviews_by_age on key_reviews (asked_at);
