-- How often somebody tried to sign in in vain, by the hash of an account or of an address: `since` is the last
-- failure of an account and the first of an address, and nobody may try before `until`. Losing it in a crash of
-- the server would make every account's failures none, which is why it is an ordinary table.

create table sign_in_attempts (
    subject  text primary key,
    address  boolean     not null,
    failures integer     not null,
    since    timestamptz not null,
    until    timestamptz not null
);

create index sign_in_attempts_by_age on sign_in_attempts (since);
