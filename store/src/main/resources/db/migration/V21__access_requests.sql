-- Who asked for which subscription, what was decided, and how it ended. A row that is approved is a grant: it is
-- what makes the user an owner. Nothing is ever deleted here.
create table access_requests (
    id            text primary key,
    tenant        text        not null,
    username      text        not null,
    user_groups   text[]      not null,
    subscription  text        not null,
    reason        text        not null,
    state         text        not null
        check (state in ('open', 'approved', 'denied', 'withdrawn', 'revoked', 'ended')),
    asked_at      timestamptz not null,
    decided_by    text,
    decided_at    timestamptz,
    decision_note text,
    granted_until timestamptz,
    ended_by      text,
    ended_at      timestamptz,
    ending_note   text
);

-- One that is open or in force for a user and a subscription, also when two are asked for at once.
create unique index access_requests_one on access_requests (tenant, username, subscription)
    where state in ('open', 'approved');
create index access_requests_by_user on access_requests (tenant, username, asked_at desc);
create index access_requests_by_age on access_requests (tenant, asked_at desc);
create index access_requests_granted on access_requests (tenant, subscription) where state = 'approved';
