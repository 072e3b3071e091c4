-- Keys, and the local users with their groups and tokens. Columns of api_keys are the reference's.

create table api_keys (
    id           text primary key,
    username     text        not null,
    name         text        not null,
    description  text,
    key_hash     text        not null,
    status       text        not null default 'active' check (status in ('active', 'revoked', 'expired')),
    user_groups  text[]      not null,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    ephemeral    boolean     not null default false,
    subscription text        not null,
    tenant       text        not null,
    labels       jsonb check (labels is null or jsonb_typeof(labels) = 'object'),
    constraint api_keys_hash unique (key_hash, tenant)
);

create index api_keys_by_user on api_keys (tenant, username, created_at desc);
create index api_keys_by_age on api_keys (tenant, created_at desc);
create index api_keys_ephemeral on api_keys (expires_at) where ephemeral;
create index api_keys_labels on api_keys using gin (labels jsonb_path_ops);

create table users (
    tenant     text        not null,
    name       text        not null,
    admin      boolean     not null,
    created_at timestamptz not null,
    primary key (tenant, name)
);

create table groups (
    tenant text not null,
    name   text not null,
    primary key (tenant, name)
);

create table group_members (
    tenant     text not null,
    group_name text not null,
    user_name  text not null,
    primary key (tenant, group_name, user_name),
    foreign key (tenant, group_name) references groups (tenant, name) on delete cascade,
    foreign key (tenant, user_name) references users (tenant, name) on delete cascade
);

create index group_members_by_user on group_members (tenant, user_name);

create table user_tokens (
    token_hash text primary key,
    tenant     text        not null,
    user_name  text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    foreign key (tenant, user_name) references users (tenant, name) on delete cascade
);

create index user_tokens_by_user on user_tokens (tenant, user_name);
