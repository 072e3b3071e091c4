-- The ledger by days, its sums, and what keeps it honest. docs/ledger.md tells of all of it.

alter table usage_records rename to usage_records_undivided;
alter table usage_records_undivided rename constraint usage_records_pkey to usage_records_undivided_pkey;
drop index usage_records_by_time;
drop index usage_records_by_user;

-- Ids are UUIDv7, whose first 48 bits are milliseconds: a range of ids is a range of time, so that the
-- primary key is of the whole table, and a request is in it once.
create table usage_records (
    like usage_records_undivided including defaults including constraints,
    held_input         bigint  not null,
    held_output        bigint  not null,
    charged_input      bigint  not null,
    charged_cached     bigint  not null,
    charged_output     bigint  not null,
    charged_cost_nanos bigint,
    chain              integer not null,
    seq                bigint  not null,
    hash               bytea,
    primary key (id)
) partition by range (id);

create index usage_records_by_time on usage_records (tenant, at);
create index usage_records_by_user on usage_records (tenant, username, at);
create index usage_records_by_chain on usage_records (chain, seq);

-- Who used what on whose account: what sums are kept of. The id is a digest of all the rest, so
-- that whoever writes a sum knows it without asking. What a request has none of is the empty text.
create table usage_parties (
    id           uuid primary key,
    tenant       text not null,
    username     text not null,
    key_id       text not null,
    subscription text not null,
    model        text not null,
    organization text not null,
    cost_center  text not null,
    currency     text not null
);

create index usage_parties_by_user on usage_parties (tenant, username);
create index usage_parties_by_subscription on usage_parties (tenant, subscription);
create index usage_parties_by_key on usage_parties (tenant, key_id);

create table usage_minutes (
    party              uuid        not null,
    bucket             timestamptz not null,
    first_at           timestamptz not null,
    requests           bigint      not null,
    input_tokens       bigint      not null,
    cached_tokens      bigint      not null,
    output_tokens      bigint      not null,
    reasoning_tokens   bigint      not null,
    estimated          bigint      not null,
    cost_nanos         bigint      not null,
    charged_input      bigint      not null,
    charged_cached     bigint      not null,
    charged_output     bigint      not null,
    charged_cost_nanos bigint      not null,
    primary key (party, bucket)
) partition by range (bucket);

create index usage_minutes_by_time on usage_minutes (bucket);

-- Room on each page for the next sum of the same row: no index has to hear of it.
create table usage_hours (like usage_minutes, primary key (party, bucket)) with (fillfactor = 70);
create index usage_hours_by_time on usage_hours (bucket);

create table usage_days (like usage_minutes, primary key (party, bucket)) with (fillfactor = 70);
create index usage_days_by_time on usage_days (bucket);

-- A sum stops at the largest number: one absurd record must not stop the ledger.
create function usage_sum(a bigint, b bigint) returns bigint language sql immutable as
$$ select case when a > 9223372036854775807 - b then 9223372036854775807 else a + b end $$;

-- From when on each is kept; null as long as nothing was dropped.
create table ledger_horizon (
    one         boolean primary key default true check (one),
    raw_from    timestamptz,
    minute_from timestamptz,
    hour_from   timestamptz
);

insert into ledger_horizon default values;

-- One chain for each gateway, named by its id. seq and hash are those of its last record.
create table ledger_chains (
    id          integer generated always as identity primary key,
    name        text        not null unique,
    seq         bigint      not null default 0,
    hash        bytea       not null default decode(repeat('00', 32), 'hex'),
    appended_at timestamptz not null default now()
);

create table ledger_keys (
    id         text primary key,
    public_key bytea       not null,
    created_at timestamptz not null default now()
);

-- What was signed: the hash of a chain's record last_seq; and, where a day was dropped, that the
-- records from first_seq on went with it.
create table ledger_checkpoints (
    chain      integer not null,
    number     bigint  not null,
    first_seq  bigint,
    last_seq   bigint  not null,
    hash       bytea,
    dropped    date,
    at         timestamptz not null,
    key_id     text    not null,
    signature  bytea   not null,
    primary key (chain, number)
);

create index ledger_checkpoints_by_seq on ledger_checkpoints (chain, last_seq);

create table ledger_imports (
    digest      text primary key,
    records     bigint      not null,
    imported_by text        not null,
    imported_at timestamptz not null default now()
);

-- Whoever opens or drops days holds this.
create function ledger_lock() returns void language sql as
$$ select pg_advisory_xact_lock(4931823) $$;

create function usage_id_at(moment timestamptz) returns uuid language sql immutable as
$$ select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;

-- Makes the parts of one day, if there are none. They are made aside and attached, which does not
-- wait for those who read and write other days.
create function ledger_open_day(day date) returns void language plpgsql as $$
declare
    opens  timestamptz := day::timestamp at time zone 'UTC';
    closes timestamptz := (day + 1)::timestamp at time zone 'UTC';
    raws   text := 'usage_records_' || to_char(day, 'YYYYMMDD');
    sums   text := 'usage_minutes_' || to_char(day, 'YYYYMMDD');
    gone   ledger_horizon;
begin
    perform ledger_lock();
    select * into gone from ledger_horizon;
    if to_regclass(raws) is null and opens >= coalesce(gone.raw_from, '-infinity') then
        execute format('create table %I (like usage_records including all)', raws);
        execute format('alter table usage_records attach partition %I for values from (%L) to (%L)',
                       raws, usage_id_at(opens), usage_id_at(closes));
    end if;
    if to_regclass(sums) is null then
        execute format('create table %I (like usage_minutes including all)', sums);
        execute format('alter table usage_minutes attach partition %I for values from (%L) to (%L)',
                       sums, opens, closes);
    end if;
end $$;

-- What was there: by day, added up, and in a chain of its own that has numbers and no hashes.
do $$
declare
    day date;
begin
    for day in
        select distinct (at at time zone 'UTC')::date from usage_records_undivided
        union
        select distinct (to_timestamp((('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint) / 1000.0)
                         at time zone 'UTC')::date
        from usage_records_undivided
    loop
        perform ledger_open_day(day);
    end loop;
end $$;

insert into ledger_chains (name, seq)
select 'before-chains', count(*) from usage_records_undivided having count(*) > 0;

insert into usage_records
select r.*, likely_input, likely_output,
       coalesce(input_tokens, 0), least(coalesce(cached_tokens, 0), coalesce(input_tokens, 0)),
       coalesce(output_tokens, 0), cost_nanos,
       (select id from ledger_chains where name = 'before-chains'), row_number() over (order by id), null
from usage_records_undivided r;

create function usage_part(t text) returns text language sql immutable as
$$ select octet_length(coalesce(t, '')) || ':' || coalesce(t, '') $$;

create temporary view summed as
select *, encode(substr(sha256(convert_to(
           usage_part(tenant) || usage_part(username) || usage_part(key_id) || usage_part(subscription)
           || usage_part(model) || usage_part(organization) || usage_part(cost_center)
           || usage_part(currency), 'UTF8')), 1, 16), 'hex')::uuid as party
from usage_records;

insert into usage_parties
select distinct party, tenant, username, coalesce(key_id, ''), subscription, model,
       coalesce(organization, ''), coalesce(cost_center, ''), coalesce(currency, '')
from summed;

do $$
declare
    grain text;
begin
    foreach grain in array array['minute', 'hour', 'day'] loop
        execute format($sum$
            insert into %I
            select party, date_trunc(%L, at, 'UTC'), min(at), count(*),
                   coalesce(sum(input_tokens), 0), coalesce(sum(cached_tokens), 0),
                   coalesce(sum(output_tokens), 0), coalesce(sum(reasoning_tokens), 0),
                   count(*) filter (where estimated), coalesce(sum(cost_nanos), 0),
                   sum(charged_input), sum(charged_cached), sum(charged_output),
                   coalesce(sum(charged_cost_nanos), 0)
            from summed group by 1, 2$sum$, 'usage_' || grain || 's', grain);
    end loop;
end $$;

drop view summed;
drop function usage_part(text);
drop table usage_records_undivided;
