-- What administrators declare. A kind is written as its plural and group, as on Kubernetes:
-- maasmodelrefs.maas.opendatahub.io.

create table resources (
    kind             text        not null,
    namespace        text        not null,
    name             text        not null,
    uid              uuid        not null default gen_random_uuid() unique,
    generation       bigint      not null default 1,
    resource_version bigint      not null,
    labels           jsonb       not null,
    annotations      jsonb       not null,
    finalizers       text[]      not null,
    content          jsonb       not null,
    status           jsonb       not null default '{}',
    created_at       timestamptz not null default now(),
    deleted_at       timestamptz,
    primary key (kind, namespace, name)
);

-- One row, raised in the transaction of every write. Its lock makes versions commit in their order:
-- who has read version 7 has seen all changes up to 7. A sequence would not promise that.
-- writes: every write, status too; where a resource_version comes from.
-- version: changes of what administrators declare; what a snapshot is compiled from.
create table resource_clock (
    one     boolean primary key default true check (one),
    writes  bigint not null,
    version bigint not null
);

insert into resource_clock (writes, version) values (0, 0);
