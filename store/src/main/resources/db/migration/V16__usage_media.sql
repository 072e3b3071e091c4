-- What requests take beside tokens: seconds of sound, characters of speech, pictures; what limits were charged of
-- it, and what one costs. Null is what all records say that are there already, and what most will.

alter table usage_records
    add column seconds               bigint,
    add column characters            bigint,
    add column images                bigint,
    add column charged_seconds       bigint,
    add column charged_characters    bigint,
    add column charged_images        bigint,
    add column second_price_nanos    bigint,
    add column character_price_nanos bigint,
    add column image_price_nanos     bigint;

alter table usage_minutes
    add column seconds            bigint not null default 0,
    add column characters         bigint not null default 0,
    add column images             bigint not null default 0,
    add column charged_seconds    bigint not null default 0,
    add column charged_characters bigint not null default 0,
    add column charged_images     bigint not null default 0;

alter table usage_hours
    add column seconds            bigint not null default 0,
    add column characters         bigint not null default 0,
    add column images             bigint not null default 0,
    add column charged_seconds    bigint not null default 0,
    add column charged_characters bigint not null default 0,
    add column charged_images     bigint not null default 0;

alter table usage_days
    add column seconds            bigint not null default 0,
    add column characters         bigint not null default 0,
    add column images             bigint not null default 0,
    add column charged_seconds    bigint not null default 0,
    add column charged_characters bigint not null default 0,
    add column charged_images     bigint not null default 0;
