-- Passwords of local users, hashed; a user without a row has none. Tokens that a login made are told
-- from those that an administrator gave, since a new password ends the former.

create table user_passwords (
    tenant     text        not null,
    user_name  text        not null,
    hash       text        not null,
    once       boolean     not null,
    changed_at timestamptz not null,
    primary key (tenant, user_name),
    foreign key (tenant, user_name) references users (tenant, name) on delete cascade
);

alter table user_tokens add column of_login boolean not null default false;
