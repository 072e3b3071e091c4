-- Users who are no people but programs: they have keys, and no token or password to come in with. Who answers for
-- one may make and change its keys.
alter table users
    add column service      boolean not null default false,
    add column owner_users  text[]  not null default '{}',
    add column owner_groups text[]  not null default '{}';
