-- The ledger: a row is one request, written once. A count that nobody told is null.

create table usage_records (
    id                uuid primary key,
    at                timestamptz not null,
    client_request_id text,
    tenant            text        not null,
    username          text        not null,
    user_groups       jsonb       not null,
    key_id            text,
    subscription      text        not null,
    requested_model   text        not null,
    model             text        not null,
    served_model      text        not null,
    reported_model    text,
    endpoint          text        not null,
    provider          text        not null,
    dialect           text        not null,
    streamed          boolean     not null,
    organization      text,
    cost_center       text,
    labels            jsonb       not null,
    price_nanos       bigint,
    cost_nanos        bigint,
    currency          text,
    likely_input      bigint      not null,
    likely_output     bigint      not null,
    status            integer     not null,
    outcome           text        not null check (outcome in ('completed', 'cancelled', 'failed', 'lost')),
    finish_reason     text,
    input_tokens      bigint,
    cached_tokens     bigint,
    output_tokens     bigint,
    reasoning_tokens  bigint,
    estimated         boolean     not null,
    first_token_micros bigint,
    duration_micros   bigint      not null,
    attempts          jsonb       not null
);

create index usage_records_by_time on usage_records (tenant, at);
create index usage_records_by_user on usage_records (tenant, username, at);
