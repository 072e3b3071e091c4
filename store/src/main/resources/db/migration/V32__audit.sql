-- Who changed what. One chain of lines for each tenant; docs/audit.md tells of all of it.

-- seq and hash are those of its last line.
create table audit_chains (
    tenant text primary key,
    seq    bigint not null default 0,
    hash   bytea  not null default decode(repeat('00', 32), 'hex')
);

create table audit_records (
    tenant      text        not null,
    seq         bigint      not null,
    act         uuid        not null,
    at          timestamptz not null,
    stage       text        not null check (stage in ('begun', 'ended', 'denied')),
    actor       text        not null,
    actor_kind  text        not null check (actor_kind in ('token', 'key', 'system', 'nobody')),
    key_id      text        not null,
    address     text        not null,
    request_id  text        not null,
    action      text        not null,
    object_kind text        not null,
    object_name text        not null,
    before      text,
    after       text,
    status      integer     not null,
    hash        bytea       not null,
    primary key (tenant, seq)
);

create index audit_records_by_act on audit_records (tenant, act);
create index audit_records_by_time on audit_records (tenant, at);
create index audit_records_by_actor on audit_records (tenant, actor, seq);
create index audit_records_by_action on audit_records (tenant, action, seq);
create index audit_records_by_object on audit_records (tenant, object_name, seq);

-- Lines are added and nothing else. Whoever owns the table can take this away; the chain tells then.
create function audit_refuse() returns trigger language plpgsql as
$$ begin raise exception 'audit_records: % (expected: insert only)', lower(tg_op); end $$;

create trigger audit_append_only before update or delete on audit_records
for each row execute function audit_refuse();

create trigger audit_keep before truncate on audit_records
for each statement execute function audit_refuse();
