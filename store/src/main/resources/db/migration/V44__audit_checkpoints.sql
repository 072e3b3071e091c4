-- What was signed about the audit logs, in the columns that the ledger's checkpoints have and by the
-- keys of ledger_keys; and that what a signed stretch covers may go. docs/audit.md tells of all of it.

create table audit_checkpoints (
    tenant     text        not null,
    number     bigint      not null,
    first_seq  bigint,
    last_seq   bigint      not null,
    hash       bytea       not null,
    dropped    date,
    at         timestamptz not null,
    key_id     text        not null,
    signature  bytea       not null,
    primary key (tenant, number)
);

create index audit_checkpoints_by_seq on audit_checkpoints (tenant, last_seq);

-- Whoever signs or drops lines of the audit logs holds this.
create function audit_lock() returns void language sql as
$$ select pg_advisory_xact_lock(4931824) $$;

-- Lines are added and nothing else, but that those go which a checkpoint says are dropped. Who writes
-- such a checkpoint without the key is found out by its signature.
create or replace function audit_refuse() returns trigger language plpgsql as
$$ begin
    if tg_op = 'DELETE' and exists (
        select from audit_checkpoints c
        where c.tenant = old.tenant and c.dropped is not null and c.last_seq >= old.seq) then
        return old;
    end if;
    raise exception 'audit_records: % (expected: insert only)', lower(tg_op);
end $$;
