-- What gateways that share counters agree on. See io.maas.domain.metering.Epochs.

create table epochs (
    number   bigint      primary key,
    servers  text[]      not null default '{}',
    cause    text        not null,
    begun_at timestamptz not null default now()
);

-- Every gateway that did not leave cleanly, whether it runs or not.
create table gateways (
    id           text        primary key,
    joined_at    timestamptz not null default now(),
    seen_at      timestamptz not null default now(),
    acknowledged bigint      not null default 0
);

-- What reservations from before an epoch held when their gateway acknowledged it.
create table epoch_holds (
    epoch       bigint      not null references epochs (number),
    gateway     text        not null,
    request_id  uuid        not null,
    limit_id    text        not null,
    subject     text        not null,
    points      bigint      not null,
    admitted_at timestamptz not null,
    primary key (epoch, request_id, limit_id, subject)
);

create index epoch_holds_by_counter on epoch_holds (epoch, limit_id, subject);
