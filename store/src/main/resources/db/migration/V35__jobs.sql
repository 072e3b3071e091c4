-- The last run of each job. Whoever runs one holds the advisory lock of its name meanwhile: see
-- io.maas.store.postgres.PostgresJobBook.

create table jobs (
    name        text        primary key,
    runner      text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    outcome     text,
    failure     text,
    runs        bigint      not null default 0,
    failures    bigint      not null default 0
);
