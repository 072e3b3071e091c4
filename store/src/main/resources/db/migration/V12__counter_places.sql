-- Where gateways that share counters keep those of each subscription. See io.maas.domain.metering.Layout.

create table counter_places (
    subscription text   primary key,
    place        text   not null,
    version      bigint not null
);
